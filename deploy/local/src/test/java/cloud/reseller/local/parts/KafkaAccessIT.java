package cloud.reseller.local.parts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cloud.reseller.topics.AccessRules;
import cloud.reseller.topics.KafkaSetup;
import cloud.reseller.topics.PortalQuota;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what with the broker that {@code ./run} starts, asked of the broker itself. */
@Timeout(300)
class KafkaAccessIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** A topic of somebody else in the same cluster. */
  private static final String OTHER = "somebody-elses";

  /** What each may do with each topic: R reads, W writes. Written out, not taken from the rules. */
  private static final String ALLOWED =
      """
                                  permissions reservations activity billing portal operations
      permission-commands         RW          -            -        -       -      R
      permission-events           RW          R            R        R       -      R
      permissions-service-parked  RW          -            -        -       -      R
      purchase-requests           -           R            -        -       W      R
      purchase-outcomes           -           RW           -        -       R      R
      reservation-commands        -           RW           -        -       -      R
      reservation-events          R           RW           R        R       -      R
      reservations-service-parked -           RW           -        -       -      R
      catalogue-events            R           RW           R        R       -      R
      directory                   RW          RW           RW       RW      -      R
      somebody-elses              -           -            -        -       -      -
      __consumer_offsets          -           -            -        -       -      -
      __transaction_state         -           -            -        -       -      -
      """;

  private static final List<String> PRINCIPALS =
      List.of(
          "permissions-service",
          "reservations-service",
          "activity-log-service",
          "billing-service",
          "portal",
          "operations");

  @TempDir static Path data;
  private static KafkaBroker kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = KafkaBroker.start(data, Ports.free());
    kafka.awaitReady(LIMIT);
    setUp(kafka);
    try (Admin admin = admin(kafka.superUser())) {
      admin.createTopics(List.of(new NewTopic(OTHER, 1, (short) 1))).all().get();
    }
    // A record to be read in each; the broker's own two come into being with a group's member and a
    // transaction.
    for (String topic : topics()) {
      if (!topic.startsWith("__")) {
        write(kafka.superUser(), topic);
      }
    }
    try (KafkaProducer<byte[], byte[]> producer =
            producer(kafka.superUser(), Map.of("transactional.id", "anybody"));
        KafkaConsumer<byte[], byte[]> consumer =
            consumer(kafka.superUser(), Map.of("group.id", "anybody"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.sendOffsetsToTransaction(
          Map.of(new TopicPartition(OTHER, 0), new OffsetAndMetadata(1)), consumer.groupMetadata());
      producer.commitTransaction();
    }
  }

  @AfterAll
  static void stop() {
    kafka.stop();
  }

  @Test
  void each_principal_reads_and_writes_what_is_its_own_and_nothing_else() {
    Map<String, List<String>> found = new TreeMap<>();
    Map<String, List<String>> wanted = new TreeMap<>();
    ALLOWED
        .lines()
        .skip(1)
        .map(line -> line.strip().split("\\s+"))
        .forEach(
            row -> {
              wanted.put(row[0], List.of(row).subList(1, row.length));
              found.put(
                  row[0],
                  PRINCIPALS.stream().map(principal -> allowed(principal, row[0])).toList());
            });

    assertThat(found).isEqualTo(wanted);
    assertThat(found).hasSize(13).allSatisfy((topic, row) -> assertThat(row).hasSize(6));
  }

  @Test
  void the_portal_sees_its_two_topics_and_can_do_nothing_else() throws Exception {
    Map<String, String> portal = kafka.client("portal");
    try (Admin admin = admin(portal)) {
      assertThat(admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get())
          .containsExactlyInAnyOrder("purchase-requests", "purchase-outcomes");
      assertThat(admin.listGroups().all().get()).isEmpty();
      assertThat(admin.listTransactions().all().get()).isEmpty();
      for (String topic : topics()) {
        TopicPartition partition = new TopicPartition(topic, 0);
        ConfigResource config = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        denied(admin.deleteTopics(List.of(topic)).all());
        denied(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(99))).all());
        denied(admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(1))).all());
        denied(admin.describeConfigs(List.of(config)).all());
        denied(
            admin
                .incrementalAlterConfigs(
                    Map.of(
                        config,
                        List.of(
                            new AlterConfigOp(
                                new ConfigEntry("retention.ms", "1"), AlterConfigOp.OpType.SET))))
                .all());
        if (!topic.startsWith("purchase-")) {
          denied(admin.describeTopics(List.of(topic)).allTopicNames());
          denied(admin.listOffsets(Map.of(partition, OffsetSpec.latest())).all());
        }
        if (!topic.equals("purchase-outcomes")) {
          denied(admin.describeProducers(List.of(partition)).all());
        }
      }
    }
    changesNothingElse(portal);
    joinsNoGroup(portal, "portal");
    joinsNoGroup(portal, "reservations-service-outcomes");
    readsIn(portal, "portal-outcomes-of-one-start");
    usesNoTransactionalId(portal, "portal-1");
    usesNoTransactionalId(portal, "permissions-service-directory");
  }

  @Test
  void no_service_nor_operations_changes_topics_passwords_or_access() throws Exception {
    for (String principal : PRINCIPALS) {
      Map<String, String> client = kafka.client(principal);
      changesNothingElse(client);
      try (Admin admin = admin(client)) {
        for (String topic : topics()) {
          denied(admin.deleteTopics(List.of(topic)).all());
          denied(
              admin
                  .deleteRecords(
                      Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(1)))
                  .all());
        }
      }
    }
  }

  @Test
  void groups_and_transactional_ids_are_taken_by_their_own_service_alone() {
    List<String> services = PRINCIPALS.subList(0, 4);
    for (String principal : PRINCIPALS) {
      Map<String, String> client = kafka.client(principal);
      for (String owner : services) {
        if (principal.equals(owner)) {
          try (KafkaProducer<byte[], byte[]> producer =
              producer(client, Map.of("transactional.id", owner + "-test"))) {
            producer.initTransactions();
          }
        } else {
          usesNoTransactionalId(client, owner + "-decider-0");
          usesNoTransactionalId(client, owner + "-directory");
          joinsNoGroup(client, owner + "-decider");
        }
      }
    }
  }

  @Test
  void services_and_operations_can_name_the_holder_of_a_transaction() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        producer(
            kafka.client("permissions-service"),
            Map.of("transactional.id", "permissions-service-test"))) {
      producer.initTransactions();
    }
    for (String principal : PRINCIPALS) {
      if (!principal.equals("portal")) {
        try (Admin admin = admin(kafka.client(principal))) {
          assertThat(admin.listTransactions().all().get())
              .extracting(each -> each.transactionalId())
              .contains("permissions-service-test");
        }
      }
    }
  }

  @Test
  void who_has_not_logged_in_takes_no_memory() throws Exception {
    for (String listener : settings().getProperty("listeners").split(",")) {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                Integer.parseInt(listener.substring(listener.lastIndexOf(':') + 1))));
        socket.setSoTimeout((int) LIMIT.toMillis());
        // The length of half a mebibyte, and the beginning of what is said to come.
        socket.getOutputStream().write(new byte[] {0, 8, 0, 0, 0, 17, 0, 0});
        assertThat(socket.getInputStream().read()).as(listener).isEqualTo(-1);
      }
    }
  }

  @Test
  void a_request_that_is_too_large_is_not_read() {
    byte[] large = new byte[20_000_000];
    try (KafkaProducer<byte[], byte[]> producer =
        producer(
            kafka.client("portal"),
            Map.of(
                "max.request.size", "200000000",
                "buffer.memory", "200000000",
                "enable.idempotence", "false",
                "request.timeout.ms", "2000",
                "delivery.timeout.ms", "4000"))) {
      assertThatThrownBy(
              () -> producer.send(new ProducerRecord<>("purchase-requests", 0, null, large)).get())
          .hasCauseInstanceOf(RetriableException.class);
    }
  }

  @Test
  void no_transaction_may_stay_open_for_long() {
    try (KafkaProducer<byte[], byte[]> producer =
        producer(
            kafka.client("billing-service"),
            Map.of(
                "transactional.id", "billing-service-long", "transaction.timeout.ms", "60001"))) {
      assertThatThrownBy(producer::initTransactions)
          .hasMessageContaining("transaction.max.timeout.ms");
    }
  }

  @Test
  void whoever_does_not_say_who_it_is_gets_nothing() throws Exception {
    Properties settings = settings();
    for (String listener : settings.getProperty("listeners").split(",")) {
      String way =
          listener.startsWith("CONTROLLER") ? "bootstrap.controllers" : "bootstrap.servers";
      String address = listener.replaceFirst("^[A-Z]+://", "");
      Map<String, String> nobody = Map.of(way, address, "security.protocol", "PLAINTEXT");
      assertThatThrownBy(() -> nodes(nobody)).hasCauseInstanceOf(TimeoutException.class);
    }
    assertThat(settings.getProperty("listener.security.protocol.map").split(","))
        .extracting(entry -> entry.split(":")[1])
        .containsOnly("SASL_PLAINTEXT");
    assertThat(settings.getProperty("allow.everyone.if.no.acl.found")).isEqualTo("false");
    assertThat(settings.getProperty("super.users")).isEqualTo("User:administrator");
    try (Admin admin = admin(kafka.superUser())) {
      assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get())
          .extracting(acl -> acl.entry().principal())
          .isSubsetOf(PRINCIPALS.stream().map(name -> "User:" + name).toList());
    }
  }

  @Test
  void a_wrong_password_another_mechanism_and_a_name_nobody_has_are_refused() throws Exception {
    Map<String, String> portal = kafka.client("portal");
    refused(with(portal, "password=\"[^\"]*\"", "password=\"wrong\""));
    refused(with(portal, "password=\"[^\"]*\"", "password=\"\""));
    refused(with(portal, "username=\"[^\"]*\"", "username=\"permissions-service\""));
    refused(with(portal, "username=\"[^\"]*\"", "username=\"ANONYMOUS\""));
    refused(with(portal, "username=\"[^\"]*\"", "username=\"administrator\""));
    Map<String, String> superUser = kafka.superUser();
    refused(with(superUser, "password=\"[^\"]*\"", "password=\"wrong\""));
    refused(with(superUser, "username=\"[^\"]*\"", "username=\"portal\""));
    // The password of the one is not that of the other's mechanism.
    Map<String, String> plain = new HashMap<>(superUser);
    plain.put(
        "sasl.jaas.config",
        portal.get("sasl.jaas.config").replace("scram.ScramLoginModule", "plain.PlainLoginModule"));
    refused(plain);
  }

  @Test
  void the_controller_takes_the_super_user_alone() throws Exception {
    String controller =
        Arrays.stream(settings().getProperty("listeners").split(","))
            .filter(listener -> listener.startsWith("CONTROLLER://"))
            .findFirst()
            .orElseThrow()
            .replace("CONTROLLER://", "");
    assertThat(nodes(atController(kafka.superUser(), controller))).isEqualTo(1);
    assertThatThrownBy(() -> nodes(atController(kafka.client("portal"), controller)))
        .hasCauseInstanceOf(UnsupportedSaslMechanismException.class);
    refused(
        atController(
            with(kafka.superUser(), "password=\"[^\"]*\"", "password=\"wrong\""), controller));
  }

  @Test
  void access_that_no_rule_gives_is_taken_away_by_the_next_step() throws Exception {
    AclBinding evil =
        new AclBinding(
            new ResourcePattern(ResourceType.TOPIC, "permission-", PatternType.PREFIXED),
            new AccessControlEntry(
                "User:portal", "*", AclOperation.WRITE, AclPermissionType.ALLOW));
    try (Admin admin = admin(kafka.superUser())) {
      admin.createAcls(List.of(evil)).all().get();
      kafka.logins().writeClients(kafka.bootstrapServers(), PRINCIPALS);
      // As a deployment runs it: with nothing but files.
      KafkaSetup.main(
          new String[] {
            kafka.logins().clientFile(KafkaLogins.SUPER_USER).toString(),
            data.resolve("passwords").toString()
          });
      assertThat(Set.copyOf(admin.describeAcls(AclBindingFilter.ANY).values().get()))
          .isEqualTo(AccessRules.shipped().acls());
    }
    assertThat(allowed("portal", "permission-events")).isEqualTo("-");
  }

  @Test
  void what_the_portal_may_use_of_a_broker_is_bounded_and_nobody_else_waits() throws Exception {
    try (Admin admin = admin(kafka.superUser())) {
      assertThat(admin.describeClientQuotas(ClientQuotaFilter.all()).entities().get())
          .isEqualTo(
              Map.of(
                  new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, "portal")),
                  Map.of("producer_byte_rate", 2_097_152.0, "request_percentage", 100.0)));
    }
    AccessRules rules = AccessRules.shipped();
    try {
      KafkaSetup.run(
          kafka.superUser(),
          12,
          rules,
          kafka.logins().passwords(rules.principals()),
          new PortalQuota(10_000, 100));

      assertThat(longestThrottle("portal", "purchase-requests")).isPositive();
      assertThat(longestThrottle("reservations-service", "reservation-commands")).isZero();
    } finally {
      setUp(kafka);
    }
  }

  /** As the broker told it, writing 400,000 bytes at once. */
  private static double longestThrottle(String principal, String topic) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        producer(kafka.client(principal), Map.of("enable.idempotence", false))) {
      for (int i = 0; i < 2; i++) {
        producer.send(new ProducerRecord<>(topic, new byte[1], new byte[200_000])).get();
      }
      return producer.metrics().entrySet().stream()
          .filter(metric -> metric.getKey().name().equals("produce-throttle-time-max"))
          .mapToDouble(metric -> (double) metric.getValue().metricValue())
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void passwords_are_only_in_files_readable_by_their_owner() throws Exception {
    kafka.logins().writeClients(kafka.bootstrapServers(), PRINCIPALS);
    Path passwords = data.resolve("passwords");
    try (Stream<Path> files =
        Stream.of(
                Files.list(passwords),
                Files.list(data.resolve("clients")),
                Stream.of(data.resolve("broker.properties")))
            .flatMap(each -> each)) {
      assertThat(files)
          .hasSizeGreaterThan(2 * PRINCIPALS.size())
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
    String arguments =
        ProcessHandle.of(kafka.process().pid()).orElseThrow().info().commandLine().orElse("");
    String log = Files.readString(kafka.process().log());
    try (Stream<Path> files = Files.list(passwords)) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file).strip()).hasSize(24);
        assertThat(arguments).doesNotContain(Files.readString(file).strip());
        assertThat(log).doesNotContain(Files.readString(file).strip());
      }
    }
  }

  private static void setUp(KafkaBroker broker) {
    AccessRules rules = AccessRules.shipped();
    KafkaSetup.run(broker.superUser(), 12, rules, broker.logins().passwords(rules.principals()));
  }

  private static List<String> topics() {
    return ALLOWED.lines().skip(1).map(line -> line.strip().split("\\s+")[0]).toList();
  }

  private static String allowed(String principal, String topic) {
    Map<String, String> client = kafka.client(principal);
    String allowed = (reads(client, topic) ? "R" : "") + (write(client, topic) ? "W" : "");
    return allowed.isEmpty() ? "-" : allowed;
  }

  private static boolean reads(Map<String, String> client, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(client, Map.of())) {
      // Where the record is depends on its key; of the broker's own topics no record matters.
      List<TopicPartition> partitions =
          Stream.iterate(0, number -> number + 1)
              .limit(partitionsOf(topic))
              .map(number -> new TopicPartition(topic, number))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (consumer.poll(Duration.ofMillis(200)).isEmpty()) {
        continue;
      }
      return true;
    } catch (TopicAuthorizationException denied) {
      assertThat(denied.unauthorizedTopics()).containsExactly(topic);
      return false;
    }
  }

  private static int partitionsOf(String topic) {
    return switch (topic) {
      case "catalogue-events", OTHER -> 1;
      case "__consumer_offsets", "__transaction_state" -> 4;
      default -> 12;
    };
  }

  private static boolean write(Map<String, String> client, String topic) {
    try (KafkaProducer<byte[], byte[]> producer = producer(client, Map.of())) {
      producer
          .send(new ProducerRecord<>(topic, 0, "key".getBytes(UTF_8), "value".getBytes(UTF_8)))
          .get();
      return true;
    } catch (ExecutionException denied) {
      // Who may write no topic at all may not even begin to.
      assertThat(denied.getCause())
          .isInstanceOfAny(TopicAuthorizationException.class, ClusterAuthorizationException.class);
      return false;
    } catch (TopicAuthorizationException denied) {
      return false;
    } catch (KafkaException denied) {
      // The producer may have heard so before it was asked to send.
      assertThat(denied.getCause()).isInstanceOf(ClusterAuthorizationException.class);
      return false;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Whatever is neither a topic's nor a group's own. */
  private static void changesNothingElse(Map<String, String> client) throws Exception {
    try (Admin admin = admin(client)) {
      denied(admin.createTopics(List.of(new NewTopic("new", 1, (short) 1))).all());
      denied(
          admin
              .createAcls(
                  List.of(
                      new AclBinding(
                          new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL),
                          new AccessControlEntry(
                              "User:portal", "*", AclOperation.ALL, AclPermissionType.ALLOW))))
              .all());
      denied(admin.deleteAcls(List.of(AclBindingFilter.ANY)).all());
      denied(
          admin
              .alterUserScramCredentials(
                  List.of(
                      new UserScramCredentialUpsertion(
                          "portal",
                          new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                          "password")))
              .all());
      denied(
          admin
              .incrementalAlterConfigs(
                  Map.of(
                      new ConfigResource(ConfigResource.Type.BROKER, ""),
                      List.of(
                          new AlterConfigOp(
                              new ConfigEntry("log.retention.ms", "1"), AlterConfigOp.OpType.SET))))
              .all());
      denied(
          admin
              .electLeaders(
                  ElectionType.PREFERRED, Set.of(new TopicPartition("purchase-requests", 0)))
              .all());
      denied(
          admin
              .alterPartitionReassignments(
                  Map.of(new TopicPartition("purchase-requests", 0), Optional.empty()))
              .all());
      denied(admin.createDelegationToken().delegationToken().thenApply(token -> token));
    }
  }

  private static void denied(KafkaFuture<?> asked) throws InterruptedException {
    try {
      asked.get();
    } catch (ExecutionException e) {
      // A delegation token is not to be had at all.
      if (e.getCause().getClass().getSimpleName().startsWith("DelegationToken")) {
        return;
      }
      assertThat(e).hasCauseInstanceOf(AuthorizationException.class);
      return;
    }
    throw new AssertionError("it was allowed");
  }

  private static void joinsNoGroup(Map<String, String> client, String group) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(client, Map.of("group.id", group))) {
      TopicPartition partition = new TopicPartition("purchase-outcomes", 0);
      assertThatThrownBy(() -> consumer.commitSync(Map.of(partition, new OffsetAndMetadata(1))))
          .isInstanceOf(GroupAuthorizationException.class);
      consumer.subscribe(List.of("purchase-outcomes"));
      assertThatThrownBy(
              () -> {
                while (consumer.poll(Duration.ofMillis(200)).isEmpty()) {
                  continue;
                }
              })
          .isInstanceOfAny(GroupAuthorizationException.class, TopicAuthorizationException.class);
    }
  }

  /** Reads in a group, from the end. */
  private static void readsIn(Map<String, String> client, String group) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        consumer(client, Map.of("group.id", group, "auto.offset.reset", "latest"))) {
      consumer.subscribe(List.of("purchase-outcomes"));
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200));
                return !consumer.assignment().isEmpty();
              });
    }
  }

  private static void usesNoTransactionalId(Map<String, String> client, String id) {
    try (KafkaProducer<byte[], byte[]> producer =
        producer(client, Map.of("transactional.id", id))) {
      assertThatThrownBy(producer::initTransactions)
          .isInstanceOf(TransactionalIdAuthorizationException.class);
    }
  }

  private static void refused(Map<String, String> client) {
    assertThatThrownBy(() -> nodes(client))
        .hasCauseInstanceOf(SaslAuthenticationException.class)
        .cause()
        .isNotInstanceOf(IllegalSaslStateException.class);
  }

  private static int nodes(Map<String, String> client) throws Exception {
    try (Admin admin = admin(client)) {
      Collection<?> nodes = admin.describeCluster().nodes().get();
      return nodes.size();
    }
  }

  private static Map<String, String> with(Map<String, String> client, String what, String now) {
    Map<String, String> changed = new HashMap<>(client);
    changed.compute("sasl.jaas.config", (key, login) -> login.replaceAll(what, now));
    return changed;
  }

  private static Map<String, String> atController(Map<String, String> client, String controller) {
    Map<String, String> settings = new HashMap<>(client);
    settings.remove("bootstrap.servers");
    settings.put("bootstrap.controllers", controller);
    return settings;
  }

  private static Properties settings() throws Exception {
    Properties settings = new Properties();
    try (var reader = Files.newBufferedReader(data.resolve("broker.properties"))) {
      settings.load(reader);
    }
    return settings;
  }

  private static Admin admin(Map<String, String> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("request.timeout.ms", "4000");
    settings.put("default.api.timeout.ms", "5000");
    return Admin.create(settings);
  }

  private static KafkaProducer<byte[], byte[]> producer(
      Map<String, String> client, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("max.block.ms", "20000");
    settings.putAll(more);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static KafkaConsumer<byte[], byte[]> consumer(
      Map<String, String> client, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    settings.putAll(more);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
