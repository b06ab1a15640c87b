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

  private static final String NEWEST_FIRST =
      " order by operation_date desc, topic desc, partition desc, record_offset desc limit ?";

  /** The records of each customer: the index returns its newest ones in order. */
  private static final String OF_CUSTOMERS =
      """
      select r.*, c.partner_id as owner, c.company_name
      from customers c
      cross join lateral (select * from audit_records r where r.customer_id = c.customer_id %s) r
      where c.partner_id = ? %s
      """;

  /** What the partner did for itself. */
  private static final String OF_PARTNER =
      """
      select r.*, r.partner_id as owner, '' as company_name
      from audit_records r
      where r.partner_id = ? and r.partner_id <> '' %s
      """;

  /** Both, as far as they are among the newest records of all partners. */
  private static final String AMONG_NEWEST =
      """
      select r.*, coalesce(c.partner_id, r.partner_id) as owner,
        coalesce(c.company_name, '') as company_name
      from (select * from audit_records r where true %s) r
      left join customers c on c.customer_id = r.customer_id
      where (c.partner_id = ? or (r.partner_id = ? and r.partner_id <> '')) %s
      """;

  private static final int NEWEST_OF_ALL = 20_000;

  /** From here on it takes longer to look into each customer's records than into the newest. */
  private static final int MANY_CUSTOMERS = 1_000;

  private static final String CUSTOMERS =
      "select from customers where partner_id = ? limit " + MANY_CUSTOMERS;

  // By Unicode rules, independent of the database's collation.
  private static final String NAMED_LIKE =
      "and position(lower(? collate \"pg_c_utf8\")"
          + " in lower(c.company_name collate \"pg_c_utf8\")) > 0";

  // Names come only from the directory of the side that acted, so that nobody can change the name
  // on an entry by adding a person with the same object id on the other side.
  private static final String WITH_NAMES =
      """
      select a.id, a.topic, a.partition, a.record_offset, a.operation_date, a.owner,
        a.customer_id, a.company_name, a.operation, a.operation_status, a.application_id,
        a.correlation_id, a.old_value, a.new_value, u.user_principal_name,
        case when e.entitlement_id is null then a.customized_data
          else (a.customized_data::jsonb || jsonb_build_array(
            jsonb_build_object('key', 'EntitlementId-0', 'value', e.entitlement_id)))::text
        end as details
      from (%s) a
      cross join lateral (
        select a.customized_data::jsonb @> '[{"key": "InitiatedBy", "value": "customer"}]'
          as by_customer
      ) i
      left join lateral (
        select user_principal_name from directory_user
        where id = a.user_id
          and tenant_id = case when i.by_customer then a.customer_id else a.owner end
          and side = case when i.by_customer then 'CUSTOMER' else 'PARTNER' end
        limit 1
      ) u on true
      left join lateral (
        select entitlement_id from entitlements
        where customer_id = a.customer_id and subscription_id = (
          select detail ->> 'value' from jsonb_array_elements(a.customized_data::jsonb) detail
          where detail ->> 'key' = 'SubscriptionId-0')
        limit 1
      ) e on true
      order by a.operation_date desc, a.topic desc, a.partition desc, a.record_offset desc
      """;

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
    StringBuilder range = new StringBuilder("and r.operation_date >= ? and r.operation_date < ?");
    if (filter instanceof Filter.ResourceType type) {
      range.append(" and r.operation = any (?)");
      bounds.add(Operation.on(type.name()));
    }
    if (after.isPresent()) {
      PageCursor place = after.get();
      range.append(" and (r.operation_date, r.topic, r.partition, r.record_offset) < (?, ?, ?, ?)");
      bounds.addAll(List.of(place.time(), place.topic(), place.partition(), place.offset()));
    }
    range.append(NEWEST_FIRST);
    return switch (filter) {
      case Filter.Customer customer ->
          rows(
              OF_CUSTOMERS.formatted(range, "and c.customer_id = ?") + NEWEST_FIRST,
              List.of(bounds, size, partnerId, customer.customerId(), size));
      case Filter.CompanyName name -> {
        List<AuditRow> newest =
            amongNewest(partnerId, range, bounds, NAMED_LIKE, List.of(name.part()), size);
        yield newest.size() == size
            ? newest
            : rows(
                OF_CUSTOMERS.formatted(range, NAMED_LIKE) + NEWEST_FIRST,
                List.of(bounds, size, partnerId, name.part(), size));
      }
      case Filter.All _, Filter.ResourceType _ -> {
        List<AuditRow> newest = amongNewest(partnerId, range, bounds, "", List.of(), size);
        yield newest.size() == size
            ? newest
            : rows(
                OF_CUSTOMERS.formatted(range, "")
                    + " union all ("
                    + OF_PARTNER.formatted(range)
                    + ")"
                    + NEWEST_FIRST,
                List.of(bounds, size, partnerId, partnerId, bounds, size, size));
      }
    };
  }

  /** A whole page if there is one among the newest records; else too few rows. */
  private List<AuditRow> amongNewest(
      String partnerId,
      CharSequence range,
      List<Object> bounds,
      String ofCustomers,
      List<Object> values,
      int size) {
    if (sql.query(CUSTOMERS, List.of(partnerId), _ -> true).size() < MANY_CUSTOMERS) {
      return List.of();
    }
    return rows(
        AMONG_NEWEST.formatted(range, ofCustomers) + NEWEST_FIRST,
        List.of(bounds, NEWEST_OF_ALL, partnerId, partnerId, values, size));
  }

  /** The row with an id; empty if it does not exist or belongs to another partner. */
  public Optional<AuditRow> find(String partnerId, String id) {
    return rows(
            OF_CUSTOMERS.formatted("and r.id = ?", "")
                + " union all ("
                + OF_PARTNER.formatted("and r.id = ?")
                + ")",
            List.of(id, partnerId, partnerId, id))
        .stream()
        .findFirst();
  }

  /**
   * @param values the parameters; the parts of a list are parameters of their own
   */
  private List<AuditRow> rows(String page, List<?> values) {
    List<Object> flat = new ArrayList<>();
    values.forEach(
        value -> flat.addAll(value instanceof List<?> several ? several : List.of(value)));
    return sql.query(WITH_NAMES.formatted(page), flat, AuditLog::row);
  }

  private static AuditRow row(ResultSet row) throws SQLException {
    return new AuditRow(
        row.getString("id"),
        new PageCursor(
            PlainSql.instant(row, "operation_date"),
            row.getString("topic"),
            row.getInt("partition"),
            row.getLong("record_offset")),
        row.getString("owner"),
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
