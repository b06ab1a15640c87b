package cloud.reseller.gateway.services;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What only the partner sees of a price.
 *
 * @param rule made the price of the cost
 */
public record Pricing(Amount partnerCost, Amount customerPrice, Rule rule) {

  /**
   * A price rule that applied.
   *
   * @param origin where it came from: sku, all or default
   * @param target the SKU it was set for, "*" for all
   * @param markupPercent markup on the cost, if the rule is one
   * @param unitPrice price of one unit for the whole term, if the rule fixes it
   */
  public record Rule(
      String origin,
      String target,
      Optional<BigDecimal> markupPercent,
      Optional<Amount> unitPrice) {}
}
