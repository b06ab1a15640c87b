package cloud.reseller.events;

/**
 * The person who asked for something: a directory object id, never a name, an address or a UPN.
 *
 * @param id directory object id of the person
 * @param side whether the person acts for the partner or for the customer
 */
public record Actor(String id, Side side) {

  /** The side of the reseller relation a person acts for. */
  public enum Side {
    PARTNER,
    CUSTOMER
  }
}
