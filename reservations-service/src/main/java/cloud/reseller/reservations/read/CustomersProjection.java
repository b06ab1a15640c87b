package cloud.reseller.reservations.read;

import cloud.reseller.events.EventJson;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.OwnerAssigned;
import cloud.reseller.events.PermissionEvent.OwnerRemoved;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.projection.CopyRows;
import cloud.reseller.log.projection.Projection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Customers with their partner, name and Owners, from {@code permission-events}. */
public final class CustomersProjection implements Projection {

  private static final String CUSTOMERS = "customer_1 (customer_id, partner_id, company_name)";
  private static final String OWNERS = "owner_1 (customer_id, subscription_id, user_id)";

  private record Owner(String customerId, String subscriptionId, String userId) {}

  @Override
  public String name() {
    return "customers-1";
  }

  @Override
  public List<String> topics() {
    return List.of("permission-events");
  }

  @Override
  public void apply(List<LogRecord> batch, Connection connection) throws SQLException {
    List<CustomerAdded> customers = new ArrayList<>();
    Map<Owner, Boolean> owners = new LinkedHashMap<>();
    for (LogRecord record : batch) {
      switch (read(record)) {
        case CustomerAdded added -> customers.add(added);
        case OwnerAssigned e ->
            owners.put(new Owner(e.customerId(), e.subscriptionId(), e.userId()), true);
        case OwnerRemoved e ->
            owners.put(new Owner(e.customerId(), e.subscriptionId(), e.userId()), false);
        case PermissionEvent _ -> {
          // Does not affect who may see a reservation.
        }
      }
    }
    write(connection, customers);
    write(connection, owners);
  }

  private static void write(Connection connection, List<CustomerAdded> customers)
      throws SQLException {
    try (CopyRows rows = new CopyRows(connection, CUSTOMERS)) {
      for (CustomerAdded added : customers) {
        rows.text(added.customerId()).text(added.partnerId()).text(added.companyName()).end();
      }
      rows.finish();
    }
  }

  private static PermissionEvent read(LogRecord record) {
    try {
      return (PermissionEvent)
          EventJson.read(record.type(), record.body().orElseGet(() -> new byte[0]));
    } catch (EventJson.UnreadableException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Only the last fact about each Owner counts. */
  private static void write(Connection connection, Map<Owner, Boolean> owners) throws SQLException {
    if (owners.isEmpty()) {
      return;
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            """
            delete from owner_1 o
            using unnest(?::text[], ?::text[], ?::text[]) as r(customer_id, subscription_id, user_id)
            where (o.customer_id, o.subscription_id, o.user_id)
              = (r.customer_id, r.subscription_id, r.user_id)
            """)) {
      List<Owner> all = List.copyOf(owners.keySet());
      delete.setArray(1, texts(connection, all.stream().map(Owner::customerId).toArray()));
      delete.setArray(2, texts(connection, all.stream().map(Owner::subscriptionId).toArray()));
      delete.setArray(3, texts(connection, all.stream().map(Owner::userId).toArray()));
      delete.executeUpdate();
    }
    try (CopyRows rows = new CopyRows(connection, OWNERS)) {
      for (var one : owners.entrySet()) {
        Owner owner = one.getKey();
        if (one.getValue()) {
          rows.text(owner.customerId()).text(owner.subscriptionId()).text(owner.userId()).end();
        }
      }
      rows.finish();
    }
  }

  private static java.sql.Array texts(Connection connection, Object[] values) throws SQLException {
    return connection.createArrayOf("text", values);
  }
}
