package cloud.reseller.permissions.read.limits;

import cloud.reseller.events.PermissionEvent.PurchaseLimitRemoved;
import cloud.reseller.events.PermissionEvent.PurchaseLimitSet;
import cloud.reseller.log.projection.UpsertRows;
import cloud.reseller.permissions.read.RecordedAt;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalLong;

/** The changes a batch makes to the purchase limits. */
public final class PurchaseLimitChanges {

  private final UpsertRows<Key, Row> changes = new UpsertRows<>("purchase_limit_1", Key.class);

  /** A limit was set. */
  public void set(PurchaseLimitSet e, RecordedAt stands) {
    changes.put(
        new Key(e.customerId()),
        new Row(
            e.customerId(),
            e.currency(),
            e.perOrderMinor(),
            e.perDayMinor(),
            e.per30DaysMinor(),
            stands.at(),
            stands.partition(),
            stands.offset()));
  }

  /** The limit was removed. */
  public void removed(PurchaseLimitRemoved e) {
    changes.remove(new Key(e.customerId()));
  }

  /** Writes the changes. */
  public void write(Connection connection) throws SQLException {
    changes.write(connection);
  }

  private record Key(String customerId) {}

  private record Row(
      String customerId,
      String currency,
      OptionalLong perOrderMinor,
      OptionalLong perDayMinor,
      OptionalLong per30DaysMinor,
      Instant setAt,
      int partition,
      long recordOffset) {}
}
