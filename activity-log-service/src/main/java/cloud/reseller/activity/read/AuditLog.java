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
  private static final String OF_CUSTOMERS =
      """
      select a.id, a.topic, a.partition, a.record_offset, a.operation_date, c.partner_id,
        a.customer_id, c.company_name, a.operation, a.operation_status, a.application_id,
        a.correlation_id, a.old_value, a.new_value, u.user_principal_name,
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
      left join lateral (
        select entitlement_id from entitlements
        where customer_id = c.customer_id and subscription_id = (
          select detail ->> 'value' from jsonb_array_elements(a.customized_data::jsonb) detail
          where detail ->> 'key' = 'SubscriptionId-0')
        limit 1
      ) e on true
      where c.partner_id = ? %s
      """;

  /** What the partner did for itself. */
  private static final String OF_PARTNER =
      """
      select r.id, r.topic, r.partition, r.record_offset, r.operation_date, r.partner_id,
        r.customer_id, '' as company_name, r.operation, r.operation_status, r.application_id,
        r.correlation_id, r.old_value, r.new_value, u.user_principal_name,
        r.customized_data as details
      from audit_records r
      left join lateral (
        select user_principal_name from directory_user
        where id = r.user_id and tenant_id = r.partner_id and side = 'PARTNER'
        limit 1
      ) u on true
      where r.partner_id = ? and r.partner_id <> '' %s
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
    List<Object> bounds = new ArrayList<>(List.of(from, until));
    StringBuilder rows = new StringBuilder("and r.operation_date >= ? and r.operation_date < ?");
    if (filter instanceof Filter.ResourceType type) {
      rows.append(" and r.operation = any (?)");
      bounds.add(Operation.on(type.name()));
    }
    if (after.isPresent()) {
      PageCursor place = after.get();
      rows.append(" and (r.operation_date, r.topic, r.partition, r.record_offset) < (?, ?, ?, ?)");
      bounds.addAll(List.of(place.time(), place.topic(), place.partition(), place.offset()));
    }
    // Limited per customer: the index returns its newest rows in order.
    rows.append(NEWEST_FIRST);
    bounds.add(size);
    List<Object> values = new ArrayList<>(bounds);
    values.add(partnerId);
    return switch (filter) {
      case Filter.All _, Filter.ResourceType _ -> {
        values.add(partnerId);
        values.addAll(bounds);
        values.add(size);
        yield query(
            OF_CUSTOMERS.formatted(rows, "")
                + " union all ("
                + OF_PARTNER.formatted(rows)
                + ")"
                + NEWEST_FIRST,
            values);
      }
      case Filter.Customer customer -> {
        values.addAll(List.of(customer.customerId(), size));
        yield query(OF_CUSTOMERS.formatted(rows, "and c.customer_id = ?") + NEWEST_FIRST, values);
      }
      case Filter.CompanyName name -> {
        values.addAll(List.of(name.part(), size));
        // By Unicode rules, independent of the database's collation.
        yield query(
            OF_CUSTOMERS.formatted(
                    rows,
                    "and position(lower(? collate \"pg_c_utf8\")"
                        + " in lower(c.company_name collate \"pg_c_utf8\")) > 0")
                + NEWEST_FIRST,
            values);
      }
    };
  }

  /** The row with an id; empty if it does not exist or belongs to another partner. */
  public Optional<AuditRow> find(String partnerId, String id) {
    return query(
            OF_CUSTOMERS.formatted("and r.id = ?", "")
                + " union all ("
                + OF_PARTNER.formatted("and r.id = ?")
                + ")",
            List.of(id, partnerId, partnerId, id))
        .stream()
        .findFirst();
  }

  private List<AuditRow> query(String rows, List<Object> values) {
    return sql.query(rows, values, AuditLog::row);
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
