package cloud.reseller.kit.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.kit.RealParts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class AttemptLimitIT {

  private static final int MOST = 3;

  @Inject Instance<DataSource> database;

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Hands clock = new Hands();
  private final String person = id();
  private final String customer = id();

  @Test
  void so_many_are_recorded_and_what_goes_beyond_is_counted() {
    AttemptLimit limit = limit(MOST);
    assertThat(tried(limit, 5)).isEqualTo(MOST);
    assertThat(metrics.get("attempts.unrecorded").counter().count()).isEqualTo(2);
  }

  @Test
  void each_person_and_each_customer_counts_alone() {
    AttemptLimit limit = limit(MOST);
    tried(limit, 5);
    assertThat(limit.records(id(), customer)).isTrue();
    assertThat(limit.records(person, id())).isTrue();
    assertThat(limit.records(person, customer)).isFalse();
  }

  @Test
  void no_hour_has_more_wherever_it_begins() {
    AttemptLimit limit = limit(MOST);
    clock.pass(Duration.ofMinutes(30));
    assertThat(tried(limit, 1)).isEqualTo(1);
    clock.pass(Duration.ofMinutes(40));
    assertThat(tried(limit, 5)).isEqualTo(2);
    clock.pass(Duration.ofMinutes(20).minusNanos(1_000));
    assertThat(tried(limit, 5)).isZero();
    clock.pass(Duration.ofNanos(1_000));
    assertThat(tried(limit, 5)).as("the first one is an hour ago").isEqualTo(1);
    clock.pass(Duration.ofMinutes(40));
    assertThat(tried(limit, 5)).isEqualTo(2);
  }

  @Test
  void instances_and_calls_at_once_share_the_number() throws Exception {
    List<AttemptLimit> instances = List.of(limit(MOST), limit(MOST));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (AttemptLimit one : instances) {
        calls.addAll(Collections.nCopies(5, () -> one.records(person, customer)));
      }
      int recorded = 0;
      for (Future<Boolean> one : threads.invokeAll(calls)) {
        recorded += one.get() ? 1 : 0;
      }
      assertThat(recorded).isEqualTo(MOST);
    }
  }

  @Test
  void the_limit_may_be_zero() {
    assertThat(tried(limit(0), 2)).isZero();
  }

  @Test
  void what_no_longer_counts_is_forgotten() throws SQLException {
    AttemptLimit limit = limit(MOST);
    tried(limit, 1);
    clock.pass(Duration.ofHours(1));
    limit.records(id(), customer);
    try (var connection = database.get().getConnection();
        var query = connection.prepareStatement("select from attempt where person_id = ?")) {
      query.setString(1, person);
      assertThat(query.executeQuery().next()).isFalse();
    }
  }

  private int tried(AttemptLimit limit, int times) {
    int recorded = 0;
    for (int i = 0; i < times; i++) {
      recorded += limit.records(person, customer) ? 1 : 0;
    }
    return recorded;
  }

  private AttemptLimit limit(int most) {
    return new AttemptLimit(database, clock, most, metrics);
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  /** A clock that moves when told to. */
  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-01-31T12:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
