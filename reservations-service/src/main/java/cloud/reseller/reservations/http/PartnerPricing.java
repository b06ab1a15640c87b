package cloud.reseller.reservations.http;

import cloud.reseller.events.AppliedPrice;
import cloud.reseller.events.Money;
import cloud.reseller.events.PriceRule;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.caller.Role;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The part of a price that only the partner sees: its cost and the rule that produced the
 * customer's price (B2).
 */
record PartnerPricing(Amount partnerCost, Amount customerPrice, Rule rule) {

  /**
   * The rule.
   *
   * @param origin where it came from: sku, all or default
   * @param target the SKU it was set for, "*" for all
   * @param markupPercent markup on the cost, if the rule is a markup
   * @param unitPrice price per unit, if the rule is a fixed price
   */
  record Rule(
      String origin,
      String target,
      Optional<BigDecimal> markupPercent,
      Optional<Amount> unitPrice) {

    private static Rule of(AppliedPrice price) {
      String origin =
          switch (price.origin()) {
            case SKU -> "sku";
            case ALL -> "all";
            case DEFAULT -> "default";
          };
      return switch (price.rule()) {
        case PriceRule.Percent percent ->
            new Rule(
                origin,
                price.target(),
                Optional.of(BigDecimal.valueOf(percent.basisPoints(), 2)),
                Optional.empty());
        case PriceRule.Fixed fixed ->
            new Rule(
                origin,
                price.target(),
                Optional.empty(),
                Optional.of(Amount.of(fixed.unitPrice())));
      };
    }
  }

  /**
   * What a caller may see of it: everything for admin and sales agents, else nothing (R18, R19).
   */
  static Optional<PartnerPricing> of(ReservationPurchased bought, Caller.Member who) {
    return of(bought.partnerCost(), bought.customerPrice(), bought.price(), who);
  }

  /** The same of a purchase that was not made. */
  static Optional<PartnerPricing> of(
      Money cost, Money price, AppliedPrice rule, Caller.Member who) {
    return switch (who) {
      case Caller.PartnerAgent agent when agent.hasAny(Role.ADMIN_AGENT, Role.SALES_AGENT) ->
          Optional.of(new PartnerPricing(Amount.of(cost), Amount.of(price), Rule.of(rule)));
      case Caller.PartnerAgent _, Caller.CustomerUser _ -> Optional.empty();
    };
  }
}
