package cloud.reseller.log.decide;

/** The stable refusal codes shared by all services. */
public final class Refusals {

  /** The record is in a partition other than that of its key. */
  public static final String WRONG_PARTITION = "WrongPartition";

  /** A fact about the key, or about all keys, cannot be read. */
  public static final String FACTS_UNREADABLE = "FactsUnreadable";

  /** The id was used before for a different request. */
  public static final String REQUEST_ID_REUSED = "RequestIdReused";

  /** The maximum number of answers per key and day has been reached. */
  public static final String TOO_MANY_REQUESTS = "TooManyRequests";

  /** The service does not accept the type; used by all codecs from rule set 2 on. */
  public static final String TYPE_UNKNOWN = "TypeUnknown";

  /** The body does not fit its type and key; used by all codecs from rule set 2 on. */
  public static final String BODY_UNREADABLE = "BodyUnreadable";

  private Refusals() {}
}
