package cloud.reseller.activity.read;

import cloud.reseller.activity.read.AuditEntry.Whose;
import cloud.reseller.events.Actor;
import cloud.reseller.events.Event;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.kit.runtime.Facts;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import cloud.reseller.log.projection.CopyRows;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.topics.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of the audit trail and of customers' names. Records only ever add rows. */
public final class AuditProjection implements Projection {

  private static final String AUDIT_RECORDS =
      "audit_record_1 (id, topic, partition, record_offset, operation_date, customer_id, operation,"
          + " operation_status, user_id, application_id, correlation_id, old_value, new_value,"
          + " customized_data, partner_id)";

  private static final String CUSTOMERS = "customer_1 (customer_id, partner_id, company_name)";

  @Override
  public String name() {
    return "audit-1";
  }

  @Override
  public List<String> topics() {
    return List.of(Topics.PERMISSION_EVENTS, Topics.RESERVATION_EVENTS, Topics.CATALOGUE_EVENTS);
  }

  @Override
  public void apply(List<LogRecord> batch, Connection connection) throws SQLException {
    List<CustomerAdded> customers = new ArrayList<>();
    try (CopyRows rows = new CopyRows(connection, AUDIT_RECORDS)) {
      for (LogRecord record : batch) {
        Event event = Facts.read(record);
        if (event instanceof CustomerAdded added) {
          customers.add(added);
        }
        Optional<AuditEntry> entry = AuditEntry.of(event);
        if (entry.isPresent()) {
          write(rows, record, entry.get());
        }
      }
      rows.finish();
    }
    write(customers, connection);
  }

  private static void write(CopyRows rows, LogRecord record, AuditEntry entry) throws SQLException {
    Position position = record.position();
    rows.text(header(record, "ce_id"))
        .text(position.topic())
        .number(position.partition())
        .number(position.offset())
        .text(record.time().toString())
        .text(
            switch (entry.whose()) {
              case Whose.OfCustomer of -> of.customerId();
              case Whose.OfPartner _ -> "";
            })
        .text(entry.operation().name())
        .text(entry.status())
        .text(entry.by().map(Actor::id).orElse(""))
        .text(header(record, "ce_source"))
        .text(record.header("ce_correlationid").orElse(""))
        .text(entry.oldValue())
        .text(entry.newValue())
        .text(entry.details())
        .text(
            switch (entry.whose()) {
              case Whose.OfCustomer _ -> "";
              case Whose.OfPartner of -> of.partnerId();
            })
        .end();
  }

  private static String header(LogRecord record, String name) {
    return record
        .header(name)
        .orElseThrow(() -> new IllegalArgumentException("the header " + name + " is missing"));
  }

  private static void write(List<CustomerAdded> customers, Connection connection)
      throws SQLException {
    try (CopyRows rows = new CopyRows(connection, CUSTOMERS)) {
      for (CustomerAdded customer : customers) {
        rows.text(customer.customerId())
            .text(customer.partnerId())
            .text(customer.companyName())
            .end();
      }
      rows.finish();
    }
  }
}
