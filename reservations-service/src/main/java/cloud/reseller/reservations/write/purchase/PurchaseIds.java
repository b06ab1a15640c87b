package cloud.reseller.reservations.write.purchase;

import cloud.reseller.events.NameBasedUuid;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The ids created by a purchase: UUIDs of version 5 (SHA-1, RFC 9562) of partner, customer and
 * request, so that a repeated decision has the same ids.
 */
final class PurchaseIds {

  /** The namespace of these UUIDs; generated randomly once, never changes. */
  private static final UUID NAMESPACE = UUID.fromString("0b1f5f0e-6c53-4c1e-9d0c-6f5b8c2f3a71");

  private PurchaseIds() {}

  /** The id of the order. */
  static UUID order(String partnerId, String customerId, String requestId) {
    return version5("order", partnerId, customerId, requestId);
  }

  /** The id of the reservation. */
  static UUID reservation(String partnerId, String customerId, String requestId) {
    return version5("reservation", partnerId, customerId, requestId);
  }

  private static UUID version5(String kind, String partnerId, String customerId, String requestId) {
    return NameBasedUuid.version5(
        NAMESPACE,
        (kind + '/' + partnerId + '/' + customerId + '/' + requestId)
            .getBytes(StandardCharsets.UTF_8));
  }
}
