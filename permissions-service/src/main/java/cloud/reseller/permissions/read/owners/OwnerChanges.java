package cloud.reseller.permissions.read.owners;

import cloud.reseller.events.PermissionEvent.OwnerAssigned;
import cloud.reseller.events.PermissionEvent.OwnerRemoved;
import cloud.reseller.events.PermissionEvent.SubscriptionDeleted;
import cloud.reseller.log.projection.UpsertRows;
import cloud.reseller.permissions.read.RecordedAt;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** The changes a batch makes to the Owners. Deleted subscriptions have no Owners. */
public final class OwnerChanges {

  private final UpsertRows<Key, Row> changes = new UpsertRows<>("owner_1", Key.class);
  private final UpsertRows<Ended, Row> ended = new UpsertRows<>("owner_1", Ended.class);

  /** A user became Owner. */
  public void assigned(OwnerAssigned e, RecordedAt stands) {
    changes.put(
        new Key(e.subscriptionId(), e.userId()),
        new Row(
            e.customerId(),
            e.subscriptionId(),
            e.userId(),
            stands.at(),
            stands.partition(),
            stands.offset()));
  }

  /** A user is no longer Owner. */
  public void removed(OwnerRemoved e) {
    changes.remove(new Key(e.subscriptionId(), e.userId()));
  }

  /** The subscription was deleted, and can have no Owners any more. */
  public void subscriptionDeleted(SubscriptionDeleted e) {
    ended.remove(new Ended(e.subscriptionId()));
  }

  /** Writes the changes. */
  public void write(Connection connection) throws SQLException {
    changes.write(connection);
    ended.write(connection);
  }

  private record Key(String subscriptionId, String userId) {}

  private record Ended(String subscriptionId) {}

  private record Row(
      String customerId,
      String subscriptionId,
      String userId,
      Instant assignedAt,
      int partition,
      long recordOffset) {}
}
