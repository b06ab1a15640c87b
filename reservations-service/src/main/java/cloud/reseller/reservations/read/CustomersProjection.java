package cloud.reseller.reservations.read;

import cloud.reseller.events.PermissionEvent;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.OwnerAssigned;
import cloud.reseller.events.PermissionEvent.OwnerRemoved;
import cloud.reseller.kit.runtime.Facts;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.projection.CopyRows;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.log.projection.UpsertRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Customers with their partner, name and Owners, from {@code permission-events}. */
public final class CustomersProjection implements Projection {

  private static final String CUSTOMERS = "customer_1 (customer_id, partner_id, company_name)";

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
    UpsertRows<Owner, Owner> owners = new UpsertRows<>("owner_1", Owner.class);
    for (LogRecord record : batch) {
      switch ((PermissionEvent) Facts.read(record)) {
        case CustomerAdded added -> customers.add(added);
        case OwnerAssigned e -> {
          Owner owner = new Owner(e.customerId(), e.subscriptionId(), e.userId());
          owners.put(owner, owner);
        }
        case OwnerRemoved e ->
            owners.remove(new Owner(e.customerId(), e.subscriptionId(), e.userId()));
        case PermissionEvent _ -> {
          // Does not affect who may see a reservation.
        }
      }
    }
    write(connection, customers);
    owners.write(connection);
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
}
