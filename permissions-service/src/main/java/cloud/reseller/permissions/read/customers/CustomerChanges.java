package cloud.reseller.permissions.read.customers;

import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.log.projection.UpsertRows;
import cloud.reseller.permissions.read.RecordedAt;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** The changes a batch makes to the customers. */
public final class CustomerChanges {

  private final UpsertRows<Key, Row> changes = new UpsertRows<>("customer_1", Key.class);

  /** A customer was added. */
  public void added(CustomerAdded e, RecordedAt stands) {
    changes.put(
        new Key(e.customerId()),
        new Row(
            e.customerId(),
            e.partnerId(),
            e.companyName(),
            e.domain(),
            e.country(),
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
      String companyName,
      String domain,
      String country,
      Instant addedAt,
      int partition,
      long recordOffset) {}
}
