package cloud.reseller.events;

/**
 * The portal's answer in {@code purchase-outcomes}. Never holds the partner's cost, the price rule
 * or the margin.
 */
public sealed interface PurchaseOutcome {

  /** The customer; the record's key. */
  String customerId();

  /** The id the portal gave the request. */
  String requestId();

  /** The reservation was bought at this price. */
  record PurchaseAccepted(
      String customerId,
      String requestId,
      String orderId,
      String reservationId,
      Money customerPrice)
      implements PurchaseOutcome {}

  /** Nothing was bought. */
  record PurchaseRejected(String customerId, String requestId, String code, String text)
      implements PurchaseOutcome {}

  /**
   * Deciding itself failed: nothing was bought, and the operator of the service has been notified.
   *
   * @param code always {@code CommandParked}
   * @param text what failed and the next step, for people; repeats nothing of the request
   */
  record PurchaseParked(String customerId, String requestId, String code, String text)
      implements PurchaseOutcome {}
}
