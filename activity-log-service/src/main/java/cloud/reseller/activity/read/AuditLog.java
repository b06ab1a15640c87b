package cloud.reseller.activity.read;

import cloud.reseller.activity.read.AuditRow.PageCursor;
import cloud.reseller.kit.sql.PlainSql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a partner's audit trail, newest first. */
@Singleton
public class AuditLog {

  // Names come only from the directory of the side that acted, so that nobody can change the name
  // on an entry by adding a person with the same object id on the other side.
  private static final String ROWS =
      """
      select a.*, c.partner_id, c.company_name, u.user_principal_name,
        case when e.entitlement_id is null then a.customized_data
          else (a.customized_data::jsonb || jsonb_build_array(
            jsonb_build_object('key', 'EntitlementId-0', 'value', e.entitlement_id)))::text
        end as details
      from customers c
      cross join lateral (
        select * from audit_records r
        where r.customer_id = c.customer_id %s
      ) a
      cross join lateral (
        select a.customized_data::jsonb @> '[{"key": "InitiatedBy", "value": "customer"}]'
          as by_customer
      ) i
      left join lateral (
        select user_principal_name from directory_user
        where id = a.user_id
          and tenant_id = case when i.by_customer then c.customer_id else c.partner_id end
          and side = case when i.by_customer then 'CUSTOMER' else 'PARTNER' end
        limit 1
      ) u on true
      left join entitlements e on e.customer_id = c.customer_id and e.subscription_id = (
        select detail ->> 'value' from jsonb_array_elements(a.customized_data::jsonb) detail
        where detail ->> 'key' = 'SubscriptionId-0')
      where c.partner_id = ? %s
      """;

  private static final String NEWEST_FIRST =
      " order by operation_date desc, topic desc, partition desc, record_offset desc limit ?";

  private final PlainSql sql;

  @Inject
  AuditLog(PlainSql sql) {
    this.sql = sql;
  }

  /** Selects rows of a partner. */
  public sealed interface Filter {

    /** All rows. */
    record All() implements Filter {}

    /** Rows of customers whose name contains a text, ignoring case. */
    record CompanyName(String part) implements Filter {}

    /** Rows of one customer. */
    record Customer(String customerId) implements Filter {}

    /** Rows about one resource type, in any spelling. */
    record ResourceType(String name) implements Filter {}
  }

  /**
   * One page.
   *
   * @param from start time, inclusive
   * @param until end time, exclusive
   * @param after the last row of the previous page; empty for the first page
   * @param size maximum number of rows
   */
  public List<AuditRow> page(
      String partnerId,
      Instant from,
      Instant until,
      Filter filter,
      Optional<PageCursor> after,
      int size) {
    List<Object> values = new ArrayList<>(List.of(from, until));
    StringBuilder rows = new StringBuilder("and r.operation_date >= ? and r.operation_date < ?");
    if (filter instanceof Filter.ResourceType type) {
      rows.append(" and r.operation = any (?)");
      values.add(Operation.on(type.name()));
    }
    if (after.isPresent()) {
      PageCursor place = after.get();
      rows.append(" and (r.operation_date, r.topic, r.partition, r.record_offset) < (?, ?, ?, ?)");
      values.addAll(List.of(place.time(), place.topic(), place.partition(), place.offset()));
    }
    // Limited per customer: the index returns its newest rows in order.
    rows.append(NEWEST_FIRST);
    values.add(size);
    values.add(partnerId);
    String customers =
        switch (filter) {
          case Filter.All _, Filter.ResourceType _ -> "";
          case Filter.Customer customer -> {
            values.add(customer.customerId());
            yield "and c.customer_id = ?";
          }
          case Filter.CompanyName name -> {
            values.add(name.part());
            // By Unicode rules, independent of the database's collation.
            yield "and position(lower(? collate \"pg_c_utf8\")"
                + " in lower(c.company_name collate \"pg_c_utf8\")) > 0";
          }
        };
    values.add(size);
    return sql.query(ROWS.formatted(rows, customers) + NEWEST_FIRST, values, AuditLog::row);
  }

  /** The row with an id; empty if it does not exist or belongs to another partner. */
  public Optional<AuditRow> find(String partnerId, String id) {
    return sql
        .query(ROWS.formatted("and r.id = ?", ""), List.of(id, partnerId), AuditLog::row)
        .stream()
        .findFirst();
  }

  private static AuditRow row(ResultSet row) throws SQLException {
    return new AuditRow(
        row.getString("id"),
        new PageCursor(
            PlainSql.instant(row, "operation_date"),
            row.getString("topic"),
            row.getInt("partition"),
            row.getLong("record_offset")),
        row.getString("partner_id"),
        row.getString("customer_id"),
        row.getString("company_name"),
        Operation.valueOf(row.getString("operation")),
        row.getString("operation_status"),
        Optional.ofNullable(row.getString("user_principal_name")),
        row.getString("application_id"),
        row.getString("correlation_id"),
        row.getString("old_value"),
        row.getString("new_value"),
        row.getString("details"));
  }
}
