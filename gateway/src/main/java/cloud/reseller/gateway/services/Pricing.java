package cloud.reseller.gateway.services;

import com.fasterxml.jackson.annotation.JsonCreator;
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
   * @param target the SKU it was set for, "*" for all
   * @param markupPercent markup on the cost, if the rule is one
   * @param unitPrice price of one unit for the whole term, if the rule fixes it
   */
  public record Rule(
      Origin origin,
      String target,
      Optional<BigDecimal> markupPercent,
      Optional<Amount> unitPrice) {

    /** Where a rule came from. */
    public enum Origin {
      /** A rule of a SKU. */
      SKU,
      /** The rule for everything. */
      ALL,
      /** No rule is set. */
      DEFAULT,
      OTHER;

      @JsonCreator
      static Origin of(String code) {
        return Codes.of(code, OTHER);
      }
    }
  }
}
