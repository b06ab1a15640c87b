package cloud.reseller.events;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;

/** The facts of {@code permission-events}: who may buy what, at which price, up to which limit. */
public sealed interface PermissionEvent extends Event
    permits PermissionEvent.CustomerAdded,
        PermissionEvent.SubscriptionAdded,
        PermissionEvent.SubscriptionSuspended,
        PermissionEvent.SubscriptionReactivated,
        PermissionEvent.SubscriptionDeleted,
        PermissionEvent.OwnerAssigned,
        PermissionEvent.OwnerRemoved,
        PermissionEvent.CustomerPurchasePermissionCreated,
        PermissionEvent.CustomerPurchasePermissionUpdated,
        PermissionEvent.CustomerPurchasePermissionDeleted,
        PermissionEvent.PriceRuleSet,
        PermissionEvent.PriceRuleRemoved,
        PermissionEvent.PurchaseLimitSet,
        PermissionEvent.PurchaseLimitRemoved,
        CommandRefused,
        CommandParked,
        CommandRepeated {

  /** The customer the fact is about; it is the record's key. */
  String customerId();

  /**
   * A partner took on a customer.
   *
   * @param country ISO 3166 alpha-2; determines the market, its prices and its products
   */
  record CustomerAdded(
      String customerId,
      String partnerId,
      String companyName,
      String domain,
      String country,
      Actor by)
      implements PermissionEvent {}

  /**
   * The customer has a subscription.
   *
   * @param entitlementId the Azure subscription id; equal to {@code subscriptionId} if the offer
   *     has no separate one
   * @param offerId the catalogue's offer id, MS-AZR-0145P for Azure Global
   * @param boughtThroughPartner false if the customer has it from elsewhere (S09, D5)
   */
  record SubscriptionAdded(
      String customerId,
      String subscriptionId,
      String entitlementId,
      Offer offer,
      String offerId,
      String friendlyName,
      int quantity,
      BillingType billingType,
      boolean boughtThroughPartner,
      Actor by)
      implements PermissionEvent {}

  /** A subscription was suspended; nothing can be bought for it until it is reactivated. */
  record SubscriptionSuspended(String customerId, String subscriptionId, Actor by)
      implements PermissionEvent {}

  /** A suspended subscription was reactivated. */
  record SubscriptionReactivated(String customerId, String subscriptionId, Actor by)
      implements PermissionEvent {}

  /** A subscription was deleted, which is final. */
  record SubscriptionDeleted(String customerId, String subscriptionId, Actor by)
      implements PermissionEvent {}

  /** A user became Owner of one subscription (S45). */
  record OwnerAssigned(String customerId, String subscriptionId, String userId, Actor by)
      implements PermissionEvent {}

  /** A user is no longer Owner of one subscription. */
  record OwnerRemoved(String customerId, String subscriptionId, String userId, Actor by)
      implements PermissionEvent {}

  /**
   * The partner turned the permission on (S11, S50). It was off before.
   *
   * @param products the kinds of product the customer may buy; never empty
   * @param reason the partner's own text, empty if none was given
   */
  record CustomerPurchasePermissionCreated(
      String customerId,
      String partnerId,
      Set<ProductKind> products,
      String reason,
      Actor by,
      Instant at)
      implements PermissionEvent {

    /**
     * @throws IllegalArgumentException if no kind is named
     */
    public CustomerPurchasePermissionCreated {
      products = ProductKind.ordered(products);
    }
  }

  /** The partner replaced the set of permitted product kinds (C20, C22). */
  record CustomerPurchasePermissionUpdated(
      String customerId,
      String partnerId,
      Set<ProductKind> products,
      String reason,
      Actor by,
      Instant at)
      implements PermissionEvent {

    /**
     * @throws IllegalArgumentException if no kind is named
     */
    public CustomerPurchasePermissionUpdated {
      products = ProductKind.ordered(products);
    }
  }

  /**
   * The partner turned the permission off (S12, S50): purchases requested after this are refused.
   *
   * @param products the product kinds that were permitted until now
   */
  record CustomerPurchasePermissionDeleted(
      String customerId,
      String partnerId,
      Set<ProductKind> products,
      String reason,
      Actor by,
      Instant at)
      implements PermissionEvent {

    /**
     * @throws IllegalArgumentException if no kind is named
     */
    public CustomerPurchasePermissionDeleted {
      products = ProductKind.ordered(products);
    }
  }

  /**
   * The partner set a price for this customer (S58).
   *
   * @param target a price sheet SKU ("productId:skuId"), an ARM SKU name, or "*" for all
   */
  record PriceRuleSet(String customerId, String target, PriceRule rule, Actor by)
      implements PermissionEvent {}

  /** A price rule was removed. */
  record PriceRuleRemoved(String customerId, String target, Actor by) implements PermissionEvent {}

  /**
   * The partner limited what the customer may buy on its own, measured by the partner's cost of the
   * full commitment.
   *
   * @param currency the currency of the three limits
   * @param perOrderMinor per order, minor units
   * @param perDayMinor per UTC day, minor units
   * @param per30DaysMinor per rolling 30 times 24 hours, minor units
   */
  record PurchaseLimitSet(
      String customerId,
      String currency,
      OptionalLong perOrderMinor,
      OptionalLong perDayMinor,
      OptionalLong per30DaysMinor,
      Actor by)
      implements PermissionEvent {}

  /** The customer's purchases are no longer limited. */
  record PurchaseLimitRemoved(String customerId, Actor by) implements PermissionEvent {}
}
