package cloud.reseller.kit.security;

import java.util.concurrent.TimeUnit;

/** A token bucket. Not thread-safe. */
final class TokenBucket {

  private final int burst;
  private final double perNano;
  private double left;
  private long filledAtNanos;

  /**
   * A full bucket.
   *
   * @param burst capacity, 1 or more
   * @param perSecond refill rate per second
   */
  TokenBucket(int burst, int perSecond, long nowNanos) {
    this.burst = burst;
    this.perNano = (double) perSecond / TimeUnit.SECONDS.toNanos(1);
    this.left = burst;
    this.filledAtNanos = nowNanos;
  }

  /** Takes a token if there is one. */
  boolean take(long nowNanos) {
    left = Math.min(burst, left + (nowNanos - filledAtNanos) * perNano);
    filledAtNanos = nowNanos;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
