package cloud.reseller.permissions.write;

import static cloud.reseller.permissions.write.Sample.*;

import cloud.reseller.events.BillingType;
import cloud.reseller.events.Money;
import cloud.reseller.events.Offer;
import cloud.reseller.events.PriceRule;
import cloud.reseller.log.Position;
import cloud.reseller.permissions.write.PermissionCommand.AddCustomer;
import cloud.reseller.permissions.write.PermissionCommand.AddSubscription;
import cloud.reseller.permissions.write.PermissionCommand.AssignOwner;
import cloud.reseller.permissions.write.PermissionCommand.AttemptBeyondRole;
import cloud.reseller.permissions.write.PermissionCommand.CreatePermission;
import cloud.reseller.permissions.write.PermissionCommand.DeletePermission;
import cloud.reseller.permissions.write.PermissionCommand.DeleteSubscription;
import cloud.reseller.permissions.write.PermissionCommand.ReactivateSubscription;
import cloud.reseller.permissions.write.PermissionCommand.RemoveOwner;
import cloud.reseller.permissions.write.PermissionCommand.RemovePriceRule;
import cloud.reseller.permissions.write.PermissionCommand.RemovePurchaseLimit;
import cloud.reseller.permissions.write.PermissionCommand.SetPriceRule;
import cloud.reseller.permissions.write.PermissionCommand.SetPurchaseLimit;
import cloud.reseller.permissions.write.PermissionCommand.SuspendSubscription;
import cloud.reseller.permissions.write.PermissionCommand.UpdatePermission;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Any command at all about one customer, from few values, so that commands meet each other. */
public final class RandomCommands {

  private final Random random;
  private final List<Supplier<PermissionCommand>> kinds =
      List.of(
          () -> new AddCustomer(FABRIKAM, "Fabrikam, Inc", "fabrikam.example", "US", by()),
          () ->
              new AddSubscription(
                  FABRIKAM,
                  subscription(),
                  oneOf(PLAN, NORA),
                  oneOf(Offer.values()),
                  "offer",
                  "name",
                  number().intValue(),
                  oneOf(BillingType.values()),
                  oneOf(true, false),
                  by()),
          () -> new SuspendSubscription(FABRIKAM, subscription(), condition(), by()),
          () -> new ReactivateSubscription(FABRIKAM, subscription(), condition(), by()),
          () -> new DeleteSubscription(FABRIKAM, subscription(), condition(), by()),
          () -> new AssignOwner(FABRIKAM, subscription(), oneOf(OLIVIA, NORA), by()),
          () -> new RemoveOwner(FABRIKAM, subscription(), oneOf(OLIVIA, NORA), by()),
          () -> new CreatePermission(FABRIKAM, oneOf(RESERVATIONS, Set.of()), "trusted", by()),
          () -> new UpdatePermission(FABRIKAM, oneOf(RESERVATIONS, Set.of()), etag(), "", by()),
          () -> new DeletePermission(FABRIKAM, condition(), "", by()),
          () -> new SetPriceRule(FABRIKAM, target(), rule(), by()),
          () -> new RemovePriceRule(FABRIKAM, target(), by()),
          () ->
              new SetPurchaseLimit(
                  FABRIKAM, oneOf("USD", "usd", ""), limit(), limit(), limit(), by()),
          () -> new RemovePurchaseLimit(FABRIKAM, by()),
          () -> new AttemptBeyondRole(FABRIKAM, "CreatePermission.v1", by()));

  private static final Optional<String> NO_ETAG = Optional.empty();

  /** The same seed gives the same commands. */
  public RandomCommands(long seed) {
    this.random = new Random(seed);
  }

  /** The next one. */
  public PermissionCommand next() {
    return kinds.get(random.nextInt(kinds.size())).get();
  }

  private Requester by() {
    return oneOf(BY, BY, BY, BY, BY_OLIVIA, BY_STRANGER, BY_OTHER_PARTNER);
  }

  private String subscription() {
    return oneOf(PLAN, PLAN, NORA, "");
  }

  private Optional<String> condition() {
    return oneOf(NO_ETAG, Optional.of(etag()));
  }

  private String etag() {
    return random.nextBoolean()
        ? ResourceVersion.of(new Position(Scenario.TOPIC, 0, random.nextInt(20)))
        : "";
  }

  private String target() {
    return oneOf("*", SHEET_SKU, "Standard_D2s_v5", "", "a b");
  }

  private PriceRule rule() {
    return oneOf(
        new PriceRule.Fixed(new Money(number(), "USD")),
        new PriceRule.Percent(number().intValue()));
  }

  private OptionalLong limit() {
    return oneOf(OptionalLong.empty(), OptionalLong.of(1), OptionalLong.of(number()));
  }

  private Long number() {
    return random.nextLong();
  }

  @SafeVarargs
  private <T> T oneOf(T... values) {
    return values[random.nextInt(values.length)];
  }
}
