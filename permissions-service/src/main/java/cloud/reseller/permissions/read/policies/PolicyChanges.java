package cloud.reseller.permissions.read.policies;

import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionDeleted;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionUpdated;
import cloud.reseller.events.ProductKind;
import cloud.reseller.log.projection.UpsertRows;
import cloud.reseller.permissions.read.RecordedAt;
import cloud.reseller.permissions.write.ResourceVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;

/** The changes a batch makes to the permissions that are on. */
public final class PolicyChanges {

  private final UpsertRows<Key, Row> changes = new UpsertRows<>("policy_1", Key.class);

  /** The permission was turned on. */
  public void created(CustomerPurchasePermissionCreated e, RecordedAt stands) {
    put(e.customerId(), e.partnerId(), e.products(), e.reason(), stands);
  }

  /** The product kinds were replaced. */
  public void updated(CustomerPurchasePermissionUpdated e, RecordedAt stands) {
    put(e.customerId(), e.partnerId(), e.products(), e.reason(), stands);
  }

  /** The permission was turned off. */
  public void deleted(CustomerPurchasePermissionDeleted e) {
    changes.remove(new Key(e.customerId()));
  }

  private void put(
      String customerId,
      String partnerId,
      Set<ProductKind> products,
      String reason,
      RecordedAt stands) {
    changes.put(
        new Key(customerId),
        new Row(
            customerId,
            partnerId,
            products,
            ResourceVersion.of(stands.position()),
            reason,
            stands.at(),
            stands.partition(),
            stands.offset()));
  }

  /** Writes the changes. */
  public void write(Connection connection) throws SQLException {
    changes.write(connection);
  }

  private record Key(String customerId) {}

  private record Row(
      String customerId,
      String partnerId,
      Set<ProductKind> products,
      String etag,
      String reason,
      Instant setAt,
      int partition,
      long recordOffset) {}
}
