package cloud.reseller.billing.read;

import cloud.reseller.billing.read.ChargeRow.Names;
import cloud.reseller.billing.read.ChargeRow.PageCursor;
import cloud.reseller.events.Actor;
import cloud.reseller.events.BillingPlan;
import cloud.reseller.events.Money;
import cloud.reseller.events.Term;
import cloud.reseller.kit.sql.PlainSql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a partner's charges, oldest first. */
@Singleton
public class Charges {

  private static final String ROWS =
      """
      select l.*, c.company_name, c.domain, c.country, s.friendly_name, e.entitlement_id
      from charges l
      left join customers c on c.customer_id = l.customer_id
      left join subscriptions s
        on s.customer_id = l.customer_id and s.subscription_id = l.subscription_id
      left join entitlements e
        on e.customer_id = l.customer_id and e.subscription_id = l.subscription_id
      where l.partner_id = ? and l.charged_at >= ? and l.charged_at < ?\
      """;

  private static final String OLDEST_FIRST =
      " order by l.charged_at, l.partition, l.record_offset, l.instalment limit ?";

  private final PlainSql sql;

  @Inject
  Charges(PlainSql sql) {
    this.sql = sql;
  }

  /**
   * One page.
   *
   * @param month the UTC month of the charge
   * @param currency of the partner's cost; empty for all
   * @param customer whose; empty for all
   * @param after the last row of the previous page; empty for the first page
   * @param size maximum number of rows
   */
  public List<ChargeRow> page(
      String partnerId,
      YearMonth month,
      Optional<String> currency,
      Optional<String> customer,
      Optional<PageCursor> after,
      int size) {
    List<Object> values =
        new ArrayList<>(List.of(partnerId, begin(month), begin(month.plusMonths(1))));
    StringBuilder query = new StringBuilder(ROWS);
    if (currency.isPresent()) {
      query.append(" and l.cost_currency = ?");
      values.add(currency.get());
    }
    if (customer.isPresent()) {
      query.append(" and l.customer_id = ?");
      values.add(customer.get());
    }
    if (after.isPresent()) {
      PageCursor place = after.get();
      query.append(
          " and (l.charged_at, l.partition, l.record_offset, l.instalment) > (?, ?, ?, ?)");
      values.addAll(List.of(place.time(), place.partition(), place.offset(), place.instalment()));
    }
    values.add(size);
    return sql.query(query.append(OLDEST_FIRST).toString(), values, Charges::row);
  }

  private static Instant begin(YearMonth month) {
    return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static ChargeRow row(ResultSet row) throws SQLException {
    Charge charge = charge(row);
    return new ChargeRow(
        new PageCursor(
            charge.chargedAt(),
            row.getInt("partition"),
            row.getLong("record_offset"),
            charge.instalment()),
        row.getString("event_id"),
        charge,
        new Names(
            Optional.ofNullable(row.getString("company_name")),
            Optional.ofNullable(row.getString("domain")),
            Optional.ofNullable(row.getString("country")),
            Optional.ofNullable(row.getString("friendly_name")),
            Optional.ofNullable(row.getString("entitlement_id"))));
  }

  private static Charge charge(ResultSet row) throws SQLException {
    return new Charge(
        row.getInt("instalment"),
        PlainSql.instant(row, "charged_at"),
        row.getString("partner_id"),
        row.getString("customer_id"),
        row.getString("order_id"),
        row.getString("reservation_id"),
        row.getString("subscription_id"),
        row.getString("sku"),
        row.getString("sheet_sku"),
        row.getString("region"),
        Term.valueOf(row.getString("term")),
        BillingPlan.valueOf(row.getString("billing_plan")),
        row.getString("charge_type"),
        row.getInt("quantity"),
        new Money(row.getLong("cost_minor"), row.getString("cost_currency")),
        new Money(row.getLong("price_minor"), row.getString("price_currency")),
        new Days(day(row, "charge_start"), day(row, "charge_end")),
        new Days(day(row, "term_start"), day(row, "term_end")),
        Actor.Side.valueOf(row.getString("initiated_by").toUpperCase(Locale.ROOT)),
        row.getString("bought_by"));
  }

  private static LocalDate day(ResultSet row, String column) throws SQLException {
    return row.getObject(column, LocalDate.class);
  }
}
