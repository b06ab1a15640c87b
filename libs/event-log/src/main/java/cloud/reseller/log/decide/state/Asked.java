package cloud.reseller.log.decide.state;

/**
 * A request compared with the earlier answers to its key.
 *
 * @param digest distinguishes requests with the same id
 */
public record Asked(AnsweredRequests.Id id, byte[] digest, Standing standing) {

  /** Its standing given the earlier answers, which are in the events partition. */
  public sealed interface Standing {

    /** It is new. */
    record First() implements Standing {}

    /** It was answered before, at that offset. */
    record Repeated(long answer) implements Standing {}

    /** A different request with its id was answered, at that offset. */
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
