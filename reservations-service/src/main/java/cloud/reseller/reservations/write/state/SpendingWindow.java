package cloud.reseller.reservations.write.state;

import java.util.Arrays;

/**
 * A customer's own purchases in one currency within the last 30 times 24 hours of decision time,
 * measured by the partner's cost. A purchase exactly 30 times 24 hours old no longer counts.
 *
 * <p>Purchases are stored in chunks of times and amounts, oldest first, 16 bytes each; adding one
 * copies a chunk and the list of chunks instead of everything. Shared chunks are never modified.
 */
public final class SpendingWindow {

  /** 30 times 24 hours. */
  static final long WINDOW_MS = 30L * 24 * 60 * 60 * 1000;

  private static final long DAY_MS = 24L * 60 * 60 * 1000;
  private static final int CHUNK = 2 * 64;

  private final String currency;
  private final long[][] chunks;

  /** Index in the first chunk of the oldest purchase that counts. */
  private final int first;

  private final long sum;
  private final long day;
  private final long daySum;

  private SpendingWindow(
      String currency, long[][] chunks, int first, long sum, long day, long daySum) {
    this.currency = currency;
    this.chunks = chunks;
    this.first = first;
    this.sum = sum;
    this.day = day;
    this.daySum = daySum;
  }

  /** A window without purchases. */
  static SpendingWindow in(String currency) {
    return new SpendingWindow(currency, new long[0][], 0, 0, Long.MIN_VALUE, 0);
  }

  /**
   * Restores a window.
   *
   * @param purchases times and amounts alternating, oldest first
   */
  public static SpendingWindow of(String currency, long[] purchases) {
    SpendingWindow spending = in(currency);
    for (int i = 0; i < purchases.length; i += 2) {
      spending = spending.plus(purchases[i], purchases[i + 1]);
    }
    return spending;
  }

  /** ISO 4217 code. */
  public String currency() {
    return currency;
  }

  /** The window after one more purchase, without those that no longer count. */
  SpendingWindow plus(long atMs, long minor) {
    long left = sum;
    int chunk = 0;
    int next = first;
    while (chunk < chunks.length && chunks[chunk][next] <= atMs - WINDOW_MS) {
      left -= chunks[chunk][next + 1];
      next += 2;
      if (next == chunks[chunk].length) {
        chunk++;
        next = 0;
      }
    }
    long today = Math.floorDiv(atMs, DAY_MS);
    long todayBefore = today == day ? daySum : 0;
    return new SpendingWindow(
        currency, append(chunk, atMs, minor), next, left + minor, today, todayBefore + minor);
  }

  private long[][] append(int firstChunk, long atMs, long minor) {
    int kept = chunks.length - firstChunk;
    boolean fits = kept > 0 && chunks[chunks.length - 1].length < CHUNK;
    long[][] next = new long[fits ? kept : kept + 1][];
    System.arraycopy(chunks, firstChunk, next, 0, kept);
    long[] last = fits ? Arrays.copyOf(next[kept - 1], next[kept - 1].length + 2) : new long[2];
    last[last.length - 2] = atMs;
    last[last.length - 1] = minor;
    next[next.length - 1] = last;
    return next;
  }

  /** The total of the 30 times 24 hours before a time, in minor units. */
  public long within30Days(long atMs) {
    long left = sum;
    int next = first;
    for (long[] chunk : chunks) {
      for (; next < chunk.length; next += 2) {
        if (chunk[next] > atMs - WINDOW_MS) {
          return left;
        }
        left -= chunk[next + 1];
      }
      next = 0;
    }
    return left;
  }

  /** The total of the UTC day of a time, in minor units. */
  public long onDayOf(long atMs) {
    return Math.floorDiv(atMs, DAY_MS) == day ? daySum : 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpendingWindow that
        && currency.equals(that.currency)
        && sum == that.sum
        && day == that.day
        && daySum == that.daySum
        && Arrays.equals(counted(), that.counted());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counted());
  }

  @Override
  public String toString() {
    return "SpendingWindow[" + currency + ' ' + Arrays.toString(counted()) + ']';
  }

  /** Times and amounts alternating, oldest first. */
  public long[] counted() {
    return Arrays.stream(chunks).flatMapToLong(Arrays::stream).skip(first).toArray();
  }
}
