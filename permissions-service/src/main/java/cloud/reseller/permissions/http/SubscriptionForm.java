package cloud.reseller.permissions.http;

import cloud.reseller.events.BillingType;
import cloud.reseller.events.Offer;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.kit.publicapi.Attributes;
import cloud.reseller.kit.publicapi.ETag;
import cloud.reseller.kit.publicapi.Link;
import cloud.reseller.permissions.read.subscriptions.SubscriptionStatus;
import cloud.reseller.permissions.read.subscriptions.SubscriptionView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A subscription in the public form (C30), extended by whether it was bought through the partner.
 *
 * @param owners its Owners, if they were asked for
 */
record SubscriptionForm(
    String id,
    String entitlementId,
    String offerId,
    String offerName,
    String friendlyName,
    int quantity,
    String status,
    String billingType,
    boolean boughtThroughPartner,
    Instant creationDate,
    Optional<List<Person>> owners,
    SubscriptionLinks links,
    Attributes attributes) {

  private static final String AZURE_PORTAL = "https://portal.azure.com/#@";

  /**
   * The links of a subscription.
   *
   * @param manage the subscription in the Azure portal, in the customer's tenant (S44); empty for a
   *     licence
   */
  record SubscriptionLinks(Link self, Optional<Link> manage) {}

  static SubscriptionForm of(SubscriptionView s) {
    return of(s, s.status, s.etag);
  }

  /** The subscription after an event that the view may not have seen yet. */
  static SubscriptionForm of(SubscriptionView s, SubscriptionStatus status, String etag) {
    return new SubscriptionForm(
        s.subscriptionId,
        s.entitlementId,
        s.offerId,
        Offers.name(s.offer, s.offerId),
        s.friendlyName,
        s.quantity,
        text(status),
        text(s.billingType),
        s.boughtThroughPartner,
        s.addedAt,
        Optional.empty(),
        links(s.customerId, s.subscriptionId, s.offer, s.entitlementId),
        Attributes.of("Subscription", ETag.of(etag)));
  }

  static SubscriptionForm of(SubscriptionAdded e, Instant at, String etag) {
    return new SubscriptionForm(
        e.subscriptionId(),
        e.entitlementId(),
        e.offerId(),
        Offers.name(e.offer(), e.offerId()),
        e.friendlyName(),
        e.quantity(),
        text(SubscriptionStatus.ACTIVE),
        text(e.billingType()),
        e.boughtThroughPartner(),
        at,
        Optional.empty(),
        links(e.customerId(), e.subscriptionId(), e.offer(), e.entitlementId()),
        Attributes.of("Subscription", ETag.of(etag)));
  }

  /** The same with its Owners. */
  SubscriptionForm with(List<Person> itsOwners) {
    return new SubscriptionForm(
        id,
        entitlementId,
        offerId,
        offerName,
        friendlyName,
        quantity,
        status,
        billingType,
        boughtThroughPartner,
        creationDate,
        Optional.of(itsOwners),
        links,
        attributes);
  }

  private static SubscriptionLinks links(
      String customerId, String id, Offer offer, String entitlementId) {
    Optional<Link> manage =
        switch (offer) {
          case AZURE_PLAN, AZURE_GLOBAL ->
              Optional.of(
                  Link.get(
                      AZURE_PORTAL
                          + customerId
                          + "/resource/subscriptions/"
                          + entitlementId
                          + "/overview"));
          case LICENSE -> Optional.empty();
        };
    return new SubscriptionLinks(
        Link.get("/customers/" + customerId + "/subscriptions/" + id), manage);
  }

  static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Offer ids of the public catalogue. */
  static final class Offers {

    private static final String AZURE_GLOBAL = "MS-AZR-0145P";
    private static final String AZURE_PLAN = "MS-AZR-0017G";
    private static final String AZURE_PLAN_PRODUCT = "DZH318Z0BPS6";

    private Offers() {}

    /** The offer with an id; unknown ids are licences. */
    static Offer of(String offerId) {
      String id = offerId.toUpperCase(Locale.ROOT);
      if (id.equals(AZURE_GLOBAL)) {
        return Offer.AZURE_GLOBAL;
      }
      return id.equals(AZURE_PLAN)
              || id.equals(AZURE_PLAN_PRODUCT)
              || id.startsWith(AZURE_PLAN_PRODUCT + ":")
          ? Offer.AZURE_PLAN
          : Offer.LICENSE;
    }

    static BillingType billing(Offer offer) {
      return switch (offer) {
        case AZURE_PLAN, AZURE_GLOBAL -> BillingType.USAGE;
        case LICENSE -> BillingType.LICENSE;
      };
    }

    static String name(Offer offer, String offerId) {
      return switch (offer) {
        case AZURE_PLAN -> "Azure plan";
        case AZURE_GLOBAL -> "Microsoft Azure (" + AZURE_GLOBAL + ")";
        case LICENSE -> offerId;
      };
    }
  }
}
