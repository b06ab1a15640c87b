package cloud.reseller.permissions.write.limit;

import static cloud.reseller.permissions.write.Verdict.granted;
import static cloud.reseller.permissions.write.Verdict.refused;

import cloud.reseller.events.PermissionEvent.PurchaseLimitRemoved;
import cloud.reseller.events.PermissionEvent.PurchaseLimitSet;
import cloud.reseller.permissions.write.PermissionCommand.RemovePurchaseLimit;
import cloud.reseller.permissions.write.PermissionCommand.SetPurchaseLimit;
import cloud.reseller.permissions.write.Refusal;
import cloud.reseller.permissions.write.Verdict;
import cloud.reseller.permissions.write.state.Customer;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Decides how much a customer may spend on its own. */
public final class PurchaseLimits {

  private PurchaseLimits() {}

  /** Sets the limit, whether there was one or not. */
  public static Verdict decide(SetPurchaseLimit command) {
    return wrong(command)
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

  private static Optional<Refusal> wrong(SetPurchaseLimit command) {
    List<OptionalLong> limits =
        List.of(command.perOrderMinor(), command.perDayMinor(), command.per30DaysMinor());
    if (limits.stream().allMatch(OptionalLong::isEmpty)) {
      return Optional.of(Refusal.LIMIT_EMPTY);
    }
    if (limits.stream().flatMapToLong(OptionalLong::stream).anyMatch(limit -> limit < 1)) {
      return Optional.of(Refusal.LIMIT_NOT_POSITIVE);
    }
    return isCurrency(command.currency())
        ? Optional.empty()
        : Optional.of(Refusal.CURRENCY_UNKNOWN);
  }

  private static boolean isCurrency(String code) {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(currency -> currency.getCurrencyCode().equals(code));
  }

  /** Removes the limit if there is one. */
  public static Verdict decide(RemovePurchaseLimit command, Customer.Known customer) {
    return customer.limited()
        ? granted(new PurchaseLimitRemoved(command.customerId(), command.by().actor()))
        : refused(Refusal.LIMIT_NOT_FOUND);
  }
}
