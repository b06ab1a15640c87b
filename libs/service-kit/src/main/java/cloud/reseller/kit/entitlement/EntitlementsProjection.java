package cloud.reseller.kit.entitlement;

import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.kit.runtime.Facts;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.log.projection.UpsertRows;
import cloud.reseller.topics.Topics;
import io.quarkus.arc.lookup.LookupIfProperty;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Subscriptions as rows of {@code entitlements}. The Azure subscription never changes. */
@Singleton
@LookupIfProperty(name = "reseller.entitlements.read", stringValue = "true")
class EntitlementsProjection implements Projection {

  private record Key(String customerId, String subscriptionId) {}

  private record Row(String customerId, String subscriptionId, String entitlementId) {}

  @Override
  public String name() {
    return "entitlements-1";
  }

  @Override
  public List<String> topics() {
    return List.of(Topics.PERMISSION_EVENTS);
  }

  @Override
  public void apply(List<LogRecord> batch, Connection connection) throws SQLException {
    UpsertRows<Key, Row> rows = new UpsertRows<>("entitlement_1", Key.class);
    for (LogRecord record : batch) {
      if (Facts.read(record) instanceof SubscriptionAdded added) {
        rows.put(
            new Key(added.customerId(), added.subscriptionId()),
            new Row(added.customerId(), added.subscriptionId(), added.entitlementId()));
      }
    }
    rows.write(connection);
  }
}
