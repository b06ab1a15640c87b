package cloud.reseller.log.decide;

/** The stable codes of what is refused alike in every service. */
public final class Refusals {

  /** The record stands in another partition than its key belongs to. */
  public static final String WRONG_PARTITION = "WrongPartition";

  /** A fact about the key, or about all keys, cannot be read. */
  public static final String FACTS_UNREADABLE = "FactsUnreadable";

  /** The id was used before for something else. */
  public static final String REQUEST_ID_REUSED = "RequestIdReused";

  /** So many requests of the key were answered in a day that no further answer can be kept. */
  public static final String TOO_MANY_REQUESTS = "TooManyRequests";

  /** The type names nothing that the service takes; each codec's code from rule set 2 on. */
  public static final String TYPE_UNKNOWN = "TypeUnknown";

  /** The body is not one of its type and key; each codec's code from rule set 2 on. */
  public static final String BODY_UNREADABLE = "BodyUnreadable";

  private Refusals() {}
}
