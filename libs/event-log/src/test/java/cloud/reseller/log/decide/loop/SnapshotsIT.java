package cloud.reseller.log.decide.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.log.LogRecord;
import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.Decision;
import cloud.reseller.log.decide.Fact;
import cloud.reseller.log.decide.Gate;
import cloud.reseller.log.decide.KeyPartitioner;
import cloud.reseller.log.decide.MessageCodec;
import cloud.reseller.log.decide.Refusals;
import cloud.reseller.log.decide.Request;
import cloud.reseller.log.decide.Riddles;
import cloud.reseller.log.decide.StateCodec;
import cloud.reseller.log.decide.state.PostgresSnapshots;
import cloud.reseller.log.decide.state.SnapshotStore;
import cloud.reseller.log.decide.state.SnapshotStore.Snapshot;
import cloud.reseller.log.decide.state.StateView;
import cloud.reseller.log.topics.Topic;
import cloud.reseller.log.topics.TopicsStep;
import cloud.reseller.testing.CommittedLog;
import cloud.reseller.testing.Database;
import cloud.reseller.testing.Infrastructure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a restart reads of the log when it finds snapshots in a real database. */
class SnapshotsIT {

  private static final int PARTITIONS = 12;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int VERSION = StateView.version(new Gate.Codec().version());
  private static final int SHARED_VERSION = StateView.version(new Gate.TariffCodec().version());

  private final Infrastructure infrastructure = Infrastructure.shared();
  private final Map<String, Object> kafka = infrastructure.kafka();
  private final DeciderSpec spec = Gate.warden(UUID.randomUUID() + "-", PARTITIONS);
  private final String requests = spec.inputs().getFirst();
  private final List<String> keys =
      IntStream.range(0, PARTITIONS).mapToObj(number -> keyOf(number, "gate-")).toList();
  private final String neighbour = keyOf(0, "neighbour-");
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<LogRecord> outcomes = new ArrayList<>();
  private DataSource database;
  private SnapshotStore store;
  private KafkaProducer<byte[], byte[]> writer;
  private KafkaConsumer<byte[], byte[]> reader;

  @BeforeEach
  void prepare() throws Exception {
    try (Admin admin = Admin.create(kafka)) {
      List<Topic> topics = new ArrayList<>();
      spec.inputs().forEach(t -> topics.add(Topic.input(t, PARTITIONS)));
      spec.outputs().forEach(t -> topics.add(Topic.events(t, PARTITIONS)));
      spec.facts().forEach(t -> topics.add(Topic.events(t, PARTITIONS)));
      topics.add(Topic.shared(spec.shared().orElseThrow()));
      new TopicsStep(admin).createMissing(topics);
    }
    Database fresh = infrastructure.database("restored");
    ExactlyOnceIT.createSchema(fresh);
    database = GateProcess.source(fresh.jdbcUrl(), fresh.user(), fresh.password());
    store = new PostgresSnapshots(database, spec.service(), GateProcess.topicIds(spec, kafka));
    writer =
        open(
            new KafkaProducer<>(
                infrastructure.kafka(Map.of("acks", "all")),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
    reader = open(CommittedLog.reader(kafka));
    reader.assign(CommittedLog.partitions(List.of(spec.events()), PARTITIONS));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void a_restart_waits_for_its_snapshots_and_folds_nothing_from_the_beginning() {
    send(spec.shared().orElseThrow(), "tariff", "Tariff", "dear");
    keys.forEach(key -> send(spec.facts().getFirst(), key, "Opened", ""));
    Counted first = new Counted(new Gate.Words());
    DeciderRunner<?, ?, ?, ?> before = decider(first, store);
    keys.forEach(key -> send(requests, key, "Pass", ""));
    awaitOutcomes(PARTITIONS);
    awaitSaved(0);
    before.close();
    assertThat(first.folded).as("without a snapshot").hasSizeGreaterThan(PARTITIONS);

    Counted again = new Counted(new Gate.Words());
    DeciderRunner<?, ?, ?, ?> after = decider(again, new Slow());
    await().atMost(LIMIT).until(() -> after.status().deciding().size() == PARTITIONS);

    assertThat(again.folded).isEmpty();
    send(requests, keys.getFirst(), "Pass", "");
    awaitOutcomes(PARTITIONS + 1);
    assertThat(text(outcomes.getLast())).contains("|2|").contains("|dear|");
  }

  @Test
  void a_fact_that_can_be_read_at_last_has_its_customer_alone_folded_on() {
    String closed = keys.getFirst();
    send(spec.facts().getFirst(), closed, "Opened", "");
    send(spec.facts().getFirst(), neighbour, "Opened", "");
    send(spec.facts().getFirst(), closed, "Riddle", "");
    DeciderRunner<?, ?, ?, ?> first = decider(new Counted(new Gate.Words()), store);
    send(requests, closed, "Pass", "");
    send(requests, neighbour, "Pass", "");
    awaitOutcomes(2);
    assertThat(text(outcomes.getFirst())).startsWith(Refusals.FACTS_UNREADABLE);
    awaitSaved(1, 0);
    first.close();

    Counted unable = new Counted(new Gate.Words());
    DeciderRunner<?, ?, ?, ?> second = decider(unable, store);
    await().atMost(LIMIT).until(() -> second.status().deciding().size() == PARTITIONS);
    assertThat(unable.folded).isEmpty();
    send(requests, closed, "Pass", "");
    awaitOutcomes(3);
    assertThat(text(outcomes.getLast())).startsWith(Refusals.FACTS_UNREADABLE);
    awaitSaved(2, 0);
    second.close();

    Counted able = new Counted(new Riddles());
    DeciderRunner<?, ?, ?, ?> third = decider(able, store);
    await().atMost(LIMIT).until(() -> third.status().deciding().size() == PARTITIONS);
    assertThat(able.folded)
        .as("its fact, tried and folded, and its two refusals")
        .hasSize(4)
        .doesNotContain(new LogRecord(fact(neighbour)).position().toString());
    send(requests, closed, "Pass", "");
    awaitOutcomes(4);
    assertThat(outcomes.getLast().type()).isEqualTo("Passed");
  }

  @Test
  void a_shared_state_that_has_read_what_its_log_lost_holds_its_instance_and_says_why() {
    String shared = spec.shared().orElseThrow();
    send(shared, "tariff", "Tariff", "dear");
    send(spec.facts().getFirst(), keys.getFirst(), "Opened", "");
    store.save(
        SnapshotStore.SHARED,
        new Snapshot(SHARED_VERSION, 0, "", Map.of(shared, 3L), Map.of(), Map.of()),
        Optional.empty(),
        StateView.sharedPieces(new Gate.TariffCodec().write("x")));
    send(requests, keys.getFirst(), "Pass", "");

    DeciderRunner<?, ?, ?, ?> decider = decider(new Counted(new Gate.Words()), store);

    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(decider.status().waiting().values())
                    .hasSize(PARTITIONS)
                    .allMatch(
                        why ->
                            why.startsWith(shared + "/0 cannot be read at 3 (OffsetOutOfRange")
                                || why.contains(shared + "-0 ends at 1 but was read up to 3")));
    assertThat(decider.status().ready()).isFalse();
    assertThat(decider.status().running()).isTrue();

    send(shared, "tariff", "Tariff", "dear");
    send(shared, "tariff", "Tariff", "dear");
    awaitOutcomes(1);
    assertThat(text(outcomes.getLast())).contains("|x|");
  }

  @Test
  void an_orderly_stop_reads_no_state() {
    send(spec.facts().getFirst(), keys.getFirst(), "Opened", "");
    AtomicInteger written = new AtomicInteger();
    DeciderRunner<?, ?, ?, ?> decider =
        decider(
            new Counted(new Gate.Words()),
            SnapshotStore.none(),
            Duration.ofDays(1),
            new StateCodec<>() {
              @Override
              public int version() {
                return 1;
              }

              @Override
              public byte[] write(Gate.State state) {
                written.incrementAndGet();
                return new byte[0];
              }

              @Override
              public Gate.State read(byte[] bytes) {
                return Gate.State.NEW;
              }
            });
    send(requests, keys.getFirst(), "Pass", "");
    awaitOutcomes(1);

    decider.close();

    assertThat(written).hasValue(0);
    assertThat(decider.status().running()).isFalse();
  }

  // The decider and its log.

  private DeciderRunner<?, ?, ?, ?> decider(Counted rules, SnapshotStore snapshots) {
    return decider(rules, snapshots, Duration.ofSeconds(1), new Gate.Codec());
  }

  private DeciderRunner<?, ?, ?, ?> decider(
      Counted rules, SnapshotStore snapshots, Duration every, StateCodec<Gate.State> codec) {
    DeciderRunner<?, ?, ?, ?> decider =
        open(
            new DeciderRunner<>(
                spec,
                DeciderSettings.of(kafka, 0).savingEvery(every),
                rules,
                rules.words,
                codec,
                new Gate.TariffCodec(),
                snapshots,
                new SimpleMeterRegistry()));
    decider.start();
    return decider;
  }

  private void send(String topic, String key, String type, String body) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, key.getBytes(UTF_8), body.getBytes(UTF_8));
    record.headers().add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8));
    record.headers().add("ce_type", type.getBytes(UTF_8));
    writer.send(record);
    writer.flush();
  }

  private void awaitOutcomes(int count) {
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              reader.poll(Duration.ofMillis(50)).forEach(raw -> outcomes.add(new LogRecord(raw)));
              return outcomes.size() == count;
            });
  }

  /** Waits until the partitions' snapshots hold what was decided up to an input. */
  private void awaitSaved(long decided, int... numbers) {
    IntStream all = numbers.length == 0 ? IntStream.range(0, PARTITIONS) : IntStream.of(numbers);
    List<Integer> each = all.boxed().toList();
    await()
        .atMost(LIMIT)
        .until(
            () ->
                each.stream().allMatch(number -> savedUpTo(number) == decided)
                    && (numbers.length > 0
                        || store.find(SnapshotStore.SHARED, SHARED_VERSION).isPresent()));
  }

  private long savedUpTo(int number) {
    return store
        .find(number, VERSION)
        .map(found -> found.decidedUpTo().getOrDefault(requests, -1L))
        .orElse(-1L);
  }

  private org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> fact(String key) {
    return CommittedLog.read(kafka, CommittedLog.partitions(spec.facts(), 1)).stream()
        .filter(fact -> new LogRecord(fact).key().orElseThrow().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static String text(LogRecord outcome) {
    return new String(outcome.body().orElseThrow(), UTF_8);
  }

  private <T extends AutoCloseable> T open(T one) {
    open.add(one);
    return one;
  }

  private static String keyOf(int partition, String prefix) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> prefix + i)
        .filter(key -> KeyPartitioner.partition(key.getBytes(UTF_8), PARTITIONS) == partition)
        .findFirst()
        .orElseThrow();
  }

  /** The rules, and which facts they were asked to fold. */
  private static final class Counted implements Decider<Gate.Ask, Gate.State, String, Gate.Fact> {
    private final Gate.Both rules = new Gate.Both();
    private final MessageCodec<Gate.Ask, Gate.Fact> words;
    private final List<String> folded = new CopyOnWriteArrayList<>();

    Counted(MessageCodec<Gate.Ask, Gate.Fact> words) {
      this.words = words;
    }

    @Override
    public int newest() {
      return rules.newest();
    }

    @Override
    public Gate.State initial() {
      return rules.initial();
    }

    @Override
    public String initialShared() {
      return rules.initialShared();
    }

    @Override
    public Gate.State evolve(Gate.State state, Fact<Gate.Fact> fact) {
      folded.add(fact.position().toString());
      return rules.evolve(state, fact);
    }

    @Override
    public String evolveShared(String shared, Fact<Gate.Fact> fact) {
      folded.add(fact.position().toString());
      return rules.evolveShared(shared, fact);
    }

    @Override
    public Decision<Gate.Fact> decide(Request<Gate.Ask> request, Gate.State state, String shared) {
      return rules.decide(request, state, shared);
    }

    @Override
    public Instant nextDue(Gate.State state) {
      return rules.nextDue(state);
    }

    @Override
    public Gate.Fact due(Gate.State state, int rules) {
      return this.rules.due(state, rules);
    }
  }

  /** The database takes four seconds before each load begins. */
  private final class Slow implements SnapshotStore {

    @Override
    public Optional<Snapshot> find(int number, int stateVersion) {
      return store.find(number, stateVersion);
    }

    @Override
    public Optional<Snapshot> load(
        int number, int stateVersion, BiConsumer<String, byte[]> states) {
      try (Connection connection = database.getConnection();
          var statement = connection.createStatement()) {
        statement.execute("select pg_sleep(4)");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return store.load(number, stateVersion, states);
    }

    @Override
    public Map<String, String> inputIds(int number) {
      return store.inputIds(number);
    }

    @Override
    public Saved save(
        int number, Snapshot snapshot, Optional<Snapshot> since, Iterator<Key> states) {
      return store.save(number, snapshot, since, states);
    }
  }
}
