package cloud.reseller.reservations.write;

import cloud.reseller.events.BillingType;
import cloud.reseller.events.BodyCodec;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.PriceRule;
import cloud.reseller.events.ProductKind;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.StateCodec;
import cloud.reseller.reservations.write.state.Account;
import cloud.reseller.reservations.write.state.CustomerState;
import cloud.reseller.reservations.write.state.Limit;
import cloud.reseller.reservations.write.state.OrderIndex;
import cloud.reseller.reservations.write.state.Permission;
import cloud.reseller.reservations.write.state.SpendingWindow;
import cloud.reseller.reservations.write.state.Subscription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Codec of a customer's state in snapshots: JSON with a form of its own, so that the state classes
 * can change.
 */
public final class CustomerStateCodec implements StateCodec<CustomerState> {

  private static final BodyCodec<Stored> STORED = BodyCodec.of("CustomerState.v2", Stored.class);

  private record Stored(
      Optional<StoredAccount> account, List<StoredSpending> spendings, StoredOrders orders) {}

  private record StoredAccount(
      String partnerId,
      String country,
      String restsOn,
      Optional<StoredGrant> on,
      String permissionRestsOn,
      List<StoredSubscription> subscriptions,
      Map<String, PriceRule> prices,
      Optional<StoredLimit> limit) {}

  private record StoredGrant(Set<ProductKind> products, String grant) {}

  private record StoredSubscription(
      String id,
      String entitlementId,
      boolean throughPartner,
      BillingType billingType,
      Subscription.Status status,
      List<String> owners,
      String restsOn,
      String ownersRestOn) {}

  private record StoredLimit(
      String currency,
      OptionalLong perOrderMinor,
      OptionalLong perDayMinor,
      OptionalLong per30DaysMinor,
      String restsOn) {}

  /** Times and amounts alternating, oldest first. */
  private record StoredSpending(String currency, long[] purchases) {}

  /** Ids and offsets alternating. */
  private record StoredOrders(int partition, long[] entries) {}

  @Override
  public int version() {
    return 3;
  }

  @Override
  public byte[] write(CustomerState state) {
    Optional<StoredAccount> account =
        switch (state.account()) {
          case Account.Unknown _ -> Optional.empty();
          case Account.Known known -> Optional.of(stored(known));
        };
    List<StoredSpending> spendings =
        state.spendings().stream()
            .map(spending -> new StoredSpending(spending.currency(), spending.counted()))
            .toList();
    return STORED.write(
        new Stored(
            account,
            spendings,
            new StoredOrders(state.orders().partition(), state.orders().entries())));
  }

  private static StoredAccount stored(Account.Known account) {
    return new StoredAccount(
        account.partnerId(),
        account.country(),
        account.restsOn().toString(),
        switch (account.permission()) {
          case Permission.Off _ -> Optional.empty();
          case Permission.On on -> Optional.of(new StoredGrant(on.products(), on.grant()));
        },
        switch (account.permission()) {
          case Permission.Off off -> off.restsOn();
          case Permission.On on -> on.restsOn();
        },
        account.subscriptions().stream().map(CustomerStateCodec::stored).toList(),
        account.prices(),
        switch (account.limit()) {
          case Limit.None _ -> Optional.empty();
          case Limit.Of of ->
              Optional.of(
                  new StoredLimit(
                      of.currency(),
                      of.perOrderMinor(),
                      of.perDayMinor(),
                      of.per30DaysMinor(),
                      of.restsOn()));
        });
  }

  private static StoredSubscription stored(Subscription subscription) {
    return new StoredSubscription(
        subscription.id(),
        subscription.entitlementId(),
        subscription.throughPartner(),
        subscription.billingType(),
        subscription.status(),
        subscription.owners(),
        subscription.restsOn().toString(),
        subscription.ownersRestOn().toString());
  }

  @Override
  public CustomerState read(byte[] bytes) {
    try {
      Stored stored = STORED.read(bytes);
      return new CustomerState(
          stored.account().<Account>map(CustomerStateCodec::account).orElse(new Account.Unknown()),
          stored.spendings().stream()
              .map(spending -> SpendingWindow.of(spending.currency(), spending.purchases()))
              .toList(),
          OrderIndex.of(stored.orders().partition(), stored.orders().entries()));
    } catch (EventJson.UnreadableException e) {
      throw new IllegalArgumentException("not a customer's state", e);
    }
  }

  private static Account account(StoredAccount stored) {
    return new Account.Known(
        stored.partnerId().intern(),
        stored.country().intern(),
        position(stored.restsOn()),
        stored
            .on()
            .<Permission>map(
                on -> new Permission.On(on.products(), on.grant(), stored.permissionRestsOn()))
            .orElse(new Permission.Off(stored.permissionRestsOn())),
        stored.subscriptions().stream().map(CustomerStateCodec::subscription).toList(),
        new TreeMap<>(stored.prices()),
        stored
            .limit()
            .<Limit>map(
                of ->
                    new Limit.Of(
                        of.currency(),
                        of.perOrderMinor(),
                        of.perDayMinor(),
                        of.per30DaysMinor(),
                        of.restsOn()))
            .orElse(new Limit.None()));
  }

  private static Subscription subscription(StoredSubscription stored) {
    return new Subscription(
        stored.id(),
        stored.entitlementId(),
        stored.throughPartner(),
        stored.billingType(),
        stored.status(),
        stored.owners(),
        position(stored.restsOn()),
        position(stored.ownersRestOn()));
  }

  /** Shares one instance of the topic name among all customers, as folding facts does. */
  private static Position position(String text) {
    Position position = Position.parse(text);
    return new Position(position.topic().intern(), position.partition(), position.offset());
  }
}
