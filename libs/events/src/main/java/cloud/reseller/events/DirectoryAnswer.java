package cloud.reseller.events;

/**
 * How a request about people was answered, so that a retry gets the same answer. It is kept in
 * {@code directory} and outlives the people, so it holds neither their names nor their ids.
 *
 * @param id derived from the customer's id and MS-RequestId; the record's key
 * @param digest HMAC-SHA-256 of the request's content, lower-case hex. The HMAC key is
 *     MS-RequestId, which is not stored with it, so that names cannot be guessed from the digest
 */
public record DirectoryAnswer(String id, String digest, Outcome outcome)
    implements DirectoryRecord {

  @Override
  public String key() {
    return id;
  }

  /** The result of the request. */
  public enum Outcome {
    /** The person was added or erased. */
    DONE,
    /** The person existed already, or there was nobody to erase. */
    REFUSED
  }
}
