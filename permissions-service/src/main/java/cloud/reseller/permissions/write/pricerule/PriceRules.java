package cloud.reseller.permissions.write.pricerule;

import static cloud.reseller.permissions.write.Verdict.granted;
import static cloud.reseller.permissions.write.Verdict.refused;

import cloud.reseller.events.PermissionEvent.PriceRuleRemoved;
import cloud.reseller.events.PermissionEvent.PriceRuleSet;
import cloud.reseller.events.PriceRule;
import cloud.reseller.permissions.write.PermissionCommand.RemovePriceRule;
import cloud.reseller.permissions.write.PermissionCommand.SetPriceRule;
import cloud.reseller.permissions.write.PermissionRules;
import cloud.reseller.permissions.write.Refusal;
import cloud.reseller.permissions.write.Verdict;
import cloud.reseller.permissions.write.state.Customer;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides on the price rules of a customer (S58). */
public final class PriceRules {

  private static final String ALL = "*";
  private static final Pattern SHEET_SKU = Pattern.compile("[A-Za-z0-9]{1,40}:[A-Za-z0-9]{1,40}");
  private static final Pattern ARM_SKU = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
  private static final int FREE_OF_CHARGE_BASIS_POINTS = -10_000;

  private PriceRules() {}

  /**
   * Sets or replaces the rule of a target.
   *
   * @param at decision time
   */
  public static Verdict decide(
      SetPriceRule command, Instant at, Customer.Known customer, PermissionRules rules) {
    return wrong(command.target(), command.rule(), at, customer, rules)
        .map(Verdict::refused)
        .orElseGet(
            () ->
                granted(
                    new PriceRuleSet(
                        command.customerId(),
                        customer.priceTarget(command.target(), rules).orElse(command.target()),
                        command.rule(),
                        command.by().actor())));
  }

  private static Optional<Refusal> wrong(
      String target, PriceRule rule, Instant at, Customer.Known customer, PermissionRules rules) {
    boolean sheetSku = SHEET_SKU.matcher(target).matches();
    if (!sheetSku && !target.equals(ALL) && !ARM_SKU.matcher(target).matches()) {
      return Optional.of(Refusal.PRICE_TARGET_INVALID);
    }
    return switch (rule) {
      case PriceRule.Fixed _ when !sheetSku -> Optional.of(Refusal.FIXED_PRICE_NEEDS_SHEET_SKU);
      case PriceRule.Fixed fixed when fixed.unitPrice().amountMinor() < 0 ->
          Optional.of(Refusal.FIXED_PRICE_NEGATIVE);
      case PriceRule.Fixed fixed
          when rules.marketsCurrency() && !customer.isPricedIn(fixed.unitPrice().currency(), at) ->
          Optional.of(Refusal.CURRENCY_NOT_OF_MARKET);
      case PriceRule.Percent percent when percent.basisPoints() < FREE_OF_CHARGE_BASIS_POINTS ->
          Optional.of(Refusal.PERCENT_TOO_LOW);
      case PriceRule.Fixed _, PriceRule.Percent _ -> Optional.empty();
    };
  }

  /** Removes the rule of a target that has one. */
  public static Verdict decide(
      RemovePriceRule command, Customer.Known customer, PermissionRules rules) {
    return customer
        .priceTarget(command.target(), rules)
        .map(
            target ->
                granted(new PriceRuleRemoved(command.customerId(), target, command.by().actor())))
        .orElseGet(() -> refused(Refusal.PRICE_RULE_NOT_FOUND));
  }
}
