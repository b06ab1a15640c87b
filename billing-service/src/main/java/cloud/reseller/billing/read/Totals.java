package cloud.reseller.billing.read;

import cloud.reseller.billing.read.Total.Place;
import cloud.reseller.events.Currencies;
import cloud.reseller.kit.sql.PlainSql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds up a partner's charges. */
@Singleton
public class Totals {

  private static final String SUMS =
      """
      select count(*) as lines, sum(l.cost_minor) as cost, l.cost_currency,
        sum(l.price_minor) as price, l.price_currency\
      """;

  private static final String OF_MONTH =
      " from charges l where l.partner_id = ? and l.charged_at >= ? and l.charged_at < ?";

  private static final String BY_CURRENCY =
      SUMS
          + OF_MONTH
          + " group by l.cost_currency, l.price_currency order by l.cost_currency, l.price_currency";

  private static final String BY_CUSTOMER =
      "with sums as ("
          + SUMS
          + ", l.customer_id"
          + OF_MONTH
          + " group by l.customer_id, l.cost_currency, l.price_currency),"
          + " named as (select s.*, coalesce(c.company_name, '') as name"
          + " from sums s left join customers c on c.customer_id = s.customer_id)"
          + " select * from named";

  private static final String AFTER =
      " where (name, customer_id, cost_currency, price_currency) > (?, ?, ?, ?)";

  private static final String BY_NAME =
      " order by name, customer_id, cost_currency, price_currency limit ?";

  private final PlainSql sql;

  @Inject
  Totals(PlainSql sql) {
    this.sql = sql;
  }

  /** The totals of all customers together. */
  public List<Total> byCurrency(String partnerId, YearMonth month) {
    return sql.query(
        BY_CURRENCY,
        ofMonth(partnerId, month),
        row -> total(row, Optional.empty(), Optional.empty()));
  }

  /**
   * The totals of each customer, by name.
   *
   * @param after the last one of the previous page; empty for the first page
   * @param size maximum number of totals
   */
  public List<Total> byCustomer(
      String partnerId, YearMonth month, Optional<Place> after, int size) {
    List<Object> values = ofMonth(partnerId, month);
    StringBuilder query = new StringBuilder(BY_CUSTOMER);
    after.ifPresent(
        place -> {
          query.append(AFTER);
          values.addAll(
              List.of(
                  place.customerName(),
                  place.customerId(),
                  place.costCurrency(),
                  place.priceCurrency()));
        });
    values.add(size);
    return sql.query(
        query.append(BY_NAME).toString(),
        values,
        row ->
            total(
                row,
                Optional.of(row.getString("customer_id")),
                Optional.of(row.getString("name")).filter(name -> !name.isEmpty())));
  }

  private static List<Object> ofMonth(String partnerId, YearMonth month) {
    return new ArrayList<>(List.of(partnerId, begin(month), begin(month.plusMonths(1))));
  }

  private static Instant begin(YearMonth month) {
    return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static Total total(
      ResultSet row, Optional<String> customerId, Optional<String> customerName)
      throws SQLException {
    String costCurrency = row.getString("cost_currency");
    String priceCurrency = row.getString("price_currency");
    return new Total(
        customerId,
        customerName,
        row.getLong("lines"),
        whole(row.getBigDecimal("cost"), costCurrency),
        costCurrency,
        whole(row.getBigDecimal("price"), priceCurrency),
        priceCurrency);
  }

  private static BigDecimal whole(BigDecimal minor, String currency) {
    return minor.movePointLeft(Currencies.fractionDigits(currency));
  }
}
