package cloud.reseller.permissions.write;

import cloud.reseller.events.Actor;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionUpdated;
import cloud.reseller.events.ProductKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * The etag of a permission: a GUID named by all that the event which set it says. So the decider,
 * the view and the answer to the caller get the same one without telling each other.
 */
public final class Etag {

  private Etag() {}

  /** The etag of a permission just turned on. */
  public static String of(CustomerPurchasePermissionCreated e) {
    return of(e.customerId(), e.partnerId(), e.products(), e.reason(), e.by(), e.at());
  }

  /** The etag of a permission just changed. */
  public static String of(CustomerPurchasePermissionUpdated e) {
    return of(e.customerId(), e.partnerId(), e.products(), e.reason(), e.by(), e.at());
  }

  private static String of(
      String customerId,
      String partnerId,
      Set<ProductKind> products,
      String reason,
      Actor by,
      Instant at) {
    String said =
        String.join(
            "\n", customerId, partnerId, products.toString(), by.id(), at.toString(), reason);
    return UUID.nameUUIDFromBytes(said.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
