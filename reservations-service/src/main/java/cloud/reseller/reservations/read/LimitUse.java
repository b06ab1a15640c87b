package cloud.reseller.reservations.read;

import cloud.reseller.kit.sql.PlainSql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The purchase limits of customers, and what customers bought themselves, as limits count it. */
@Singleton
public class LimitUse {

  /** A purchase exactly this old no longer counts. */
  private static final Duration WINDOW = Duration.ofDays(30);

  private static final String SPENT =
      """
      select currency, coalesce(sum(cost_minor) filter (where purchased_at >= ?), 0) as today,
        sum(cost_minor) as window_minor
      from own_spending
      where customer_id = ? and purchased_at > ? and purchased_at <= ?
      group by currency
      order by currency
      """;

  private static final String LIMIT =
      "select currency, per_order_minor, per_day_minor, per30_days_minor"
          + " from purchase_limits where customer_id = ?";

  private final PlainSql sql;

  @Inject
  LimitUse(PlainSql sql) {
    this.sql = sql;
  }

  /** What is spent in a currency, by the partner's cost in minor units. */
  public record Spent(String currency, long todayMinor, long within30DaysMinor) {}

  /** A limit in a currency, in minor units. */
  public record Limit(
      String currency,
      OptionalLong perOrderMinor,
      OptionalLong perDayMinor,
      OptionalLong per30DaysMinor) {}

  /**
   * What a customer bought itself on the UTC day of a time and within the 30 times 24 hours before
   * it, for each currency.
   */
  public List<Spent> spent(String customerId, Instant at) {
    return sql.query(
        SPENT,
        List.of(dayOf(at), customerId, at.minus(WINDOW), at),
        row ->
            new Spent(
                row.getString("currency"), row.getLong("today"), row.getLong("window_minor")));
  }

  /** The limit of a customer. */
  public Optional<Limit> limit(String customerId) {
    return sql
        .query(
            LIMIT,
            List.of(customerId),
            row ->
                new Limit(
                    row.getString("currency"),
                    minor(row, "per_order_minor"),
                    minor(row, "per_day_minor"),
                    minor(row, "per30_days_minor")))
        .stream()
        .findFirst();
  }

  /** The beginning of the UTC day of a time. */
  public static Instant dayOf(Instant at) {
    return at.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).toInstant();
  }

  private static OptionalLong minor(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
