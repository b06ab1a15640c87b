package cloud.reseller.reservations.http;

import cloud.reseller.events.AlternateId;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.entitlement.Entitlements;
import cloud.reseller.kit.publicapi.Attributes;
import cloud.reseller.kit.publicapi.Links;
import cloud.reseller.reservations.read.ReservationView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order in the public form (C35), as shown to the partner.
 *
 * @param billingAccountId the partner's, whichever side bought (S57); the payer of the bill's lines
 * @param reviewDateTime when the buyer wants to look at the reservation again (E2)
 * @param origin the side that bought: customer or partner (S25)
 */
record OrderForm(
    String id,
    String alternateId,
    String referenceCustomerId,
    String customerName,
    String billingAccountId,
    String billingCycle,
    String transactionType,
    String currencyCode,
    Instant creationDate,
    String status,
    Optional<Instant> reviewDateTime,
    String origin,
    Optional<BoughtBy> boughtBy,
    List<Line> lineItems,
    Links links,
    Attributes attributes) {

  /**
   * A line of an order.
   *
   * @param subscriptionId our id of the subscription it is billed to
   * @param entitlementId the id of that subscription in Azure
   * @param billingScopeId the path of that subscription in the Azure API (E10)
   * @param pricing the pricing that only the partner sees; only for admin and sales agents
   */
  record Line(
      int lineItemNumber,
      String offerId,
      String subscriptionId,
      String entitlementId,
      String billingScopeId,
      String friendlyName,
      int quantity,
      String termDuration,
      String transactionType,
      ProvisioningContext provisioningContext,
      String reservationId,
      Optional<PartnerPricing> pricing) {}

  /** The provisioning context (C34). */
  record ProvisioningContext(String subscriptionId, String scope, String duration) {}

  static OrderForm of(
      ReservationView row,
      String customerName,
      Entitlements entitlements,
      Caller.PartnerAgent who) {
    ReservationPurchased bought = row.purchase();
    return new OrderForm(
        bought.orderId(),
        AlternateId.of(bought.orderId()),
        bought.customerId(),
        customerName,
        bought.partnerId(),
        Wording.billingCycle(bought.billingPlan()),
        "UserPurchase",
        bought.partnerCost().currency(),
        bought.purchasedAt(),
        "completed",
        bought.reviewAt(),
        Wording.origin(bought.origin()),
        BoughtBy.of(row, bought.origin(), who),
        List.of(line(bought, entitlements, who)),
        Links.self("/customers/" + bought.customerId() + "/orders/" + bought.orderId()),
        Attributes.of("Order"));
  }

  private static Line line(
      ReservationPurchased bought, Entitlements entitlements, Caller.PartnerAgent who) {
    return new Line(
        0,
        bought.sheetSku(),
        bought.subscriptionId(),
        entitlements.id(bought.subscriptionId()),
        entitlements.path(bought.subscriptionId()),
        Wording.friendlyName(bought),
        bought.quantity(),
        bought.term().name(),
        "new",
        new ProvisioningContext(
            bought.subscriptionId(),
            Wording.lineScope(bought.scope()),
            Wording.duration(bought.term())),
        bought.reservationId(),
        PartnerPricing.of(bought, who));
  }
}
