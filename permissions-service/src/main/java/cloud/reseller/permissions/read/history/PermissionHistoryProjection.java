package cloud.reseller.permissions.read.history;

import cloud.reseller.events.Actor;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionDeleted;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionUpdated;
import cloud.reseller.kit.runtime.Facts;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.log.projection.UpsertRows;
import cloud.reseller.permissions.read.PermissionsProjection;
import cloud.reseller.permissions.read.RecordedAt;
import cloud.reseller.permissions.write.ResourceVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * The history of the purchase permissions. A projection of its own: it was added to systems whose
 * views had passed the changes before it.
 */
public final class PermissionHistoryProjection implements Projection {

  @Override
  public String name() {
    return "permission-history-1";
  }

  @Override
  public List<String> topics() {
    return List.of(PermissionsProjection.TOPIC);
  }

  @Override
  public void apply(List<LogRecord> batch, Connection connection) throws SQLException {
    UpsertRows<Key, Row> changes = new UpsertRows<>("permission_change_1", Key.class);
    for (LogRecord record : batch) {
      RecordedAt stands = RecordedAt.of(record);
      switch ((PermissionEvent) Facts.read(record)) {
        case CustomerPurchasePermissionCreated e ->
            put(changes, e.customerId(), true, e.reason(), e.by(), stands);
        case CustomerPurchasePermissionUpdated e ->
            put(changes, e.customerId(), true, e.reason(), e.by(), stands);
        case CustomerPurchasePermissionDeleted e ->
            put(changes, e.customerId(), false, e.reason(), e.by(), stands);
        case PermissionEvent _ -> {
          // Does not change a permission.
        }
      }
    }
    changes.write(connection);
  }

  private static void put(
      UpsertRows<Key, Row> changes,
      String customerId,
      boolean on,
      String reason,
      Actor by,
      RecordedAt stands) {
    changes.put(
        new Key(stands.partition(), stands.offset()),
        new Row(
            customerId,
            on,
            reason,
            by.id(),
            ResourceVersion.of(stands.position()),
            stands.at(),
            stands.partition(),
            stands.offset()));
  }

  private record Key(int partition, long recordOffset) {}

  private record Row(
      String customerId,
      boolean isOn,
      String reason,
      String byId,
      String etag,
      Instant changedAt,
      int partition,
      long recordOffset) {}
}
