package cloud.reseller.billing.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.events.BillingPlan;
import cloud.reseller.events.Term;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.log.projection.ProjectionSettings;
import cloud.reseller.log.projection.Projections;
import cloud.reseller.testing.Customer;
import cloud.reseller.testing.FreshTables;
import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.WrittenFacts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same log makes the same rows, however it is read. */
class ReplayIT {

  private static final Instant AT = Instant.parse("2026-01-31T10:15:30.123Z");
  private static final int CUSTOMERS = 40;

  @BeforeAll
  static void write_facts() {
    String partner = Customer.guid();
    try (WrittenFacts log = new WrittenFacts()) {
      for (int i = 0; i < CUSTOMERS; i++) {
        Customer customer = Customer.of(partner, "Customer " + i);
        var upfront = customer.bought(BillingPlan.UPFRONT, Term.P3Y, AT.plusMillis(i));
        var monthly = customer.bought(BillingPlan.MONTHLY, Term.P1Y, AT);
        log.commit(
            List.of(
                customer.fact(customer.added(), AT),
                customer.fact(customer.subscribed(), AT),
                customer.fact(upfront, AT.plusMillis(i))));
        log.abort(List.of(customer.fact(monthly, AT)));
        log.commit(List.of(customer.fact(customer.rejected(), AT), customer.fact(monthly, AT)));
      }
    }
  }

  @Test
  void a_replay_makes_the_same_rows_also_one_topic_after_the_other_in_either_order()
      throws SQLException {
    Projection charges = new ChargesProjection();
    Projection names = new NamesProjection();
    List<String> together = replayed(List.of(List.of(charges, names)));

    assertThat(together.getFirst())
        .as("rows")
        .matches(rows -> Long.parseLong(rows) >= 2 * CUSTOMERS);
    assertThat(replayed(List.of(List.of(charges, names)))).isEqualTo(together);
    assertThat(replayed(List.of(List.of(charges), List.of(names)))).isEqualTo(together);
    assertThat(replayed(List.of(List.of(names), List.of(charges)))).isEqualTo(together);
  }

  /** How many rows, and a digest of each table. */
  private static List<String> replayed(List<List<Projection>> steps) throws SQLException {
    FreshTables tables =
        new FreshTables("db/event-log/V0_1__positions.sql", "db/migration/V1__billing.sql");
    for (List<Projection> projections : steps) {
      run(tables, projections);
    }
    List<String> result = new ArrayList<>(tables.column("select count(*) from charge_1"));
    result.addAll(tables.digests("charge_1", "customer_1", "subscription_1"));
    return result;
  }

  private static void run(FreshTables tables, List<Projection> projections) throws SQLException {
    Map<String, Object> kafka = Infrastructure.shared().kafka();
    try (Projections running =
        new Projections(
            ProjectionSettings.of(kafka, "replay"),
            projections,
            tables.database(),
            new SimpleMeterRegistry())) {
      running.verify();
      running.start();
      await().atMost(Duration.ofSeconds(60)).until(running::caughtUp);
    }
  }
}
