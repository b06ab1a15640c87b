package cloud.reseller.gateway.portal.buy;

import cloud.reseller.events.EventJson;
import cloud.reseller.events.NameBasedUuid;
import cloud.reseller.events.PurchaseRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the form of a purchase says. Who asks and for which customer comes from the session.
 *
 * @param subscription the Azure subscription it is billed to
 * @param term P1Y or P3Y
 * @param plan Upfront or Monthly
 * @param scope shared, or the Azure subscription it applies to
 * @param name what the reservation is called; may be empty
 */
record Wish(
    String subscription,
    String size,
    String region,
    long quantity,
    String term,
    String plan,
    String scope,
    String name) {

  /** The scope that covers every subscription. */
  static final String SHARED = "shared";

  /** The request to publish. */
  PurchaseRequest request(String customer, String user) {
    boolean shared = scope.equals(SHARED);
    return new PurchaseRequest(
        customer,
        user,
        new PurchaseRequest.Reservation(
            new PurchaseRequest.Sku(size),
            region,
            new PurchaseRequest.Properties(
                "VirtualMachines",
                "/subscriptions/" + subscription,
                term,
                plan,
                quantity,
                Optional.of(name).filter(text -> !text.isEmpty()),
                shared ? "Shared" : "Single",
                shared ? Optional.empty() : Optional.of(List.of("/subscriptions/" + scope)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
  }

  /**
   * The id of a request: the same for the same values of the same page, so that sending a form
   * twice buys once, and another one when a value was changed.
   *
   * @param nonce made with the page
   */
  static UUID id(UUID nonce, PurchaseRequest request) {
    return NameBasedUuid.version5(nonce, EventJson.write(request));
  }
}
