package cloud.reseller.log.decide.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.log.LogRecord;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.Gate;
import cloud.reseller.log.decide.evidence.DecisionVerifier;
import cloud.reseller.log.decide.state.PostgresSnapshots;
import cloud.reseller.log.decide.state.SnapshotStore;
import cloud.reseller.log.decide.state.StateView;
import cloud.reseller.log.topics.Topic;
import cloud.reseller.log.topics.TopicsStep;
import cloud.reseller.testing.CommittedLog;
import cloud.reseller.testing.Database;
import cloud.reseller.testing.Infrastructure;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/**
 * Two services, four processes, a broker, and everything that can end badly. The seed is printed;
 * {@code -Dseed=} runs the same campaign again, {@code -Drequests=} and {@code -Dkills=} size it.
 */
public class ExactlyOnceIT {

  private static final int VERSION = StateView.version(new Gate.Codec().version());
  private static final int PARTITIONS = 12;
  private static final int KEYS = 300;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final int requests = Integer.getInteger("requests", 20_000);
  private final int kills = Integer.getInteger("kills", 20);
  private final Random random = new Random(seed);
  private final Infrastructure infrastructure = Infrastructure.shared();
  private final Map<String, Object> kafka = infrastructure.kafka();
  private final String prefix = "once-" + Long.toHexString(seed) + "-";
  private final DeciderSpec keeper = Gate.keeper(prefix, PARTITIONS);
  private final DeciderSpec warden = Gate.warden(prefix, PARTITIONS);
  private final Set<String> ids = new HashSet<>();
  private final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
  private int inputs;
  private int commands;

  @Test
  void every_request_has_one_outcome_whatever_dies() throws Exception {
    System.out.println("seed " + seed);
    Database database = infrastructure.database("once");
    createSchema(database);
    createTopics();
    GateChild opener = new GateChild(kafka, "keeper", prefix, 0, PARTITIONS, database).start();
    List<GateChild> wardens = new ArrayList<>();
    for (int ordinal = 0; ordinal < 2; ordinal++) {
      wardens.add(new GateChild(kafka, "warden", prefix, ordinal, PARTITIONS, database).start());
    }
    GateChild third = new GateChild(kafka, "warden", prefix, 2, PARTITIONS, database);

    List<Runnable> others =
        List.of(
            infrastructure::restartKafka,
            () -> {
              wardens.get(1).signal("STOP");
              send(requests / 20);
              hold(Duration.ofSeconds(20));
              wardens.get(1).signal("CONT");
            },
            third::start,
            opener::crash,
            third::leave,
            () -> {
              wardens.forEach(GateChild::kill);
              deleteCommittedOffsets();
              wardens.forEach(GateChild::start);
            });
    List<Runnable> faults = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      for (int kill = kills * i / others.size(); kill < kills * (i + 1) / others.size(); kill++) {
        faults.add(() -> wardens.get(random.nextInt(2)).crash());
      }
      faults.add(others.get(i));
    }
    for (Runnable fault : faults) {
      send(requests * 9 / 10 / faults.size());
      awaitSome(random.nextInt(requests / faults.size()));
      fault.run();
    }
    send(requests - inputs - KEYS);
    await().atMost(Duration.ofMinutes(2)).until(() -> answers(keeper) == commands);
    wardens.getFirst().leave();
    sendToEveryKey();
    await().atMost(Duration.ofMinutes(2)).until(() -> answers(warden) == inputs);
    PostgresSnapshots snapshots =
        new PostgresSnapshots(
            GateProcess.source(database.jdbcUrl(), database.user(), database.password()),
            warden.service(),
            GateProcess.topicIds(warden, kafka));
    awaitSnapshots(snapshots);
    wardens.getLast().leave();
    opener.leave();
    readers.values().forEach(KafkaConsumer::close);

    List<ConsumerRecord<byte[], byte[]>> events = read(List.of(warden.events()));
    oneOutcomePerInput(events);
    oneFirstAnswerPerRequest(events);
    theStateCountedEveryPassOnce(events);
    assertThat(read(warden.copies())).hasSameSizeAs(events);
    everyDecisionProvesItself(snapshots);
  }

  private void oneOutcomePerInput(List<ConsumerRecord<byte[], byte[]>> events) {
    Set<String> answered = new HashSet<>();
    events.forEach(e -> assertThat(answered.add(header(e, "ce_input"))).isTrue());
    assertThat(answered).hasSize(inputs);
  }

  private void oneFirstAnswerPerRequest(List<ConsumerRecord<byte[], byte[]>> events) {
    Map<String, List<String>> first = new TreeMap<>();
    events.stream()
        .filter(e -> !header(e, "ce_type").equals("Repeated"))
        .filter(e -> !new String(e.value(), UTF_8).startsWith("RequestIdReused"))
        .forEach(
            e ->
                first
                    .computeIfAbsent(header(e, "ce_causationid"), id -> new ArrayList<>())
                    .add(new LogRecord(e).position() + " for " + header(e, "ce_input")));
    assertThat(first.keySet()).isEqualTo(ids);
    assertThat(first.values().stream().filter(answers -> answers.size() > 1)).isEmpty();
  }

  private void theStateCountedEveryPassOnce(List<ConsumerRecord<byte[], byte[]>> events) {
    Map<String, Long> counts = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> event : events) {
      if (header(event, "ce_type").equals("Passed")) {
        long count = Long.parseLong(new String(event.value(), UTF_8).split("\\|")[1]);
        long expected = counts.merge(new String(event.key(), UTF_8), 1L, Long::sum);
        assertThat(count).isEqualTo(expected);
      }
    }
    assertThat(counts).isNotEmpty();
  }

  /** Waits until the snapshots hold all that was decided and all that fell due. */
  private void awaitSnapshots(SnapshotStore snapshots) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              Map<Integer, String> last = new HashMap<>();
              Map<Integer, String> heads = new HashMap<>();
              for (ConsumerRecord<byte[], byte[]> event :
                  CommittedLog.read(
                      kafka, CommittedLog.partitions(List.of(warden.events()), PARTITIONS))) {
                last.put(event.partition(), header(event, "ce_chain"));
              }
              last.keySet().forEach(number -> heads.put(number, saved(snapshots, number)));
              assertThat(heads).isEqualTo(last);
            });
  }

  private String saved(SnapshotStore snapshots, int number) {
    return snapshots
        .find(number, VERSION)
        .map(found -> HexFormat.of().formatHex(found.heads().get(warden.events())))
        .orElse("");
  }

  private void everyDecisionProvesItself(SnapshotStore snapshots) {
    for (int number = 0; number < PARTITIONS; number++) {
      Set<TopicPartition> partitions = new HashSet<>();
      for (String topic : warden.inputs()) {
        partitions.add(new TopicPartition(topic, number));
      }
      for (String topic : warden.outputs()) {
        partitions.add(new TopicPartition(topic, number));
      }
      for (String topic : warden.facts()) {
        partitions.add(new TopicPartition(topic, number));
      }
      partitions.add(new TopicPartition(warden.shared().orElseThrow(), 0));
      List<ConsumerRecord<byte[], byte[]>> log = CommittedLog.read(kafka, partitions);
      var retake = new DecisionVerifier<>(warden, new Gate.Both(), new Gate.Words(), number, log);
      DecisionVerifier.Report report = retake.run();
      assertThat(report.differences()).isEmpty();
      assertThat(report.outcomes()).isPositive();
      Map<String, byte[]> saved = new HashMap<>();
      assertThat(snapshots.load(number, VERSION, saved::put)).isPresent();
      assertThat(text(saved)).isEqualTo(text(retake.states(new Gate.Codec())));
    }
  }

  private static Map<String, String> text(Map<String, byte[]> states) {
    Map<String, String> text = new TreeMap<>();
    states.forEach((key, state) -> text.put(key, HexFormat.of().formatHex(state)));
    return text;
  }

  // The traffic: requests, repeats, reused ids; and gates that open and close meanwhile.

  private void send(int count) {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (int i = 0; i < count; i++) {
        producer.send(next());
        inputs++;
        if (random.nextInt(20) == 0) {
          commands++;
          producer.send(
              record(
                  keeper.inputs().getFirst(),
                  key(),
                  UUID.randomUUID().toString(),
                  random.nextInt(3) == 0 ? "Close" : "Open",
                  ""));
        }
      }
    }
  }

  /** Behind this barrier the process that is left has every partition and has seen every fact. */
  private void sendToEveryKey() {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (int i = 0; i < KEYS; i++) {
        String id = UUID.randomUUID().toString();
        ids.add(id);
        inputs++;
        producer.send(record(warden.inputs().getFirst(), "gate-" + i, id, "Pass", ""));
      }
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        infrastructure.kafka(Map.of("linger.ms", 5, "acks", "all")),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private ProducerRecord<byte[], byte[]> next() {
    int dice = random.nextInt(100);
    if (dice < 6 && !sent.isEmpty()) {
      return copy(sent.get(random.nextInt(sent.size())));
    }
    if (dice < 7 && !sent.isEmpty()) {
      ProducerRecord<byte[], byte[]> first = sent.get(random.nextInt(sent.size()));
      ProducerRecord<byte[], byte[]> other = copy(first);
      return new ProducerRecord<>(
          other.topic(), null, null, other.key(), "77777".getBytes(UTF_8), other.headers());
    }
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    ids.add(id);
    ProducerRecord<byte[], byte[]> fresh =
        record(
            warden.inputs().getFirst(),
            key(),
            id,
            "Pass",
            random.nextInt(10) == 0 ? Integer.toString(1 + random.nextInt(5_000)) : "");
    sent.add(fresh);
    return copy(fresh);
  }

  private static ProducerRecord<byte[], byte[]> copy(ProducerRecord<byte[], byte[]> record) {
    return new ProducerRecord<>(
        record.topic(), null, null, record.key(), record.value(), record.headers());
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, String key, String id, String type, String body) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, key.getBytes(UTF_8), body.getBytes(UTF_8));
    record.headers().add("ce_id", id.getBytes(UTF_8)).add("ce_type", type.getBytes(UTF_8));
    return record;
  }

  private String key() {
    return "gate-" + random.nextInt(KEYS);
  }

  // Waiting on what readers see, never on time alone.

  private void awaitSome(int more) {
    int target = Math.min(inputs, answers(warden) + more);
    await().atMost(Duration.ofMinutes(2)).until(() -> answers(warden) >= target);
  }

  private static void hold(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    await().atMost(time.plusSeconds(10)).until(() -> System.nanoTime() > end);
  }

  private final Map<String, Integer> answered = new HashMap<>();
  private final Map<String, KafkaConsumer<byte[], byte[]>> readers = new HashMap<>();

  /** How many inputs of a service have their outcome; reads on from where it read last. */
  private int answers(DeciderSpec spec) {
    KafkaConsumer<byte[], byte[]> reader =
        readers.computeIfAbsent(
            spec.events(),
            topic -> {
              KafkaConsumer<byte[], byte[]> fresh = CommittedLog.reader(kafka);
              fresh.assign(CommittedLog.partitions(List.of(topic), PARTITIONS));
              return fresh;
            });
    for (ConsumerRecord<byte[], byte[]> event : reader.poll(Duration.ofMillis(50))) {
      if (!header(event, "ce_input").isEmpty()) {
        answered.merge(spec.events(), 1, Integer::sum);
      }
    }
    return answered.getOrDefault(spec.events(), 0);
  }

  private List<ConsumerRecord<byte[], byte[]>> read(List<String> topics) {
    return CommittedLog.read(kafka, CommittedLog.partitions(topics, PARTITIONS)).stream()
        .filter(e -> !header(e, "ce_input").isEmpty())
        .toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new LogRecord(record).header(name).orElse("");
  }

  /** The broker allows it once the sessions of the killed members have run out. */
  private void deleteCommittedOffsets() {
    try (Admin admin = Admin.create(kafka)) {
      Set<TopicPartition> all = new HashSet<>(CommittedLog.partitions(warden.inputs(), PARTITIONS));
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(() -> admin.deleteConsumerGroupOffsets(warden.group(), all).all().get());
    }
  }

  private void createTopics() {
    try (Admin admin = Admin.create(kafka)) {
      List<Topic> topics = new ArrayList<>();
      for (DeciderSpec spec : List.of(keeper, warden)) {
        spec.inputs().forEach(t -> topics.add(Topic.input(t, PARTITIONS)));
        spec.outputs().forEach(t -> topics.add(Topic.events(t, PARTITIONS)));
      }
      topics.add(Topic.shared(warden.shared().orElseThrow()));
      new TopicsStep(admin).createMissing(topics);
    }
  }

  public static void createSchema(Database database) throws SQLException, IOException {
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.migrator(), database.migratorPassword());
        var statement = connection.createStatement()) {
      statement.execute(
          new String(
              ExactlyOnceIT.class
                  .getResourceAsStream("/db/event-log/V0_2__decider_snapshots.sql")
                  .readAllBytes(),
              UTF_8));
    }
  }
}
