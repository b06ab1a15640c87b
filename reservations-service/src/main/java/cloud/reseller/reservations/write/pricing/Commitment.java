package cloud.reseller.reservations.write.pricing;

import cloud.reseller.events.AppliedPrice;
import cloud.reseller.events.Money;
import cloud.reseller.events.PriceRule;
import cloud.reseller.reservations.write.Refusal;
import cloud.reseller.reservations.write.policies.PurchaseRules;
import cloud.reseller.reservations.write.policies.Resolution;
import cloud.reseller.reservations.write.policies.Resolution.Refused;
import cloud.reseller.reservations.write.policies.Resolution.Resolved;
import java.util.NavigableMap;

/**
 * A quantity of a selected product with its cost and price for the whole term (B2).
 *
 * @param cost what the partner owes
 * @param price the rule that produces the customer's price
 */
public record Commitment(
    CatalogueSelection selection, int quantity, Money cost, AppliedPrice price) {

  /**
   * Resolves a quantity, which must be at least 1 and at most what one order can hold.
   *
   * @param prices the customer's price rules by target (S58)
   * @param defaultPrice applies if there is no such rule
   */
  public static Resolution<Commitment> of(
      CatalogueSelection selection,
      long quantity,
      NavigableMap<String, PriceRule> prices,
      AppliedPrice defaultPrice,
      PurchaseRules rules) {
    boolean counted = quantity <= Integer.MAX_VALUE;
    if (quantity < 1 || !counted && !rules.markupsBounded()) {
      return Refused.of(Refusal.QUANTITY_INVALID);
    }
    if (!counted) {
      return Refused.of(Refusal.QUANTITY_TOO_LARGE);
    }
    AppliedPrice price = Pricing.rule(prices, selection.line(), defaultPrice, rules);
    return selection
        .line()
        .cost(quantity)
        .filter(cost -> inRange(price.rule(), cost, quantity, rules))
        .<Resolution<Commitment>>map(
            cost -> new Resolved<>(new Commitment(selection, (int) quantity, cost, price)))
        .orElseGet(() -> Refused.of(Refusal.QUANTITY_TOO_LARGE));
  }

  private static boolean inRange(PriceRule rule, Money cost, long quantity, PurchaseRules rules) {
    return switch (rule) {
      case PriceRule.Fixed fixed -> Pricing.inRange(fixed.unitPrice().amountMinor(), quantity);
      case PriceRule.Percent percent ->
          !rules.markupsBounded() || Pricing.isMarkedInRange(cost, percent.basisPoints());
    };
  }

  /** What the customer owes. */
  public Money customerPrice() {
    return switch (price.rule()) {
      case PriceRule.Fixed fixed -> fixed.unitPrice().times(quantity);
      case PriceRule.Percent percent -> Pricing.marked(cost, percent.basisPoints());
    };
  }
}
