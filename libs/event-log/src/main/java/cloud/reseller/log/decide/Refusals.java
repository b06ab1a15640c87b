package cloud.reseller.log.decide;

/** The stable codes of what the mechanism refuses by itself. */
public final class Refusals {

  /** The record stands in another partition than its key belongs to. */
  public static final String WRONG_PARTITION = "WrongPartition";

  /** A fact about the key, or about all keys, cannot be read. */
  public static final String FACTS_UNREADABLE = "FactsUnreadable";

  /** The id was used before for something else. */
  public static final String REQUEST_ID_REUSED = "RequestIdReused";

  private Refusals() {}
}
