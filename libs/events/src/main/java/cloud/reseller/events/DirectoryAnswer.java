package cloud.reseller.events;

/**
 * How a request about people was answered, so that a retry is answered alike. It stands beside the
 * people in {@code directory}, outlives them, and so holds neither names nor ids of people.
 *
 * @param id made of the customer's id and MS-RequestId; the record's key
 * @param digest HMAC-SHA-256 of what was asked, lower-case hex. Its key is MS-RequestId, which is
 *     not kept with it: without it nobody can try out names
 */
public record DirectoryAnswer(String id, String digest, Outcome outcome)
    implements DirectoryRecord {

  @Override
  public String key() {
    return id;
  }

  /** What became of the request. */
  public enum Outcome {
    /** The person was added or erased. */
    DONE,
    /** There was such a person already, or none to erase. */
    REFUSED
  }
}
