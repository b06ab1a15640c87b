package cloud.reseller.reservations.write.state;

import cloud.reseller.events.CommandParked;
import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.CommandRepeated;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionDeleted;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionUpdated;
import cloud.reseller.events.PermissionEvent.OwnerAssigned;
import cloud.reseller.events.PermissionEvent.OwnerRemoved;
import cloud.reseller.events.PermissionEvent.PriceRuleRemoved;
import cloud.reseller.events.PermissionEvent.PriceRuleSet;
import cloud.reseller.events.PermissionEvent.PurchaseLimitRemoved;
import cloud.reseller.events.PermissionEvent.PurchaseLimitSet;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.events.PermissionEvent.SubscriptionDeleted;
import cloud.reseller.events.PermissionEvent.SubscriptionReactivated;
import cloud.reseller.events.PermissionEvent.SubscriptionSuspended;
import cloud.reseller.events.PriceRule;
import cloud.reseller.log.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The state of a customer according to {@code permission-events}. */
public sealed interface Account {

  /** The account after a fact; a fact about something unknown changes nothing. */
  Account after(PermissionEvent event, Position position);

  /** No partner has this customer. */
  record Unknown() implements Account {

    @Override
    public Account after(PermissionEvent event, Position position) {
      return event instanceof CustomerAdded added
          ? new Known(
              added.partnerId().intern(),
              added.country().intern(),
              position,
              new Permission.Off(""),
              List.of(),
              Collections.emptyNavigableMap(),
              new Limit.None())
          : this;
    }
  }

  /**
   * A customer of one partner.
   *
   * @param country ISO 3166 alpha-2, the market in which it buys
   * @param restsOn the fact that added it
   * @param prices price rules by target: sheet SKU, ARM SKU or "*" (S58)
   */
  record Known(
      String partnerId,
      String country,
      Position restsOn,
      Permission permission,
      List<Subscription> subscriptions,
      NavigableMap<String, PriceRule> prices,
      Limit limit)
      implements Account {

    /**
     * The subscription one of whose ids is the part of {@code text} from {@code start} on. One that
     * exists comes before one that was deleted, whose Azure subscription may have been added again;
     * then the one with that Azure id comes before the one with that id here.
     */
    public Optional<Subscription> subscription(String text, int start) {
      Optional<Subscription> found = Optional.empty();
      for (Subscription subscription : subscriptions) {
        if (subscription.isNamedBy(text, start)
            && (found.isEmpty()
                || subscription.rank(text, start) > found.get().rank(text, start))) {
          found = Optional.of(subscription);
        }
      }
      return found;
    }

    /** The subscription that was added first of those one of whose ids it is. */
    public Optional<Subscription> firstSubscription(String text, int start) {
      for (Subscription subscription : subscriptions) {
        if (subscription.isNamedBy(text, start)) {
          return Optional.of(subscription);
        }
      }
      return Optional.empty();
    }

    @Override
    public Account after(PermissionEvent event, Position position) {
      return switch (event) {
        case SubscriptionAdded added ->
            firstSubscription(added.subscriptionId(), 0).isPresent() ? this : with(added, position);
        case SubscriptionSuspended e ->
            change(e.subscriptionId(), s -> s.with(Subscription.Status.SUSPENDED, position));
        case SubscriptionReactivated e ->
            change(e.subscriptionId(), s -> s.with(Subscription.Status.ACTIVE, position));
        case SubscriptionDeleted e ->
            change(e.subscriptionId(), s -> s.with(Subscription.Status.DELETED, position));
        case OwnerAssigned e -> change(e.subscriptionId(), s -> s.withOwner(e.userId(), position));
        case OwnerRemoved e ->
            change(e.subscriptionId(), s -> s.withoutOwner(e.userId(), position));
        case CustomerPurchasePermissionCreated e ->
            with(new Permission.On(e.products(), position.toString(), position.toString()));
        case CustomerPurchasePermissionUpdated e ->
            switch (permission) {
              case Permission.On on ->
                  with(new Permission.On(e.products(), on.grant(), position.toString()));
              case Permission.Off _ -> this;
            };
        case CustomerPurchasePermissionDeleted _ -> with(new Permission.Off(position.toString()));
        case PriceRuleSet e -> withPrice(e.target(), Optional.of(e.rule()));
        case PriceRuleRemoved e -> withPrice(e.target(), Optional.empty());
        case PurchaseLimitSet e ->
            with(
                new Limit.Of(
                    e.currency(),
                    e.perOrderMinor(),
                    e.perDayMinor(),
                    e.per30DaysMinor(),
                    position.toString()));
        case PurchaseLimitRemoved _ -> with(new Limit.None());
        case CustomerAdded _ -> this;
        case CommandRefused _ -> this;
        case CommandParked _ -> this;
        case CommandRepeated _ -> this;
      };
    }

    private Known with(SubscriptionAdded added, Position position) {
      List<Subscription> next = new ArrayList<>(subscriptions);
      next.add(
          new Subscription(
              added.subscriptionId(),
              added.entitlementId().equals(added.subscriptionId())
                  ? added.subscriptionId()
                  : added.entitlementId(),
              added.boughtThroughPartner(),
              added.billingType(),
              Subscription.Status.ACTIVE,
              List.of(),
              position,
              position));
      return with(List.copyOf(next));
    }

    private Known change(String subscriptionId, UnaryOperator<Subscription> change) {
      List<Subscription> next = new ArrayList<>(subscriptions);
      next.replaceAll(s -> s.id().equals(subscriptionId) ? change.apply(s) : s);
      return with(List.copyOf(next));
    }

    private Known with(List<Subscription> next) {
      return new Known(partnerId, country, restsOn, permission, next, prices, limit);
    }

    private Known with(Permission next) {
      return new Known(partnerId, country, restsOn, next, subscriptions, prices, limit);
    }

    private Known with(Limit next) {
      return new Known(partnerId, country, restsOn, permission, subscriptions, prices, next);
    }

    private Known withPrice(String target, Optional<PriceRule> rule) {
      NavigableMap<String, PriceRule> next = new TreeMap<>(prices);
      rule.ifPresentOrElse(r -> next.put(target, r), () -> next.remove(target));
      return new Known(
          partnerId,
          country,
          restsOn,
          permission,
          subscriptions,
          next.isEmpty()
              ? Collections.emptyNavigableMap()
              : Collections.unmodifiableNavigableMap(next),
          limit);
    }
  }
}
