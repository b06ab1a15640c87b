package cloud.reseller.kit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cloud.reseller.log.command.Answer;
import cloud.reseller.log.command.Command;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.log.topics.AccessStep;
import cloud.reseller.log.topics.Topic;
import cloud.reseller.log.topics.TopicsStep;
import cloud.reseller.log.topics.UnfitTopicsException;
import cloud.reseller.testing.Database;
import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.KafkaProxy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class LogRuntimeIT {

  private static final Infrastructure PARTS = Infrastructure.shared();
  private static final Duration LONG = Duration.ofSeconds(60);

  private final DataSource database = migrated();
  private Optional<LogRuntime> running = Optional.empty();

  @BeforeEach
  void forget_the_log() throws Exception {
    try (Admin admin = Admin.create(PARTS.kafka())) {
      var topics = admin.listTopics().names().get();
      topics.removeIf(name -> !name.startsWith("permission-") && !name.endsWith("-parked"));
      admin.deleteTopics(topics).all().get();
      await()
          .atMost(LONG)
          .until(() -> admin.listTopics().names().get().stream().noneMatch(topics::contains));
    }
  }

  @AfterEach
  void stop() {
    running.ifPresent(LogRuntime::close);
  }

  @Test
  void a_service_decides_and_projects_when_started() {
    LogRuntime log = started(PARTS.kafkaBootstrap(), 3, true, LONG);
    await().atMost(LONG).until(() -> ready(log));

    assertThat(submit(log)).isInstanceOf(Answer.Decided.class);
  }

  @Test
  void a_service_goes_on_where_it_stopped() {
    LogRuntime first = started(PARTS.kafkaBootstrap(), 3, true, LONG);
    await().atMost(LONG).until(() -> ready(first));
    String customer = UUID.randomUUID().toString();
    Command command = command(customer);
    Answer answer = first.commands().orElseThrow().submit(command);
    first.close();

    assertThat(first.projections()).isEmpty();
    assertThat(first.deciderStatus()).isEmpty();
    LogRuntime second = started(PARTS.kafkaBootstrap(), 3, true, LONG);
    await().atMost(LONG).until(() -> ready(second));

    assertThat(position(second.commands().orElseThrow().submit(command)))
        .isEqualTo(position(answer));
  }

  @Test
  void a_service_refuses_to_start_without_its_topics() {
    assertThatThrownBy(() -> started(PARTS.kafkaBootstrap(), 3, false, LONG))
        .isInstanceOf(UnfitTopicsException.class)
        .hasMessageContaining("topic permission-commands does not exist")
        .hasMessageContaining("topic kit-parked does not exist");
  }

  @Test
  void a_service_refuses_to_start_on_another_number_of_partitions() {
    started(PARTS.kafkaBootstrap(), 3, true, LONG).close();

    assertThatThrownBy(() -> started(PARTS.kafkaBootstrap(), 4, true, LONG))
        .isInstanceOf(UnfitTopicsException.class)
        .hasMessageContaining("topic permission-events has 3 partitions, wanted 4");
  }

  @Test
  void a_service_refuses_to_work_as_a_role_that_may_do_more_than_it_needs() {
    Database fresh = PARTS.database("kit_role");
    PGSimpleDataSource asMigrator = new PGSimpleDataSource();
    asMigrator.setUrl(fresh.jdbcUrl());
    asMigrator.setUser(fresh.migrator());
    asMigrator.setPassword(fresh.migratorPassword());

    assertThatThrownBy(() -> DatabaseRole.verify(asMigrator))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the database role " + fresh.migrator() + " may make tables")
        .hasMessageContaining("deploy/postgresql/roles.sql");
    assertThatThrownBy(() -> started(PARTS.kafkaBootstrap(), 3, true, LONG, asMigrator))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("may make tables");
  }

  @Test
  void a_service_that_may_write_what_is_not_its_own_refuses_to_start() throws Exception {
    started(PARTS.kafkaBootstrap(), 3, true, LONG).close();
    Map<String, Object> kit = principal();
    LogRuntime log = secured(kit);
    log.start();
    await().atMost(LONG).until(() -> ready(log));
    assertThat(submit(log)).isInstanceOf(Answer.Decided.class);
    log.close();

    allow(ResourceType.TOPIC, "permissions-service-parked", AclOperation.WRITE);
    try (Admin admin = Admin.create(PARTS.kafka())) {
      new TopicsStep(admin).createMissing(List.of(Topic.parked("permissions-service-parked", 3)));
    }

    assertThatThrownBy(secured(kit)::start)
        .isInstanceOf(UnfitTopicsException.class)
        .hasMessageContaining(
            "User:kit may Write topic permissions-service-parked, which is not its own: remove the"
                + " ACL that allows Write on topic permissions-service-parked");
  }

  @Test
  void a_service_refuses_to_start_as_one_who_may_do_everything() {
    started(PARTS.kafkaBootstrap(), 3, true, LONG).close();

    assertThatThrownBy(secured(PARTS.kafka())::start)
        .isInstanceOf(UnfitTopicsException.class)
        .hasMessageContaining("User:administrator may Delete topic permission-events");
  }

  @Test
  void a_service_refuses_to_start_without_a_login() {
    assertThatThrownBy(
            secured(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, PARTS.kafkaBootstrap()))
                ::start)
        .isInstanceOf(UnfitTopicsException.class)
        .hasMessageContaining("kafka.security.protocol is PLAINTEXT, wanted SASL_SSL");
  }

  @Test
  void a_log_that_is_away_is_waited_for() {
    String away = "127.0.0.1:" + PARTS.kafkaProxyPort();

    LogRuntime log = started(away, 3, true, Duration.ofMillis(100));

    assertThat(ready(log)).isFalse();
    assertThat(new DeciderAlive(log).call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    assertThat(new LogCommands(log).submit(command("c"))).isInstanceOf(Answer.Unavailable.class);
    await().atMost(LONG).until(() -> !log.waitingFor().isEmpty());
    try (KafkaProxy back = KafkaProxy.open(PARTS)) {
      assertThat(back.bootstrap()).isEqualTo(away);
      await().atMost(LONG).until(() -> ready(log));
      assertThat(submit(log)).isInstanceOf(Answer.Decided.class);
      log.close();
    }
  }

  @Test
  void a_service_whose_reader_of_outcomes_died_is_not_ready_and_says_why() {
    LogRuntime log =
        new LogRuntime(
            "kit",
            config(3, true, LONG),
            PARTS.kafka(Map.of("interceptor.classes", DeadlyToTheReader.class.getName())),
            Optional.of(new Counting()),
            List.of(new Counted()),
            () -> database,
            new SimpleMeterRegistry());
    running = Optional.of(log);
    log.start();
    await().atMost(LONG).until(() -> ready(log));

    Thread.ofVirtual().start(() -> submit(log));

    await().dontCatchUncaughtExceptions().atMost(LONG).until(() -> !ready(log));
    assertThat(new LogReady(log).call().getData().orElseThrow().get("outcomes").toString())
        .startsWith("permission-events is no longer read, restart the service: ");
  }

  /** Throws an error at the first outcome that is read for those who wait. */
  public static final class DeadlyToTheReader
      implements ConsumerInterceptor<byte[], byte[]>, ProducerInterceptor<byte[], byte[]> {

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
      if (Thread.currentThread().getName().startsWith("broadcast-")) {
        throw new LinkageError("deadly");
      }
      return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
      return record;
    }

    @Override
    public void onAcknowledgement(RecordMetadata written, Exception failure) {}

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
  }

  @Test
  void a_service_is_stopped_while_it_waits_for_the_log() {
    LogRuntime log =
        started("127.0.0.1:" + PARTS.kafkaProxyPort(), 3, true, Duration.ofMillis(100));

    log.close();

    assertThat(log.open()).isFalse();
  }

  @Test
  void a_service_without_a_part_in_the_log_is_ready_at_once() {
    LogRuntime log =
        new LogRuntime(
            "kit",
            config(3, false, LONG),
            Map.of(),
            Optional.empty(),
            List.of(),
            () -> database,
            new SimpleMeterRegistry());

    log.start();

    assertThat(ready(log)).isTrue();
  }

  /** The settings of a principal of this service that may do what it needs. */
  private static Map<String, Object> principal() throws Exception {
    try (Admin admin = Admin.create(PARTS.kafka())) {
      new AccessStep(admin).setPasswords(Map.of("kit", "secret-of-kit"));
      admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
    }
    for (String topic : List.of("permission-commands", "permission-events", "kit-parked")) {
      allow(ResourceType.TOPIC, topic, AclOperation.WRITE);
      allow(ResourceType.TOPIC, topic, AclOperation.READ);
    }
    allow(ResourceType.TOPIC, "*", AclOperation.DESCRIBE_CONFIGS);
    allow(ResourceType.CLUSTER, "kafka-cluster", AclOperation.DESCRIBE_CONFIGS);
    allow(ResourceType.GROUP, "kit-decider", AclOperation.READ);
    allow(ResourceType.GROUP, "kit-counted", AclOperation.READ);
    allow(ResourceType.TRANSACTIONAL_ID, "kit-decider-0", AclOperation.WRITE);
    return PARTS.kafka(
        Map.of(
            "sasl.mechanism",
            "SCRAM-SHA-512",
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username=\"kit\" password=\"secret-of-kit\";"));
  }

  private static void allow(ResourceType type, String name, AclOperation operation)
      throws Exception {
    AclBinding acl =
        new AclBinding(
            new ResourcePattern(type, name, PatternType.LITERAL),
            new AccessControlEntry("User:kit", "*", operation, AclPermissionType.ALLOW));
    try (Admin admin = Admin.create(PARTS.kafka())) {
      admin.createAcls(List.of(acl)).all().get();
      await().until(() -> admin.describeAcls(acl.toFilter()).values().get().contains(acl));
    }
  }

  private LogRuntime secured(Map<String, Object> kafka) {
    LogRuntime log =
        new LogRuntime(
            "kit",
            new LogConfig(3, false, Optional.empty(), Optional.empty(), false, 0, LONG, LONG),
            kafka,
            Optional.of(new Counting()),
            List.of(new Counted()),
            () -> database,
            new SimpleMeterRegistry());
    running = Optional.of(log);
    return log;
  }

  private LogRuntime started(String servers, int partitions, boolean create, Duration startWithin) {
    return started(servers, partitions, create, startWithin, database);
  }

  private LogRuntime started(
      String servers, int partitions, boolean create, Duration startWithin, DataSource source) {
    List<Projection> projections = List.of(new Counted());
    LogRuntime log =
        new LogRuntime(
            "kit",
            config(partitions, create, startWithin),
            PARTS.kafka(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers)),
            Optional.of(new Counting()),
            projections,
            () -> source,
            new SimpleMeterRegistry());
    running = Optional.of(log);
    log.start();
    return log;
  }

  private static LogConfig config(int partitions, boolean create, Duration startWithin) {
    return new LogConfig(
        partitions, create, Optional.empty(), Optional.empty(), true, 0, LONG, startWithin);
  }

  private static boolean ready(LogRuntime log) {
    return new LogReady(log).call().getStatus() == HealthCheckResponse.Status.UP;
  }

  private static Answer submit(LogRuntime log) {
    return new LogCommands(log).submit(command(UUID.randomUUID().toString()));
  }

  private static Command command(String customer) {
    return new Command(
        customer,
        UUID.randomUUID().toString(),
        "Add.v1",
        "Contoso".getBytes(StandardCharsets.UTF_8),
        UUID.randomUUID().toString(),
        "");
  }

  private static Object position(Answer answer) {
    return ((Answer.Decided) answer).outcome().position();
  }

  private static DataSource migrated() {
    Database fresh = PARTS.database("kit_runtime");
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(fresh.jdbcUrl());
    source.setUser(fresh.user());
    source.setPassword(fresh.password());
    Flyway.configure()
        .dataSource(fresh.jdbcUrl(), fresh.migrator(), fresh.migratorPassword())
        .locations("db/event-log", "db/kit", "db/migration")
        .load()
        .migrate();
    return source;
  }
}
