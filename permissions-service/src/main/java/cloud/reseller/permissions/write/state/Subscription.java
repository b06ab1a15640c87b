package cloud.reseller.permissions.write.state;

import cloud.reseller.events.BillingType;
import cloud.reseller.events.Offer;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.log.Position;
import cloud.reseller.permissions.write.ResourceVersion;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The state of a subscription, as far as decisions need it.
 *
 * @param azureThroughPartner usage-based, Azure plan or Azure Global, and bought through the
 *     partner: while active, it allows the permission to be turned on (S33, S36)
 * @param azure whether it is usage-based, whoever sold it: such a subscription can have Owners
 * @param owners object ids; empty if it was deleted
 * @param setBy position of the event that set its status
 */
public record Subscription(
    String entitlementId,
    boolean azureThroughPartner,
    boolean azure,
    Status status,
    SortedSet<String> owners,
    Position setBy) {

  /** The status of the subscription. */
  public enum Status {
    ACTIVE,
    SUSPENDED,
    DELETED
  }

  static Subscription of(SubscriptionAdded added, Position setBy) {
    boolean azure =
        switch (added.offer()) {
          case Offer.AZURE_PLAN, Offer.AZURE_GLOBAL -> true;
          case Offer.LICENSE -> false;
        };
    return new Subscription(
        added.entitlementId(),
        azure && added.billingType() == BillingType.USAGE && added.boughtThroughPartner(),
        azure && added.billingType() == BillingType.USAGE,
        Status.ACTIVE,
        Collections.emptySortedSet(),
        setBy);
  }

  boolean exists() {
    return status != Status.DELETED;
  }

  boolean qualifies() {
    return azureThroughPartner && status == Status.ACTIVE;
  }

  /** Whether a user is one of its Owners (S45). */
  public boolean isOwner(String userId) {
    return owners.contains(userId);
  }

  /** The current etag. */
  public String etag() {
    return ResourceVersion.of(setBy);
  }

  Subscription becomes(Status next, Position by) {
    return new Subscription(
        entitlementId,
        azureThroughPartner,
        azure,
        next,
        next == Status.DELETED ? Collections.emptySortedSet() : owners,
        by);
  }

  Subscription withOwner(String userId) {
    TreeSet<String> more = new TreeSet<>(owners);
    more.add(userId);
    return owners(more);
  }

  Subscription withoutOwner(String userId) {
    TreeSet<String> fewer = new TreeSet<>(owners);
    fewer.remove(userId);
    return owners(fewer);
  }

  private Subscription owners(SortedSet<String> changed) {
    return new Subscription(
        entitlementId,
        azureThroughPartner,
        azure,
        status,
        Collections.unmodifiableSortedSet(changed),
        setBy);
  }
}
