package cloud.reseller.kit.security;

import java.util.concurrent.TimeUnit;

/** So many at once, and so many a second afterwards. For one thread at a time. */
final class TokenBucket {

  private final int burst;
  private final double perNano;
  private double left;
  private long filledAtNanos;

  /**
   * A full bucket.
   *
   * @param burst most that may be taken at once, 1 or more
   * @param perSecond how many may be taken a second for ever
   */
  TokenBucket(int burst, int perSecond, long nowNanos) {
    this.burst = burst;
    this.perNano = (double) perSecond / TimeUnit.SECONDS.toNanos(1);
    this.left = burst;
    this.filledAtNanos = nowNanos;
  }

  /** Takes one if there is one. */
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
