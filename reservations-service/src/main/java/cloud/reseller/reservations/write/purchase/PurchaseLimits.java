package cloud.reseller.reservations.write.purchase;

import cloud.reseller.events.Money;
import cloud.reseller.reservations.write.Refusal;
import cloud.reseller.reservations.write.ReservationCommand.PurchaseByCustomer;
import cloud.reseller.reservations.write.ReservationCommand.PurchaseOnBehalf;
import cloud.reseller.reservations.write.policies.Policy;
import cloud.reseller.reservations.write.policies.Resolution;
import cloud.reseller.reservations.write.policies.Resolution.Refused;
import cloud.reseller.reservations.write.policies.Resolution.Resolved;
import cloud.reseller.reservations.write.pricing.Commitment;
import cloud.reseller.reservations.write.state.Limit;
import cloud.reseller.reservations.write.state.SpendingWindow;
import java.util.List;
import java.util.Optional;

/**
 * The partner's limits for a customer's own purchases, measured by the partner's cost of the full
 * commitment. Purchases by the partner do not count.
 */
final class PurchaseLimits {

  private static final List<Policy<Spend>> POLICIES =
      List.of(
          PurchaseLimits::currencyIsTheLimits,
          PurchaseLimits::orderIsWithinLimit,
          PurchaseLimits::dayIsWithinLimit,
          PurchaseLimits::thirtyDaysAreWithinLimit);

  private PurchaseLimits() {}

  /** A commitment together with the customer's earlier spending in the same currency. */
  private record Spend(Limit.Of limit, Money cost, SpendingWindow before, long atMs) {}

  /** Resolves a commitment that is within the limits. */
  static Resolution<Commitment> within(PurchaseContext asked, Commitment commitment) {
    return switch (asked.purchase()) {
      case PurchaseOnBehalf _ -> new Resolved<>(commitment);
      case PurchaseByCustomer _ ->
          switch (asked.account().limit()) {
            case Limit.None _ -> new Resolved<>(commitment);
            case Limit.Of limit -> within(asked, limit, commitment);
          };
    };
  }

  private static Resolution<Commitment> within(
      PurchaseContext asked, Limit.Of limit, Commitment commitment) {
    Money cost = commitment.cost();
    Spend spend =
        new Spend(
            limit,
            cost,
            asked.state().spendingIn(cost.currency()),
            asked.request().at().toEpochMilli());
    return switch (Policy.all(POLICIES, spend)) {
      case Refused<Spend> refused -> refused.as();
      case Resolved<Spend> _ -> new Resolved<>(commitment);
    };
  }

  private static Optional<Refused<Spend>> currencyIsTheLimits(Spend spend) {
    String currency = spend.cost.currency();
    return spend.limit.currency().equals(currency)
        ? Policy.met()
        : Policy.unmet(
            Refusal.LIMIT_CURRENCY_MISMATCH,
            spend.limit.restsOn(),
            spend.limit.currency(),
            currency);
  }

  private static Optional<Refused<Spend>> orderIsWithinLimit(Spend spend) {
    return spend.cost.amountMinor() <= spend.limit.perOrderMinor().orElse(Long.MAX_VALUE)
        ? Policy.met()
        : Policy.unmet(Refusal.LIMIT_PER_ORDER_EXCEEDED, spend.limit.restsOn());
  }

  private static Optional<Refused<Spend>> dayIsWithinLimit(Spend spend) {
    return spend.before.onDayOf(spend.atMs) + spend.cost.amountMinor()
            <= spend.limit.perDayMinor().orElse(Long.MAX_VALUE)
        ? Policy.met()
        : Policy.unmet(Refusal.LIMIT_PER_DAY_EXCEEDED, spend.limit.restsOn());
  }

  private static Optional<Refused<Spend>> thirtyDaysAreWithinLimit(Spend spend) {
    return spend.before.within30Days(spend.atMs) + spend.cost.amountMinor()
            <= spend.limit.per30DaysMinor().orElse(Long.MAX_VALUE)
        ? Policy.met()
        : Policy.unmet(Refusal.LIMIT_30_DAYS_EXCEEDED, spend.limit.restsOn());
  }
}
