package cloud.reseller.permissions.write.state;

import cloud.reseller.events.ProductKind;
import cloud.reseller.log.Position;
import cloud.reseller.permissions.write.Requester;
import cloud.reseller.permissions.write.ResourceVersion;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The state of one customer, as far as deciding needs it. Sorted, so that equal is equal bytes. */
public sealed interface Customer {

  /** Nobody added this customer. */
  record Unknown() implements Customer {}

  /**
   * A customer of one partner.
   *
   * @param subscriptions by subscription id
   * @param permission empty while it is off, as it is from the start (S10)
   * @param priceTargets the targets that have a price rule
   * @param limited whether a purchase limit is set
   */
  record Known(
      String partnerId,
      SortedMap<String, Subscription> subscriptions,
      Optional<Permission> permission,
      SortedSet<String> priceTargets,
      boolean limited)
      implements Customer {

    /** A customer just added. */
    public static Known of(String partnerId) {
      return new Known(
          partnerId,
          Collections.emptySortedMap(),
          Optional.empty(),
          Collections.emptySortedSet(),
          false);
    }

    /** Whether the requester's tenant is this customer's partner, or the customer itself. */
    public boolean isKnownTo(String customerId, Requester by) {
      return by.tenantId().equals(by.byCustomer() ? customerId : partnerId);
    }

    /** The subscription of an id; empty once it was deleted. */
    public Optional<Subscription> subscription(String id) {
      return Optional.ofNullable(subscriptions.get(id)).filter(Subscription::exists);
    }

    /** Whether either id is taken; the id of a deleted subscription stays so. */
    public boolean hasSubscription(String id, String entitlementId) {
      return subscriptions.containsKey(id)
          || subscriptions.values().stream()
              .anyMatch(s -> s.exists() && s.entitlementId().equals(entitlementId));
    }

    /** Whether there is one the permission can be turned on for (S33, S36). */
    public boolean hasQualifyingSubscription() {
      return subscriptions.values().stream().anyMatch(Subscription::qualifies);
    }

    /** With a subscription made or changed. */
    public Known with(String subscriptionId, Subscription subscription) {
      TreeMap<String, Subscription> changed = new TreeMap<>(subscriptions);
      changed.put(subscriptionId, subscription);
      return new Known(
          partnerId, Collections.unmodifiableSortedMap(changed), permission, priceTargets, limited);
    }

    /** With the permission on, or off. */
    public Known with(Optional<Permission> changed) {
      return new Known(partnerId, subscriptions, changed, priceTargets, limited);
    }

    /** With a price rule for a target. */
    public Known withPriceTarget(String target) {
      TreeSet<String> changed = new TreeSet<>(priceTargets);
      changed.add(target);
      return with(changed);
    }

    /** Without a price rule for a target. */
    public Known withoutPriceTarget(String target) {
      TreeSet<String> changed = new TreeSet<>(priceTargets);
      changed.remove(target);
      return with(changed);
    }

    /** With a purchase limit, or without. */
    public Known limited(boolean changed) {
      return new Known(partnerId, subscriptions, permission, priceTargets, changed);
    }

    private Known with(SortedSet<String> targets) {
      return new Known(
          partnerId,
          subscriptions,
          permission,
          Collections.unmodifiableSortedSet(targets),
          limited);
    }
  }

  /**
   * The permission while it is on.
   *
   * @param setBy where the event that set it stands
   */
  record Permission(Set<ProductKind> products, Position setBy) {

    /** The etag it has now. */
    public String etag() {
      return ResourceVersion.of(setBy);
    }
  }
}
