package cloud.reseller.log.decide.state;

/**
 * A request compared with the earlier answers to its key.
 *
 * @param digest distinguishes requests with the same id
 */
public record Asked(AnsweredRequests.Id id, byte[] digest, Standing standing) {

  /** How it relates to the earlier answers, which are in the events partition. */
  public sealed interface Standing {

    /** It is new. */
    record First() implements Standing {}

    /** It was answered before, at this offset. */
    record Repeated(long answer) implements Standing {}

    /** A different request with the same id was answered, at this offset. */
    record IdReused(long answer) implements Standing {}

    /**
     * The key has as many kept answers as are allowed.
     *
     * @param answers how many are kept
     * @param mustEnd the offset of the answer that has to expire before there is room again
     * @param untilMillis until when that answer is kept, in milliseconds since 1970
     */
    record TooMany(int answers, long mustEnd, long untilMillis) implements Standing {}
  }
}
