package cloud.reseller.kit.tenant;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Limits how many attempts beyond a caller's rights are recorded permanently, per person and
 * customer within any hour. Counted in the database, so that the limit holds across instances and
 * restarts. Further attempts are refused all the same, but only counted.
 */
@Singleton
public class AttemptLimit {

  private static final Duration WINDOW = Duration.ofHours(1);

  // A single statement, so that two concurrent calls cannot both take the last place: the row is
  // locked before its times are read.
  private static final String TAKE =
      """
      insert into attempt (person_id, customer_id, times, last_at)
      select ?, ?, array[?::timestamptz], ?
      where ? > 0
      on conflict (person_id, customer_id) do update set
        times = array_append(
          array(select t from unnest(attempt.times) t where t > ?), excluded.last_at),
        last_at = excluded.last_at
      where (select count(*) from unnest(attempt.times) t where t > ?) < ?
      """;

  // In batches and skipping locked rows, so that no call waits for another's cleanup.
  private static final String FORGET =
      """
      delete from attempt where (person_id, customer_id) in (
        select person_id, customer_id from attempt where last_at <= ?
        limit 100 for update skip locked)
      """;

  private final Instance<DataSource> database;
  private final Clock clock;
  private final int most;
  private final Counter unrecorded;

  @Inject
  AttemptLimit(
      Instance<DataSource> database,
      Clock clock,
      @ConfigProperty(name = "reseller.attempts.recorded-per-hour", defaultValue = "20") int most,
      MeterRegistry metrics) {
    if (most < 0) {
      throw new IllegalArgumentException(
          "reseller.attempts.recorded-per-hour must be 0 or more: " + most);
    }
    this.database = database;
    this.clock = clock;
    this.most = most;
    unrecorded =
        Counter.builder("attempts.unrecorded")
            .description("Attempts beyond a role that were refused without a record")
            .register(metrics);
  }

  /**
   * Counts an attempt. Within the limit it goes on to the log, whose refusal records it; beyond the
   * limit it is refused here.
   *
   * @param personId the person who made the attempt
   * @param customerId the customer concerned, of the person's own tenant
   * @param refusal the answer that the log would give
   */
  public void record(
      String personId, String customerId, Supplier<? extends RuntimeException> refusal) {
    if (!records(personId, customerId)) {
      throw refusal.get();
    }
  }

  boolean records(String personId, String customerId) {
    Instant now = clock.instant();
    boolean taken = take(personId, customerId, now);
    if (taken) {
      forget(now);
    } else {
      unrecorded.increment();
    }
    return taken;
  }

  private boolean take(String personId, String customerId, Instant now) {
    var at = now.atOffset(ZoneOffset.UTC);
    var since = at.minus(WINDOW);
    return update(TAKE, personId, customerId, at, at, most, since, since, most) == 1;
  }

  private void forget(Instant now) {
    update(FORGET, now.minus(WINDOW).atOffset(ZoneOffset.UTC));
  }

  private int update(String sql, Object... parameters) {
    try (var connection = database.get().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("attempts cannot be counted", e);
    }
  }
}
