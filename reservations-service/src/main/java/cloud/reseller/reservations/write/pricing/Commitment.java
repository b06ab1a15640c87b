package cloud.reseller.reservations.write.pricing;

import cloud.reseller.events.AppliedPrice;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.Money;
import cloud.reseller.events.PriceRule;
import cloud.reseller.reservations.write.Refusal;
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
   * @param rules the customer's price rules by target (S58)
   * @param defaultPrice applies if there is no such rule
   */
  public static Resolution<Commitment> of(
      CatalogueSelection selection,
      long quantity,
      NavigableMap<String, PriceRule> rules,
      AppliedPrice defaultPrice) {
    if (quantity < 1 || quantity > Integer.MAX_VALUE) {
      return Refused.of(Refusal.QUANTITY_INVALID);
    }
    PriceSheetLine line = selection.line();
    AppliedPrice price = Pricing.rule(rules, line.sheetSku(), line.sku(), defaultPrice);
    return Pricing.inRange(line.unitCost().amountMinor(), quantity)
            && Pricing.inRange(unitPriceMinor(price.rule()), quantity)
        ? new Resolved<>(
            new Commitment(selection, (int) quantity, line.unitCost().times(quantity), price))
        : Refused.of(Refusal.QUANTITY_TOO_LARGE);
  }

  private static long unitPriceMinor(PriceRule rule) {
    return switch (rule) {
      case PriceRule.Fixed fixed -> fixed.unitPrice().amountMinor();
      // Derived from the cost, which is in range.
      case PriceRule.Percent _ -> 0;
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
