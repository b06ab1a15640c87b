package cloud.reseller.log;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Runs an action at most once per interval, such as a log line that outsiders could trigger without
 * limit.
 */
public final class Seldom {

  private final long between;
  private final LongSupplier nanos;
  private long last;
  private boolean begun;
  private long suppressed;

  /**
   * A limiter that has run nothing yet.
   *
   * @param nanos a clock that never goes back, in nanoseconds
   */
  public Seldom(Duration between, LongSupplier nanos) {
    this.between = between.toNanos();
    this.nanos = nanos;
  }

  /** Runs the action if it is due, passing the number of calls suppressed since it last ran. */
  public void ifDue(LongConsumer done) {
    long times;
    synchronized (this) {
      long now = nanos.getAsLong();
      if (begun && now - last < between) {
        suppressed++;
        return;
      }
      begun = true;
      last = now;
      times = suppressed;
      suppressed = 0;
    }
    done.accept(times);
  }
}
