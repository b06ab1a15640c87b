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
 * What is asked of this service. Private to it: the HTTP side writes it to {@code
 * permission-commands}, the decider reads it. Equal bytes on every retry, so neither a time nor a
 * correlation id is part of it.
 */
public sealed interface PermissionCommand {

  /** The customer it is about; the record's key. */
  String customerId();

  /** Who asks. */
  Requester by();

  /** Take on a customer. */
  record AddCustomer(
      String customerId, String companyName, String domain, String country, Requester by)
      implements PermissionCommand {}

  /** Record a subscription the customer has (R5, S09). */
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
   * Stop a subscription until it is reactivated.
   *
   * @param etag the etag it must still have; empty if the requester set no such condition
   */
  record SuspendSubscription(
      String customerId, String subscriptionId, Optional<String> etag, Requester by)
      implements PermissionCommand {}

  /**
   * Let a suspended subscription run again.
   *
   * @param etag as for {@link SuspendSubscription}
   */
  record ReactivateSubscription(
      String customerId, String subscriptionId, Optional<String> etag, Requester by)
      implements PermissionCommand {}

  /**
   * End a subscription for good.
   *
   * @param etag as for {@link SuspendSubscription}
   */
  record DeleteSubscription(
      String customerId, String subscriptionId, Optional<String> etag, Requester by)
      implements PermissionCommand {}

  /** Make a user Owner of a subscription (R21, S45). */
  record AssignOwner(String customerId, String subscriptionId, String userId, Requester by)
      implements PermissionCommand {}

  /** Take the Owner role from a user. */
  record RemoveOwner(String customerId, String subscriptionId, String userId, Requester by)
      implements PermissionCommand {}

  /** Turn the permission on (S11, S35). */
  record CreatePermission(String customerId, Set<ProductKind> products, String reason, Requester by)
      implements PermissionCommand {

    /** Orders the kinds, so that equal sets are equal bytes. */
    public CreatePermission {
      products = Collections.unmodifiableSet(new TreeSet<>(products));
    }
  }

  /**
   * State the kinds of product anew (C20).
   *
   * @param etag the etag of the permission as the requester knows it
   */
  record UpdatePermission(
      String customerId, Set<ProductKind> products, String etag, String reason, Requester by)
      implements PermissionCommand {

    /** Orders the kinds, so that equal sets are equal bytes. */
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

  /** Set the price of a target, whether it had one or not (S58). */
  record SetPriceRule(String customerId, String target, PriceRule rule, Requester by)
      implements PermissionCommand {}

  /** Remove the price of a target. */
  record RemovePriceRule(String customerId, String target, Requester by)
      implements PermissionCommand {}

  /** Limit what the customer buys on its own, whether it was limited or not; minor units. */
  record SetPurchaseLimit(
      String customerId,
      String currency,
      OptionalLong perOrderMinor,
      OptionalLong perDayMinor,
      OptionalLong per30DaysMinor,
      Requester by)
      implements PermissionCommand {}

  /** Remove the limit. */
  record RemovePurchaseLimit(String customerId, Requester by) implements PermissionCommand {}

  /**
   * Something an agent asked for whose role does not allow it. It is refused; that it was asked is
   * kept (domain facts, 3.4).
   *
   * @param attempted type name of the command it would have been
   */
  record AttemptBeyondRole(String customerId, String attempted, Requester by)
      implements PermissionCommand {}
}
