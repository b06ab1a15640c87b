package cloud.reseller.permissions.write.limit;

import static cloud.reseller.permissions.write.Verdict.granted;
import static cloud.reseller.permissions.write.Verdict.refused;

import cloud.reseller.events.Currencies;
import cloud.reseller.events.PermissionEvent.PurchaseLimitRemoved;
import cloud.reseller.events.PermissionEvent.PurchaseLimitSet;
import cloud.reseller.permissions.write.PermissionCommand.RemovePurchaseLimit;
import cloud.reseller.permissions.write.PermissionCommand.SetPurchaseLimit;
import cloud.reseller.permissions.write.PermissionRules;
import cloud.reseller.permissions.write.Refusal;
import cloud.reseller.permissions.write.Verdict;
import cloud.reseller.permissions.write.state.Customer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Decides how much a customer may spend on its own. */
public final class PurchaseLimits {

  /** Rule set 1 accepts every currency that had come into use by then, withdrawn or not. */
  private static final Instant LISTED_IN_THE_FIRST = Instant.parse("2026-11-27T00:00:00Z");

  private PurchaseLimits() {}

  /**
   * Sets or replaces the limits.
   *
   * @param at decision time
   */
  public static Verdict decide(
      SetPurchaseLimit command, Instant at, Customer.Known customer, PermissionRules rules) {
    return wrong(command, at, customer, rules)
        .map(Verdict::refused)
        .orElseGet(
            () ->
                granted(
                    new PurchaseLimitSet(
                        command.customerId(),
                        command.currency(),
                        command.perOrderMinor(),
                        command.perDayMinor(),
                        command.per30DaysMinor(),
                        command.by().actor())));
  }

  private static Optional<Refusal> wrong(
      SetPurchaseLimit command, Instant at, Customer.Known customer, PermissionRules rules) {
    List<OptionalLong> limits =
        List.of(command.perOrderMinor(), command.perDayMinor(), command.per30DaysMinor());
    if (limits.stream().allMatch(OptionalLong::isEmpty)) {
      return Optional.of(Refusal.LIMIT_EMPTY);
    }
    if (limits.stream().flatMapToLong(OptionalLong::stream).anyMatch(limit -> limit < 1)) {
      return Optional.of(Refusal.LIMIT_NOT_POSITIVE);
    }
    if (!isTaken(command.currency(), at, rules)) {
      return Optional.of(Refusal.CURRENCY_UNKNOWN);
    }
    return rules.marketsCurrency() && !customer.isPricedIn(command.currency(), at)
        ? Optional.of(Refusal.CURRENCY_NOT_OF_MARKET)
        : Optional.empty();
  }

  private static boolean isTaken(String currency, Instant at, PermissionRules rules) {
    return rules.endedCurrencies()
        ? Currencies.hasBegun(currency, LISTED_IN_THE_FIRST)
        : Currencies.isInUse(currency, at);
  }

  /** Removes the limits if there are any. */
  public static Verdict decide(RemovePurchaseLimit command, Customer.Known customer) {
    return customer.limited()
        ? granted(new PurchaseLimitRemoved(command.customerId(), command.by().actor()))
        : refused(Refusal.LIMIT_NOT_FOUND);
  }
}
