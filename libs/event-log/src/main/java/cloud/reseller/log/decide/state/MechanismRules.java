package cloud.reseller.log.decide.state;

import java.util.OptionalInt;

/**
 * What the mechanism itself does under a rule set. A released set never changes.
 *
 * @param notesRepeatAllNames whether a note repeats a key or an id of any length, instead of the
 *     digest of one that is too long
 * @param answersEnd whether an answer older than {@link AnsweredRequests#KEPT_MILLIS} is not found
 *     any more, held or not; else the last {@link AnsweredRequests#KEPT} are found however old
 * @param mostAnswers so many answers of one key are kept; what is asked beyond is refused
 * @param strangersForgotten whether a key nothing is known about is forgotten with its last answer
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

  /** What the answers of a key mean for a request at a decision time, milliseconds since 1970. */
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

  /** Whether no further answer is kept. */
  private boolean isFull(AnsweredRequests counting) {
    return counting.size() >= mostAnswers;
  }

  /**
   * The answers that are kept once one more was given. The first answer to an id holds; later ones
   * under it are about that one. Whether this one is kept depends on nothing but the ones before.
   */
  AnsweredRequests remember(
      AnsweredRequests answered, AnsweredRequests.Id id, byte[] hash, long offset, long atMillis) {
    AnsweredRequests counting = counting(answered, atMillis);
    return counting.find(id) >= 0 || isFull(counting)
        ? counting
        : counting.and(id, hash, offset, atMillis);
  }
}
