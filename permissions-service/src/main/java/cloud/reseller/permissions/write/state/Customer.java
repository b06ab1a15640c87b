package cloud.reseller.permissions.write.state;

import cloud.reseller.events.CommandParked;
import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.CommandRepeated;
import cloud.reseller.events.MarketCurrencies;
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
import cloud.reseller.events.ProductKind;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Fact;
import cloud.reseller.permissions.write.PermissionRules;
import cloud.reseller.permissions.write.Requester;
import cloud.reseller.permissions.write.ResourceVersion;
import cloud.reseller.permissions.write.state.Subscription.Status;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The state of a customer, as far as decisions need it. Collections are sorted, so that equal
 * states have equal bytes.
 */
public sealed interface Customer {

  /** The state after a fact; a fact about something the customer does not have changes nothing. */
  Customer after(Fact<PermissionEvent> fact);

  /** Nobody added this customer. */
  record Unknown() implements Customer {

    @Override
    public Customer after(Fact<PermissionEvent> fact) {
      return fact.event() instanceof CustomerAdded added ? Known.of(added) : this;
    }
  }

  /**
   * A customer of one partner.
   *
   * @param country ISO 3166 alpha-2, the market it buys in
   * @param subscriptions by subscription id
   * @param permission empty while it is off, as it is from the start (S10)
   * @param priceTargets the targets that have a price rule
   * @param limited whether a purchase limit is set
   */
  record Known(
      String partnerId,
      String country,
      SortedMap<String, Subscription> subscriptions,
      Optional<Permission> permission,
      SortedSet<String> priceTargets,
      boolean limited)
      implements Customer {

    private static Known of(CustomerAdded added) {
      return new Known(
          added.partnerId(),
          added.country(),
          Collections.emptySortedMap(),
          Optional.empty(),
          Collections.emptySortedSet(),
          false);
    }

    /** Whether the requester's tenant is this customer's partner, or the customer itself. */
    public boolean isKnownTo(String customerId, Requester by) {
      return by.tenantId().equals(by.byCustomer() ? customerId : partnerId);
    }

    /** Whether a currency is that of the customer's market at a time. */
    public boolean isPricedIn(String currency, Instant at) {
      return MarketCurrencies.of(country, at).filter(currency::equals).isPresent();
    }

    /** The target of the price rule that matches, in the spelling in which it was set. */
    public Optional<String> priceTarget(String target, PermissionRules rules) {
      return priceTargets.contains(target)
          ? Optional.of(target)
          : priceTargets.stream()
              .filter(set -> rules.anyCase() && set.equalsIgnoreCase(target))
              .findFirst();
    }

    /** The subscription with an id; empty if it was deleted. */
    public Optional<Subscription> subscription(String id) {
      return Optional.ofNullable(subscriptions.get(id)).filter(Subscription::exists);
    }

    /** Whether either id is taken, by a deleted subscription too. */
    public boolean hasSubscription(String id, String entitlementId) {
      return subscriptions.containsKey(id)
          || subscriptions.values().stream()
              .anyMatch(s -> s.exists() && s.entitlementId().equals(entitlementId));
    }

    /** Whether there is a subscription that allows the permission to be turned on (S33, S36). */
    public boolean hasQualifyingSubscription() {
      return subscriptions.values().stream().anyMatch(Subscription::qualifies);
    }

    @Override
    public Known after(Fact<PermissionEvent> fact) {
      return switch (fact.event()) {
        case SubscriptionAdded e -> with(e.subscriptionId(), Subscription.of(e, fact.position()));
        case SubscriptionSuspended e ->
            change(e.subscriptionId(), s -> s.becomes(Status.SUSPENDED, fact.position()));
        case SubscriptionReactivated e ->
            change(e.subscriptionId(), s -> s.becomes(Status.ACTIVE, fact.position()));
        case SubscriptionDeleted e ->
            change(e.subscriptionId(), s -> s.becomes(Status.DELETED, fact.position()));
        case OwnerAssigned e -> change(e.subscriptionId(), s -> s.withOwner(e.userId()));
        case OwnerRemoved e -> change(e.subscriptionId(), s -> s.withoutOwner(e.userId()));
        case CustomerPurchasePermissionCreated e ->
            with(Optional.of(new Permission(e.products(), fact.position())));
        case CustomerPurchasePermissionUpdated e ->
            with(Optional.of(new Permission(e.products(), fact.position())));
        case CustomerPurchasePermissionDeleted _ -> with(Optional.empty());
        case PriceRuleSet e -> withPriceTarget(e.target());
        case PriceRuleRemoved e -> withoutPriceTarget(e.target());
        case PurchaseLimitSet _ -> limited(true);
        case PurchaseLimitRemoved _ -> limited(false);
        case CustomerAdded _, CommandRefused _, CommandParked _, CommandRepeated _ -> this;
      };
    }

    private Known change(String subscriptionId, UnaryOperator<Subscription> change) {
      return subscription(subscriptionId)
          .map(s -> with(subscriptionId, change.apply(s)))
          .orElse(this);
    }

    private Known with(String subscriptionId, Subscription subscription) {
      TreeMap<String, Subscription> changed = new TreeMap<>(subscriptions);
      changed.put(subscriptionId, subscription);
      return new Known(
          partnerId,
          country,
          Collections.unmodifiableSortedMap(changed),
          permission,
          priceTargets,
          limited);
    }

    private Known with(Optional<Permission> changed) {
      return new Known(partnerId, country, subscriptions, changed, priceTargets, limited);
    }

    private Known withPriceTarget(String target) {
      TreeSet<String> changed = new TreeSet<>(priceTargets);
      changed.add(target);
      return with(changed);
    }

    private Known withoutPriceTarget(String target) {
      TreeSet<String> changed = new TreeSet<>(priceTargets);
      changed.remove(target);
      return with(changed);
    }

    private Known limited(boolean changed) {
      return new Known(partnerId, country, subscriptions, permission, priceTargets, changed);
    }

    private Known with(SortedSet<String> targets) {
      return new Known(
          partnerId,
          country,
          subscriptions,
          permission,
          Collections.unmodifiableSortedSet(targets),
          limited);
    }
  }

  /**
   * A permission that is on.
   *
   * @param setBy position of the event that set it
   */
  record Permission(Set<ProductKind> products, Position setBy) {

    /** The current etag. */
    public String etag() {
      return ResourceVersion.of(setBy);
    }
  }
}
