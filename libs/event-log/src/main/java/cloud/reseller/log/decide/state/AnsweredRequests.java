package cloud.reseller.log.decide.state;

import cloud.reseller.log.IdTable;
import cloud.reseller.log.decide.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * The answered requests of one key: id, digest, and position of the answer. {@link MechanismRules}
 * determines how long one is kept; one that is both older than 24 hours of decision time and not
 * among the last 1,000 never is. Immutable to its holder.
 */
final class AnsweredRequests {

  static final int KEPT = 1_000;
  static final long KEPT_MILLIS = 24L * 60 * 60 * 1000;

  private static final int VALUES = 4;
  private static final int DIGEST_HIGH = 0;
  private static final int DIGEST_LOW = 1;
  private static final int OFFSET = 2;
  private static final int TIME = 3;
  private static final AnsweredRequests NONE = new AnsweredRequests(IdTable.empty(VALUES));

  private final IdTable answers;

  private AnsweredRequests(IdTable answers) {
    this.answers = answers;
  }

  /** No answered requests. */
  static AnsweredRequests none() {
    return NONE;
  }

  /** Index of the entry for an id, or -1. Valid for this version only. */
  int find(Id id) {
    return answers.find(id.high, id.low);
  }

  /** Whether the entry was made for a request of this digest. */
  boolean sameDigest(int entry, byte[] digest) {
    return answers.value(entry, DIGEST_HIGH) == longAt(digest, 0)
        && answers.value(entry, DIGEST_LOW) == longAt(digest, 8);
  }

  /** Offset of the answer in the events partition. */
  long offset(int entry) {
    return answers.value(entry, OFFSET);
  }

  /** How many answers are kept. */
  int size() {
    return answers.size();
  }

  /** Decision time of an answer, milliseconds since 1970. */
  long time(int entry) {
    return answers.value(entry, TIME);
  }

  /** Decision time of the last answer, {@link Long#MIN_VALUE} if there is none. */
  long lastTime() {
    return size() == 0 ? Long.MIN_VALUE : time(size() - 1);
  }

  /** The requests answered at that time or later, milliseconds since 1970. */
  AnsweredRequests withoutOlderThan(long millis) {
    int old = 0;
    while (old < size() && time(old) < millis) {
      old++;
    }
    return old == 0 ? this : new AnsweredRequests(answers.without(old));
  }

  /**
   * These and one more answer, without those that are both older than 24 hours and not among the
   * last 1,000.
   *
   * @param digest the request's digest, 16 bytes or more
   * @param timeMillis decision time of the answer
   */
  AnsweredRequests and(Id id, byte[] digest, long offset, long timeMillis) {
    int old = 0;
    while (size() - old >= KEPT && time(old) < timeMillis - KEPT_MILLIS) {
      old++;
    }
    return new AnsweredRequests(
        answers
            .without(old)
            .plus(id.high, id.low, longAt(digest, 0), longAt(digest, 8), offset, timeMillis));
  }

  /** The entries as they are stored in a snapshot, six longs each. */
  long[] toLongs() {
    return answers.toLongs();
  }

  /** The entries of a snapshot. */
  static AnsweredRequests ofLongs(long[] longs) {
    return new AnsweredRequests(IdTable.of(VALUES, longs));
  }

  private static long longAt(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  private static final java.lang.invoke.VarHandle LONG =
      java.lang.invoke.MethodHandles.byteArrayViewVarHandle(
          long[].class, java.nio.ByteOrder.BIG_ENDIAN);

  /**
   * 128 bits of a request's id: a GUID's own, or the beginning of the SHA-256 of any other text.
   */
  record Id(long high, long low) {

    static Id of(String id) {
      if (id.length() == 36 && id.charAt(8) == '-') {
        try {
          java.util.UUID uuid = java.util.UUID.fromString(id);
          return new Id(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
        } catch (IllegalArgumentException notOne) {
          return hashed(id);
        }
      }
      return hashed(id);
    }

    private static Id hashed(String id) {
      byte[] hash = Hashing.sha256(id.getBytes(StandardCharsets.UTF_8));
      return new Id(longAt(hash, 0), longAt(hash, 8));
    }
  }
}
