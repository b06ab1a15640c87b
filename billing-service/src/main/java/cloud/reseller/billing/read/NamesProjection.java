package cloud.reseller.billing.read;

import cloud.reseller.events.Event;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.kit.runtime.Facts;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.log.projection.UpsertRows;
import cloud.reseller.topics.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Current names of customers and subscriptions, from {@code permission-events}. */
public final class NamesProjection implements Projection {

  private record CustomerKey(String customerId) {}

  private record Customer(String customerId, String companyName, String domain, String country) {}

  private record SubscriptionKey(String customerId, String subscriptionId) {}

  private record Subscription(String customerId, String subscriptionId, String friendlyName) {}

  @Override
  public String name() {
    return "names-1";
  }

  @Override
  public List<String> topics() {
    return List.of(Topics.PERMISSION_EVENTS);
  }

  @Override
  public void apply(List<LogRecord> batch, Connection connection) throws SQLException {
    UpsertRows<CustomerKey, Customer> customers = new UpsertRows<>("customer_1", CustomerKey.class);
    UpsertRows<SubscriptionKey, Subscription> subscriptions =
        new UpsertRows<>("subscription_1", SubscriptionKey.class);
    for (LogRecord record : batch) {
      Event event = Facts.read(record);
      if (event instanceof CustomerAdded e) {
        customers.put(
            new CustomerKey(e.customerId()),
            new Customer(e.customerId(), e.companyName(), e.domain(), e.country()));
      }
      if (event instanceof SubscriptionAdded e) {
        subscriptions.put(
            new SubscriptionKey(e.customerId(), e.subscriptionId()),
            new Subscription(e.customerId(), e.subscriptionId(), e.friendlyName()));
      }
    }
    customers.write(connection);
    subscriptions.write(connection);
  }
}
