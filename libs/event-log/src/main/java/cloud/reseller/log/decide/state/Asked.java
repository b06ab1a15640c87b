package cloud.reseller.log.decide.state;

/**
 * A request in the light of those its key was answered before.
 *
 * @param digest what tells it apart from another one under the same id
 */
public record Asked(AnsweredRequests.Id id, byte[] digest, Standing standing) {

  /** What the answers before mean for it. Answers stand in the events partition. */
  public sealed interface Standing {

    /** Nothing like it was answered. */
    record First() implements Standing {}

    /** It was answered before, at that offset. */
    record Repeated(long answer) implements Standing {}

    /** Another request was answered under its id, at that offset. */
    record IdReused(long answer) implements Standing {}

    /**
     * More answers of one key are not kept.
     *
     * @param answers how many are
     * @param mustEnd the offset of the one with whose end there is room again
     * @param untilMillis until when that one is kept, milliseconds since 1970
     */
    record TooMany(int answers, long mustEnd, long untilMillis) implements Standing {}
  }
}
