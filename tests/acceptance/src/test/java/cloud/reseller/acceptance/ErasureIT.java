package cloud.reseller.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An agent grants, a customer's Owner buys, both are erased. When the calls have returned, no view
 * shows them; once the broker has compacted, no byte of their names is in any topic, table or log
 * file, even after everything was rebuilt from the log. What they did is still there.
 */
class ErasureIT {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration COMPACTED = Duration.ofMinutes(3);
  private static final List<Service> SHOWING =
      List.of(Service.PERMISSIONS, Service.RESERVATIONS, Service.ACTIVITY_LOG, Service.BILLING);
  private static final String ACTIVITY = "/v1/auditrecords?size=2000";

  /** Names that occur nowhere else. */
  private static final String AGENT = "Zwingli" + UUID.randomUUID().toString().substring(0, 8);

  private static final String PERSON = "Quimby" + UUID.randomUUID().toString().substring(0, 8);

  private static House house;
  private static PartnerCenter leaving;
  private static PartnerCenter staying;

  @BeforeAll
  static void start() {
    house =
        House.of(
            ErasureIT.class,
            // An hour in production: how often records are written to quiet partitions.
            Map.of("reseller.directory.nudge-every", "1s"),
            Service.values());
    leaving = PartnerCenter.at(house.first(Service.GATEWAY).address(), AGENT);
    staying = leaving.colleague("admin_agent");
  }

  @AfterAll
  static void stop() {
    house.close();
  }

  @Test
  void nothing_shows_the_name_of_who_was_erased_any_more() throws Exception {
    String customer = leaving.newCustomer("US");
    String subscription = leaving.newSubscription(customer, "DZH318Z0BPS6");
    String person = leaving.newUser(customer, PERSON);
    leaving.makeOwner(customer, subscription, person);
    leaving.permit(customer);
    Buyer buyer = new Buyer(customer, subscription, person);
    bought(buyer);
    for (String address : List.of(ACTIVITY, "/v1/customers/" + customer + "/orders")) {
      assertThat(leaving.get(address).status()).isEqualTo(200);
    }
    await().atMost(SOON).untilAsserted(() -> assertThat(shown(customer)).contains(PERSON, upn()));
    await().atMost(SOON).untilAsserted(() -> assertThat(tablesWithNames()).hasSize(SHOWING.size()));
    assertThat(filesWithNames(kafkaData())).as("the search finds what is there").isNotEmpty();
    assertThat(namesAreSampled()).isEmpty();

    erase("/v1/customers/" + customer + "/users/" + person);
    erase("/v1/agents/" + leaving.agent());

    // No waiting here: the calls have waited.
    assertThat(tablesWithNames()).isEmpty();
    assertThat(shown(customer)).doesNotContain(AGENT, PERSON, upn());
    List<String> actors = actors();
    assertThat(actors).contains(leaving.agent(), person);

    callEveryService(leaving);
    callEveryService(staying);
    compactSoon();
    await()
        .atMost(COMPACTED)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(filesWithNames(kafkaData())).isEmpty());
    nothingIsLeft();

    house.stopAll();
    house.dropDatabases();
    house.startAll();
    callEveryService(leaving);
    callEveryService(staying);
    await().atMost(SOON).untilAsserted(() -> assertThat(actors()).isEqualTo(actors));
    nothingIsLeft();
  }

  private static void nothingIsLeft() throws Exception {
    assertThat(recordsWithNames()).isEmpty();
    assertThat(tablesWithNames()).isEmpty();
    assertThat(filesWithNames(kafkaData())).isEmpty();
    assertThat(logsWithNames()).isEmpty();
  }

  /** The sign-in name of the agent, which contains the object id. */
  private static String upn() {
    return "agent-" + leaving.agent();
  }

  private static boolean holdsName(String text) {
    String small = text.toLowerCase();
    return Stream.of(AGENT, PERSON, upn()).map(String::toLowerCase).anyMatch(small::contains);
  }

  /** The form in which a bytea column is shown. */
  private static boolean holdsBytesOfName(String text) {
    return Stream.of(AGENT, PERSON, upn())
        .map(name -> HexFormat.of().formatHex(name.getBytes(UTF_8)))
        .anyMatch(text::contains);
  }

  private static void bought(Buyer buyer) throws Exception {
    String id = Portal.newId();
    try (Portal portal = new Portal(house.portal())) {
      portal.published(id, Portal.wish(buyer));
    }
    String outcome = "/v1/customers/" + buyer.id() + "/purchaserequests/" + id;
    await().atMost(SOON).until(() -> staying.get(outcome).text("state").equals("accepted"));
  }

  private static void erase(String address) {
    PartnerCenter.Reply reply = staying.send("DELETE", address, "", PartnerCenter.requestId());
    assertThat(reply.status()).as("%s", reply).isEqualTo(204);
  }

  /** Every service records its callers, whatever it answers. */
  private static void callEveryService(PartnerCenter agent) {
    for (String address :
        List.of(
            "/v1/customers",
            "/v1/agents",
            "/v1/customers/" + Portal.newId() + "/orders",
            ACTIVITY,
            "/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems")) {
      assertThat(agent.get(address).status()).as(address).isIn(200, 404);
    }
  }

  /** What the views show of people. */
  private static String shown(String customer) {
    StringBuilder shown = new StringBuilder();
    for (String address :
        List.of(
            ACTIVITY,
            "/v1/agents",
            "/v1/customers/" + customer + "/users",
            "/v1/customers/" + customer + "/orders",
            "/v1/customers/" + customer + "/reservations",
            "/v1/customers/" + customer + "/purchasepermission/precheck",
            "/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems")) {
      PartnerCenter.Reply reply = staying.get(address);
      assertThat(reply.status()).as("%s: %s", address, reply).isEqualTo(200);
      shown.append(reply.body());
    }
    return shown.toString();
  }

  /** Who did what the activity log shows, oldest first. */
  private static List<String> actors() {
    return new Rows(house.database(Service.ACTIVITY_LOG))
            .query(
                "select user_id from audit_records"
                    + " order by operation_date, topic, partition, record_offset")
            .stream()
            .map(List::getFirst)
            .toList();
  }

  private static List<String> tablesWithNames() {
    List<String> found = new ArrayList<>();
    for (Service service : SHOWING) {
      Rows rows = new Rows(house.database(service));
      for (List<String> table :
          rows.query(
              "select table_schema || '.' || table_name from information_schema.tables"
                  + " where table_type = 'BASE TABLE'"
                  + " and table_schema not in ('pg_catalog', 'information_schema')")) {
        if (rows.query("select t::text from " + table.getFirst() + " t").stream()
            .anyMatch(row -> holdsName(row.getFirst()) || holdsBytesOfName(row.getFirst()))) {
          found.add(service + " " + table.getFirst());
        }
      }
    }
    return found;
  }

  /** Planner statistics outlive the rows. */
  private static List<String> namesAreSampled() {
    List<String> found = new ArrayList<>();
    for (Service service : SHOWING) {
      Rows rows = new Rows(house.database(service));
      rows.execute("analyze directory_user_1");
      rows.query(
              "select a.attname from pg_attribute a"
                  + " where a.attrelid = 'directory_user_1'::regclass and a.attname like '%_name'"
                  + " and (a.attstattarget is distinct from 0 or exists (select from pg_stats s"
                  + " where s.tablename = 'directory_user_1' and s.attname = a.attname))")
          .forEach(column -> found.add(service + " " + column.getFirst()));
    }
    return found;
  }

  /** Segments are rolled and cleaned as in production, only faster. */
  private static void compactSoon() throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "directory");
    ConfigResource brokers = new ConfigResource(ConfigResource.Type.BROKER, "");
    try (Admin admin = admin()) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  topic,
                  List.of(set("max.compaction.lag.ms", 1_000), set("file.delete.delay.ms", 100)),
                  brokers,
                  List.of(set("log.cleaner.backoff.ms", 1_000))))
          .all()
          .get();
    }
  }

  private static AlterConfigOp set(String key, long value) {
    return new AlterConfigOp(new ConfigEntry(key, Long.toString(value)), AlterConfigOp.OpType.SET);
  }

  private static List<String> recordsWithNames() throws Exception {
    List<String> found = new ArrayList<>();
    Map<String, Object> settings = house.superUser(Map.of("enable.auto.commit", false));
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.listTopics().values().stream()
              .flatMap(List::stream)
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      var ends = consumer.endOffsets(all);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (holdsName(text(record))) {
            found.add(record.topic() + "/" + record.partition() + "@" + record.offset());
          }
        }
      }
    }
    return found;
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    StringBuilder text = new StringBuilder();
    text.append(record.key() == null ? "" : new String(record.key(), UTF_8)).append(' ');
    text.append(record.value() == null ? "" : new String(record.value(), UTF_8));
    record.headers().forEach(h -> text.append(' ').append(new String(h.value(), UTF_8)));
    return text.toString();
  }

  /** Whatever the broker has on disk: segments of every topic, indexes, snapshots, its own log. */
  private static Path kafkaData() {
    return parts().resolve("kafka");
  }

  private static Path parts() {
    return Path.of("target", "infrastructure", Long.toString(ProcessHandle.current().pid()));
  }

  /**
   * The log output of every process. For Keycloak and PostgreSQL only that: the first keeps the
   * account, the second keeps dead rows until they are vacuumed.
   */
  private static List<Path> logsWithNames() throws IOException {
    List<Path> found = new ArrayList<>(filesWithNames(house.logs()));
    for (String part : List.of("keycloak", "postgresql")) {
      try (Stream<Path> logs = Files.walk(parts().resolve(part))) {
        for (Path log : logs.filter(path -> path.toString().endsWith(".log")).toList()) {
          if (holdsName(Files.readString(log, ISO_8859_1))) {
            found.add(log);
          }
        }
      }
    }
    return found;
  }

  private static List<Path> filesWithNames(Path directory) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (holdsName(read(file))) {
          found.add(file);
        }
      }
    }
    return found;
  }

  /** Searches the bytes of files; a file deleted by the broker meanwhile contains nothing. */
  private static String read(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (NoSuchFileException deleted) {
      return "";
    }
  }

  private static Admin admin() {
    return Admin.create(house.superUser(Map.of()));
  }
}
