package cloud.reseller.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.activity.read.AuditProjection;
import cloud.reseller.events.Actor;
import cloud.reseller.events.AppliedPrice;
import cloud.reseller.events.BillingPlan;
import cloud.reseller.events.Event;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.Flexibility;
import cloud.reseller.events.Money;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PriceRule;
import cloud.reseller.events.ProductKind;
import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.events.Scope;
import cloud.reseller.events.Term;
import cloud.reseller.local.parts.Database;
import cloud.reseller.local.parts.Ports;
import cloud.reseller.local.parts.PostgresServer;
import cloud.reseller.log.projection.ProjectionSettings;
import cloud.reseller.log.projection.Projections;
import cloud.reseller.log.topics.Topic;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Events per second projected into the activity log's tables, read from the broker, compared with a
 * COPY of the same rows in the same order into the same table with the same indexes on the same
 * server.
 */
public final class Projection {

  private static final int PARTITIONS = 12;
  private static final int CUSTOMERS = 20_000;
  private static final int IN_ONE_TRANSACTION = 5_000;
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final String ROWS = "audit_record_1";
  private static final List<String> TOPICS = new AuditProjection().topics();

  private Projection() {}

  public static void main(String[] args) throws Exception {
    int purchases = Integer.getInteger("purchases", 400_000);
    int rounds = Integer.getInteger("rounds", 3);
    Path data = Files.createTempDirectory("benchmark");
    PostgresServer server = PostgresServer.start(data, Ports.free());
    server.awaitReady(Duration.ofSeconds(60));
    try (Machine machine = new Machine();
        AgroalDataSource database = migrated(server.createDatabase("activity"))) {
      int events = write(machine, purchases);
      Path copied = data.resolve("rows");
      Figure projected = new Figure("events projected/s", "%,.0f");
      Figure ceiling = new Figure("rows copied/s", "%,.0f");
      Figure ratio = new Figure("projected of copied", "%.3f");
      // A warm-up round, which is not counted.
      round(machine, server, database, events, copied);
      for (int round = 1; round <= rounds; round++) {
        Result result = round(machine, server, database, events, copied);
        projected.add(result.projected());
        ceiling.add(result.copied());
        ratio.add(result.projected() / result.copied());
      }
      System.out.printf(
          "%,d events of %,d customers, rows of %,d bytes%n",
          events, CUSTOMERS, Files.size(copied) / events);
      Stream.of(projected, ceiling, ratio).forEach(System.out::println);
    } finally {
      server.stop();
      try (Stream<Path> files = Files.walk(data)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static AgroalDataSource migrated(Database fresh) throws SQLException, IOException {
    AgroalDataSource database = pool(fresh);
    for (String migration :
        List.of(
            "/db/event-log/V0_1__positions.sql",
            "/db/migration/V1__activity_log.sql",
            "/db/migration/V1_102__records_of_partners.sql",
            "/db/migration/V1_95__records_by_operation.sql")) {
      try (InputStream sql = Projection.class.getResourceAsStream(migration)) {
        execute(database, new String(sql.readAllBytes(), UTF_8));
      }
    }
    return database;
  }

  /**
   * @param projected events per second
   * @param copied rows per second
   */
  private record Result(double projected, double copied) {}

  private static Result round(
      Machine machine, PostgresServer server, AgroalDataSource database, int events, Path copied)
      throws SQLException, IOException {
    empty(server, database);
    double projected = project(machine, database, events);
    return new Result(projected, events / copy(server, database, copied));
  }

  /** Connections are pooled, as in a service. */
  private static AgroalDataSource pool(Database fresh) throws SQLException {
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(5)
                        .connectionFactoryConfiguration(
                            connection ->
                                connection
                                    .jdbcUrl(fresh.jdbcUrl())
                                    .principal(new NamePrincipal(fresh.migrator()))
                                    .credential(new SimplePassword(fresh.migratorPassword())))));
  }

  private static void execute(AgroalDataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Both sides start with empty tables and no pending writes. */
  private static void empty(PostgresServer server, AgroalDataSource database) throws SQLException {
    execute(database, "truncate " + ROWS + ", customer_1, projection_position, projection_parked");
    // The roles of a database may not run a checkpoint.
    server.checkpoint();
  }

  /** Events per second between the first and the last batch of rows. */
  private static double project(Machine machine, AgroalDataSource database, int events) {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    try (Projections projections =
        new Projections(
            ProjectionSettings.of(machine.kafka(), "benchmark"),
            List.of(new AuditProjection()),
            database,
            metrics)) {
      projections.start();
      Counter applied = metrics.get("projection.records").counter();
      long begun = 0;
      double first = 0;
      while (applied.count() < events) {
        LockSupport.parkNanos(200_000);
        if (begun == 0 && applied.count() > 0) {
          begun = System.nanoTime();
          first = applied.count();
        }
      }
      return (events - first) / ((System.nanoTime() - begun) / 1e9);
    }
  }

  /** Seconds of a single COPY of the projected rows. */
  private static double copy(PostgresServer server, AgroalDataSource database, Path file)
      throws SQLException, IOException {
    try (Connection connection = database.getConnection();
        var out = Files.newOutputStream(file)) {
      CopyOut rows =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut("copy (select * from " + ROWS + " order by ctid) to stdout");
      byte[] row;
      while ((row = rows.readFromCopy()) != null) {
        out.write(row);
      }
    }
    empty(server, database);
    try (Connection connection = database.getConnection();
        InputStream rows = Files.newInputStream(file)) {
      long begun = System.nanoTime();
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy " + ROWS + " from stdin", rows, 64 * 1024);
      return (System.nanoTime() - begun) / 1e9;
    }
  }

  /** Writes facts as deciders do, in transactions with evidence. Returns their number. */
  private static int write(Machine machine, int purchases) {
    machine.make(TOPICS.stream().map(topic -> Topic.events(topic, PARTITIONS)).toList());
    Random random = new Random(1);
    Actor agent = new Actor(id(random), Actor.Side.PARTNER);
    String partner = id(random);
    int written = 0;
    try (KafkaProducer<byte[], byte[]> producer =
        machine.producer(
            Map.of("transactional.id", "facts", "linger.ms", 5, "batch.size", 131_072))) {
      producer.initTransactions();
      producer.beginTransaction();
      String[] customers = new String[CUSTOMERS];
      for (int i = 0; i < CUSTOMERS; i++) {
        String id = id(random);
        customers[i] = id;
        send(
            producer,
            written++,
            id,
            new CustomerAdded(id, partner, "Customer " + i, "customer.example", "US", agent));
        send(
            producer,
            written++,
            id,
            new CustomerPurchasePermissionCreated(
                id,
                partner,
                EnumSet.of(ProductKind.AZURE_RESERVED_INSTANCES),
                "they asked for it",
                agent,
                BEGIN));
      }
      for (int i = 0; i < purchases; i++) {
        String customer = customers[random.nextInt(CUSTOMERS)];
        Actor user = new Actor(id(random), Actor.Side.CUSTOMER);
        send(
            producer,
            written++,
            customer,
            i % 100 < 12
                ? rejected(random, customer, user)
                : bought(random, customer, partner, user, BEGIN.plusMillis(written)));
      }
      producer.commitTransaction();
    }
    return written;
  }

  private static Event rejected(Random random, String customer, Actor user) {
    return new ReservationPurchaseRejected(
        customer,
        id(random),
        "RequesterNotOwner",
        "You are not Owner of the subscription. Ask an Owner of it or your partner.",
        "permission-events/3@21",
        Actor.Side.CUSTOMER,
        user);
  }

  private static Event bought(
      Random random, String customer, String partner, Actor user, Instant at) {
    return new ReservationPurchased(
        customer,
        partner,
        id(random),
        id(random),
        id(random),
        id(random),
        "Standard_D2s_v5",
        "DZH318Z0BPS6:0001",
        "westeurope",
        Term.P1Y,
        BillingPlan.UPFRONT,
        2,
        new Scope.Shared(),
        Flexibility.ON,
        "Web tier",
        new Money(122_400, "USD"),
        new Money(140_760, "USD"),
        new AppliedPrice(new PriceRule.Percent(1_500), AppliedPrice.Origin.ALL, "*"),
        "us-2026-11",
        user.side(),
        "permission-events/3@18",
        user,
        at,
        at.plus(Duration.ofDays(365)),
        false,
        Optional.empty());
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, int number, String customer, Event event) {
    if (number > 0 && number % IN_ONE_TRANSACTION == 0) {
      producer.commitTransaction();
      producer.beginTransaction();
    }
    String topic =
        event instanceof ReservationPurchased || event instanceof ReservationPurchaseRejected
            ? TOPICS.get(1)
            : TOPICS.get(0);
    String input = topic.replace("events", "commands") + "/" + number % PARTITIONS + "@" + number;
    var record =
        new ProducerRecord<>(
            topic,
            null,
            BEGIN.plusMillis(number).toEpochMilli(),
            customer.getBytes(UTF_8),
            EventJson.write(event));
    String cause = new UUID(number, 7).toString();
    Map.ofEntries(
            Map.entry("ce_id", input),
            Map.entry("ce_causationid", cause),
            Map.entry("ce_correlationid", cause),
            Map.entry("ce_input", input),
            Map.entry("ce_inputhash", "0".repeat(64)),
            Map.entry("ce_observed", "permission-events/3@1530 catalogue-events/0@88"),
            Map.entry("ce_rules", "1"),
            Map.entry("ce_source", "/reservations-service"),
            Map.entry("ce_specversion", "1.0"),
            Map.entry("ce_subject", customer),
            Map.entry("ce_time", BEGIN.plusMillis(number).toString()),
            Map.entry("ce_type", EventJson.typeName(event)),
            Map.entry("ce_chain", "f".repeat(64)),
            Map.entry("content-type", "application/json"))
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    producer.send(record);
  }

  private static String id(Random random) {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
