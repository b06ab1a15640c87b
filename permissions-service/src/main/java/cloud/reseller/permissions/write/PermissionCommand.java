package cloud.reseller.permissions.write;

import cloud.reseller.events.BillingType;
import cloud.reseller.events.Offer;
import cloud.reseller.events.PriceRule;
import cloud.reseller.events.ProductKind;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * A command of this service. Private to it: the HTTP side writes commands to {@code
 * permission-commands}, the decider reads them. Retries must have identical bytes, so a command
 * holds neither a time nor a correlation id.
 */
public sealed interface PermissionCommand {

  /** The customer it is about; the record's key. */
  String customerId();

  /** The requester. */
  Requester by();

  /** Add a customer. */
  record AddCustomer(
      String customerId, String companyName, String domain, String country, Requester by)
      implements PermissionCommand {}

  /** Record a subscription of the customer (R5, S09). */
  record AddSubscription(
      String customerId,
      String subscriptionId,
      String entitlementId,
      Offer offer,
      String offerId,
      String friendlyName,
      int quantity,
      BillingType billingType,
      boolean boughtThroughPartner,
      Requester by)
      implements PermissionCommand {}

  /**
   * Suspend a subscription until it is reactivated.
   *
   * @param etag the etag it must still have; empty if the requester set no such condition
   */
  record SuspendSubscription(
      String customerId, String subscriptionId, Optional<String> etag, Requester by)
      implements PermissionCommand {}

  /**
   * Reactivate a suspended subscription.
   *
   * @param etag as for {@link SuspendSubscription}
   */
  record ReactivateSubscription(
      String customerId, String subscriptionId, Optional<String> etag, Requester by)
      implements PermissionCommand {}

  /**
   * Delete a subscription, which is final.
   *
   * @param etag as for {@link SuspendSubscription}
   */
  record DeleteSubscription(
      String customerId, String subscriptionId, Optional<String> etag, Requester by)
      implements PermissionCommand {}

  /** Make a user Owner of a subscription (R21, S45). */
  record AssignOwner(String customerId, String subscriptionId, String userId, Requester by)
      implements PermissionCommand {}

  /** Remove the Owner role from a user. */
  record RemoveOwner(String customerId, String subscriptionId, String userId, Requester by)
      implements PermissionCommand {}

  /** Turn the permission on (S11, S35). */
  record CreatePermission(String customerId, Set<ProductKind> products, String reason, Requester by)
      implements PermissionCommand {

    /** Orders the kinds, so that equal sets have equal bytes. */
    public CreatePermission {
      products = Collections.unmodifiableSet(new TreeSet<>(products));
    }
  }

  /**
   * Replace the set of permitted product kinds (C20).
   *
   * @param etag the etag of the permission that the requester has read
   */
  record UpdatePermission(
      String customerId, Set<ProductKind> products, String etag, String reason, Requester by)
      implements PermissionCommand {

    /** Orders the kinds, so that equal sets have equal bytes. */
    public UpdatePermission {
      products = Collections.unmodifiableSet(new TreeSet<>(products));
    }
  }

  /**
   * Turn the permission off (S12).
   *
   * @param etag the etag it must still have; empty if the requester set no such condition
   */
  record DeletePermission(String customerId, Optional<String> etag, String reason, Requester by)
      implements PermissionCommand {}

  /** Set or replace the price rule of a target (S58). */
  record SetPriceRule(String customerId, String target, PriceRule rule, Requester by)
      implements PermissionCommand {}

  /** Remove the price rule of a target. */
  record RemovePriceRule(String customerId, String target, Requester by)
      implements PermissionCommand {}

  /** Set or replace the purchase limits of the customer, in minor units. */
  record SetPurchaseLimit(
      String customerId,
      String currency,
      OptionalLong perOrderMinor,
      OptionalLong perDayMinor,
      OptionalLong per30DaysMinor,
      Requester by)
      implements PermissionCommand {}

  /** Remove the purchase limits. */
  record RemovePurchaseLimit(String customerId, Requester by) implements PermissionCommand {}

  /**
   * An attempt by an agent whose role does not allow the command. Always refused, so that the
   * attempt is recorded (domain facts, 3.4).
   *
   * @param attempted type name of the attempted command
   */
  record AttemptBeyondRole(String customerId, String attempted, Requester by)
      implements PermissionCommand {}
}
