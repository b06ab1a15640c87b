package cloud.reseller.events;

/**
 * The rule that produced a customer's price.
 *
 * @param rule the rule
 * @param origin where the rule came from
 * @param target the SKU the rule was set for, "*" for a rule for all SKUs and for the default
 */
public record AppliedPrice(PriceRule rule, Origin origin, String target) {

  /** Where a price rule came from. */
  public enum Origin {
    /** Set by the partner for this customer and SKU. */
    SKU,
    /** Set by the partner for this customer and every SKU. */
    ALL,
    /** The configured default markup. */
    DEFAULT
  }
}
