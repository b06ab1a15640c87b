package cloud.reseller.throttle;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Writes a log line that outsiders could trigger without limit at most once per interval. */
public final class LogThrottle {

  private final long interval;
  private final LongSupplier nanos;
  private long last;
  private boolean begun;
  private long suppressed;

  /**
   * A throttle that has written nothing yet.
   *
   * @param nanos a monotonic clock in nanoseconds
   */
  public LogThrottle(Duration interval, LongSupplier nanos) {
    this.interval = interval.toNanos();
    this.nanos = nanos;
  }

  /**
   * Writes the line if it is due.
   *
   * @param line writes it, ending with the given text, which says how many lines were suppressed
   *     since the last one and is empty if none were
   */
  public void ifDue(Consumer<String> line) {
    String note;
    synchronized (this) {
      long now = nanos.getAsLong();
      if (begun && now - last < interval) {
        suppressed++;
        return;
      }
      begun = true;
      last = now;
      note = suppressed == 0 ? "" : "; similar lines suppressed: " + suppressed;
      suppressed = 0;
    }
    line.accept(note);
  }
}
