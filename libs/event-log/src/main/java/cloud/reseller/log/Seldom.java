package cloud.reseller.log;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Does at most once in a time what outsiders could otherwise have done without end. */
public final class Seldom {

  private final long between;
  private final LongSupplier nanos;
  private long last;
  private boolean begun;
  private long unsaid;

  /**
   * Nothing done yet.
   *
   * @param nanos a clock that never goes back, in nanoseconds
   */
  public Seldom(Duration between, LongSupplier nanos) {
    this.between = between.toNanos();
    this.nanos = nanos;
  }

  /** Does it if it is due; it is given how often it was not done since the last time. */
  public void ifDue(LongConsumer done) {
    long times;
    synchronized (this) {
      long now = nanos.getAsLong();
      if (begun && now - last < between) {
        unsaid++;
        return;
      }
      begun = true;
      last = now;
      times = unsaid;
      unsaid = 0;
    }
    done.accept(times);
  }
}
