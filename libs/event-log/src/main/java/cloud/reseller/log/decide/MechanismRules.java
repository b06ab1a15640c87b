package cloud.reseller.log.decide;

import java.util.OptionalInt;
import java.util.stream.IntStream;

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
    return IntStream.rangeClosed(FIRST, newest)
        .filter(number -> name.equals(Integer.toString(number)))
        .findFirst();
  }

  /** The answers that count at a decision time, milliseconds since 1970. */
  AnsweredRequests counting(AnsweredRequests answered, long atMillis) {
    return answersEnd
        ? answered.withoutOlderThan(atMillis - AnsweredRequests.KEPT_MILLIS)
        : answered;
  }

  /** Whether no further answer is kept. */
  boolean isFull(AnsweredRequests counting) {
    return counting.size() >= mostAnswers;
  }

  /** The entry with whose end there is room for one more again; there must be none now. */
  int mustEnd(AnsweredRequests counting) {
    return counting.size() - mostAnswers;
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
