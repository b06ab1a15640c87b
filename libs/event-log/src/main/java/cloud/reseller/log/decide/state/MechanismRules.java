package cloud.reseller.log.decide.state;

import java.util.OptionalInt;

/**
 * The mechanism's own rules in a rule set. A released set never changes.
 *
 * @param notesRepeatAllNames whether notes repeat keys and ids of any length, instead of using the
 *     digest of long ones
 * @param answersEnd whether answers older than {@link AnsweredRequests#KEPT_MILLIS} are ignored
 *     even if kept; else the last {@link AnsweredRequests#KEPT} count, however old
 * @param mostAnswers maximum number of answers kept per key; further requests are refused
 * @param strangersForgotten whether an unknown key is forgotten with its last answer
 */
record MechanismRules(
    boolean notesRepeatAllNames, boolean answersEnd, int mostAnswers, boolean strangersForgotten) {

  /** The oldest rule set. */
  static final int FIRST = 1;

  private static final MechanismRules OF_FIRST =
      new MechanismRules(true, false, Integer.MAX_VALUE, false);

  private static final MechanismRules FROM_SECOND =
      new MechanismRules(false, true, AnsweredRequests.KEPT, true);

  /** The rules of a set by its number, {@link #FIRST} or more. */
  static MechanismRules of(int number) {
    return number == FIRST ? OF_FIRST : FROM_SECOND;
  }

  /** The number of a set by its name, if there is such a set up to the newest. */
  static OptionalInt numbered(String name, int newest) {
    for (int number = FIRST; number <= newest; number++) {
      if (name.equals(Integer.toString(number))) {
        return OptionalInt.of(number);
      }
    }
    return OptionalInt.empty();
  }

  /** The answers that count at a decision time, milliseconds since 1970. */
  private AnsweredRequests counting(AnsweredRequests answered, long atMillis) {
    return answersEnd
        ? answered.withoutOlderThan(atMillis - AnsweredRequests.KEPT_MILLIS)
        : answered;
  }

  /**
   * The standing of a request given the answers of its key, at a decision time in milliseconds
   * since 1970.
   */
  Asked.Standing standing(
      AnsweredRequests answered, AnsweredRequests.Id id, byte[] digest, long atMillis) {
    AnsweredRequests counting = counting(answered, atMillis);
    int known = counting.find(id);
    if (known >= 0) {
      long answer = counting.offset(known);
      return counting.sameDigest(known, digest)
          ? new Asked.Standing.Repeated(answer)
          : new Asked.Standing.IdReused(answer);
    }
    if (isFull(counting)) {
      // With whose end there is room for one more again: set 1 may have left more than fit.
      int mustEnd = counting.size() - mostAnswers;
      return new Asked.Standing.TooMany(
          counting.size(),
          counting.offset(mustEnd),
          counting.time(mustEnd) + AnsweredRequests.KEPT_MILLIS);
    }
    return new Asked.Standing.First();
  }

  /** Whether the maximum number of answers is reached. */
  private boolean isFull(AnsweredRequests counting) {
    return counting.size() >= mostAnswers;
  }

  /**
   * The answers kept after one more. The first answer to an id counts; later ones refer to it.
   * Whether this one is kept depends only on the earlier ones.
   */
  AnsweredRequests remember(
      AnsweredRequests answered, AnsweredRequests.Id id, byte[] hash, long offset, long atMillis) {
    AnsweredRequests counting = counting(answered, atMillis);
    return counting.find(id) >= 0 || isFull(counting)
        ? counting
        : counting.and(id, hash, offset, atMillis);
  }
}
