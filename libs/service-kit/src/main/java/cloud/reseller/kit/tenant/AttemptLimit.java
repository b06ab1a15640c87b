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
 * How many attempts beyond their rights are kept for ever: of one person on one customer so many
 * within any hour. Counted in the database, so that the number holds over instances and restarts.
 * What goes beyond is refused all the same, and leaves a count only.
 */
@Singleton
public class AttemptLimit {

  private static final Duration WINDOW = Duration.ofHours(1);

  // One statement, so that two calls at once do not both take the last place: the row is locked
  // before its times are looked at.
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

  // Some at a time and past what others hold, so that nobody waits for another one's clearing.
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
   * Counts an attempt, which goes on to the log and is recorded by being refused there; one too
   * many is refused here.
   *
   * @param personId who tried
   * @param customerId on which of the customers of the person's own tenant
   * @param refusal the answer of the log
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
