package cloud.reseller.activity.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.log.LogRecord;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.log.projection.ProjectionSettings;
import cloud.reseller.log.projection.Projections;
import cloud.reseller.testing.Customer;
import cloud.reseller.testing.FreshTables;
import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.WrittenFacts;
import cloud.reseller.testing.WrittenFacts.Fact;
import cloud.reseller.topics.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
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

  private static final Instant AT = Instant.parse("2026-11-20T10:15:30.123Z");
  private static final int CUSTOMERS = 40;

  private static final int SHEETS = 3;

  /** For each customer: added, on, bought, rejected, off, refused. */
  private static final int ROWS = 6 * CUSTOMERS + SHEETS;

  @BeforeAll
  static void write_facts() {
    String partner = Customer.guid();
    try (WrittenFacts log = new WrittenFacts()) {
      for (int i = 0; i < SHEETS; i++) {
        log.commit(List.of(Customer.published(partner, AT.plusMillis(i))));
      }
      for (int i = 0; i < CUSTOMERS; i++) {
        Customer customer = Customer.of(partner, "Customer " + i);
        log.commit(
            List.of(
                customer.fact(customer.added(), AT),
                customer.fact(customer.turnedOn(AT), AT.plusMillis(i))));
        log.abort(List.of(customer.fact(customer.turnedOff(AT), AT)));
        log.commit(
            List.of(
                customer.fact(customer.bought(customer.user(), AT), AT.plusMillis(i)),
                customer.fact(customer.rejected(), AT),
                customer.fact(customer.turnedOff(AT), AT.plusMillis(2 * i)),
                customer.fact(customer.refused("AddCustomer.v1", "CustomerAlreadyExists"), AT)));
      }
    }
  }

  @Test
  void a_replay_makes_the_same_rows_also_one_topic_after_the_other_in_either_order()
      throws SQLException {
    List<String> together = replayed(List.of(new AuditProjection().topics()));

    assertThat(together.getFirst()).as("rows").matches(rows -> Long.parseLong(rows) >= ROWS);
    assertThat(replayed(List.of(new AuditProjection().topics()))).isEqualTo(together);
    assertThat(
            replayed(
                List.of(
                    List.of(Topics.PERMISSION_EVENTS),
                    List.of(Topics.RESERVATION_EVENTS),
                    List.of(Topics.CATALOGUE_EVENTS))))
        .isEqualTo(together);
    assertThat(
            replayed(
                List.of(
                    List.of(Topics.CATALOGUE_EVENTS),
                    List.of(Topics.RESERVATION_EVENTS),
                    List.of(Topics.PERMISSION_EVENTS))))
        .isEqualTo(together);
  }

  @Test
  void a_fact_that_cannot_be_read_closes_its_customer_and_no_other() throws SQLException {
    Customer broken = Customer.of(Customer.guid(), "Broken");
    Customer whole = Customer.of(Customer.guid(), "Whole");
    try (WrittenFacts log = new WrittenFacts()) {
      Fact good = broken.fact(broken.added(), AT);
      log.commit(
          List.of(
              new Fact(
                  good.topic(), good.key(), AT, good.type(), new byte[] {'{'}, "x", good.cause()),
              good,
              whole.fact(whole.added(), AT)));
    }
    FreshTables tables = tables();

    run(tables, new AuditProjection().topics());

    assertThat(tables.column("select customer_id from customer_1"))
        .contains(whole.id())
        .doesNotContain(broken.id());
    assertThat(
            tables.column(
                "select reason from projection_parked where record_key = '"
                    + broken.id()
                    + "' order by record_offset"))
        .hasSize(2)
        .first()
        .asString()
        .contains("CustomerAdded.v1");
  }

  /** How many rows, and a digest of each table. */
  private static List<String> replayed(List<List<String>> steps) throws SQLException {
    FreshTables tables = tables();
    for (List<String> topics : steps) {
      run(tables, topics);
    }
    List<String> result = new ArrayList<>(tables.column("select count(*) from audit_record_1"));
    result.addAll(tables.digests("audit_record_1", "customer_1"));
    return result;
  }

  private static FreshTables tables() throws SQLException {
    return new FreshTables(
        "db/event-log/V0_1__positions.sql",
        "db/migration/V1__activity_log.sql",
        "db/migration/V1_102__records_of_partners.sql");
  }

  private static void run(FreshTables tables, List<String> topics) throws SQLException {
    Map<String, Object> kafka = Infrastructure.shared().kafka();
    try (Projections projections =
        new Projections(
            ProjectionSettings.of(kafka, "replay"),
            List.of(new Only(topics)),
            tables.database(),
            new SimpleMeterRegistry())) {
      projections.verify();
      projections.start();
      await().atMost(Duration.ofSeconds(60)).until(projections::caughtUp);
    }
  }

  /** The projection on some of its topics. */
  private record Only(List<String> topics) implements Projection {

    @Override
    public String name() {
      return new AuditProjection().name();
    }

    @Override
    public void apply(List<LogRecord> batch, Connection connection) throws SQLException {
      new AuditProjection().apply(batch, connection);
    }
  }
}
