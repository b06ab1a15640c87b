package cloud.reseller.events;

import java.time.Instant;
import java.util.Optional;

/** The facts of {@code reservation-events}: what was bought, and what was refused. */
public sealed interface ReservationEvent extends Event
    permits ReservationEvent.ReservationPurchased,
        ReservationEvent.ReservationPurchaseRejected,
        CommandRefused,
        CommandParked,
        CommandRepeated {

  /** The customer the fact is about; it is the record's key. */
  String customerId();

  /**
   * A reservation was bought. Cost and price are fixed here (B2).
   *
   * @param requestId the id the requester gave the request
   * @param subscriptionId the subscription it is billed to (S09, S57)
   * @param sku ARM SKU name such as Standard_D2s_v5
   * @param sheetSku the price sheet's "productId:skuId" it was priced from
   * @param quantity number of instances, 1 or more
   * @param displayName the buyer's own name for it
   * @param partnerCost what the partner owes for the whole term and quantity
   * @param customerPrice what the partner charges the customer for it
   * @param price the rule that produced {@code customerPrice}
   * @param sheet id of the price sheet
   * @param origin the side that bought (S25)
   * @param grant the permission relied on, as topic/partition@offset; empty if the partner bought
   * @param by who asked
   * @param purchasedAt decision time; the term starts here
   * @param expiresAt end of the term
   * @param renew whether the buyer asked for renewal at the end (E61)
   * @param reviewAt when the buyer wants to look at it again, within the term (E2, E10)
   */
  record ReservationPurchased(
      String customerId,
      String partnerId,
      String requestId,
      String orderId,
      String reservationId,
      String subscriptionId,
      String sku,
      String sheetSku,
      String region,
      Term term,
      BillingPlan billingPlan,
      int quantity,
      Scope scope,
      Flexibility flexibility,
      String displayName,
      Money partnerCost,
      Money customerPrice,
      AppliedPrice price,
      String sheet,
      Actor.Side origin,
      String grant,
      Actor by,
      Instant purchasedAt,
      Instant expiresAt,
      boolean renew,
      Optional<Instant> reviewAt)
      implements ReservationEvent {}

  /**
   * A purchase was refused: nothing was bought or charged (S42, I4).
   *
   * @param code stable code of the first condition that failed
   * @param text the reason and the next step, for people
   * @param restsOn the fact it rests on as topic/partition@offset, empty if it rests on none
   * @param origin the side that asked
   * @param by who asked
   */
  record ReservationPurchaseRejected(
      String customerId,
      String requestId,
      String code,
      String text,
      String restsOn,
      Actor.Side origin,
      Actor by)
      implements ReservationEvent {}
}
