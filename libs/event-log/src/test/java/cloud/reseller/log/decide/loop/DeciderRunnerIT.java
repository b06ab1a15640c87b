package cloud.reseller.log.decide.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.Gate;
import cloud.reseller.log.decide.Hashing;
import cloud.reseller.log.decide.KeyPartitioner;
import cloud.reseller.log.decide.evidence.DecisionVerifier;
import cloud.reseller.log.decide.state.SnapshotStore;
import cloud.reseller.log.decide.state.StateView;
import cloud.reseller.log.topics.Topic;
import cloud.reseller.log.topics.TopicsStep;
import cloud.reseller.testing.CommittedLog;
import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.KafkaProxy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One decider on a real broker, at the moments that a crash campaign seldom meets. */
class DeciderRunnerIT {

  private static final int PARTITIONS = 2;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Infrastructure infrastructure = Infrastructure.shared();
  private final Map<String, Object> kafka = infrastructure.kafka();
  private final String prefix = UUID.randomUUID() + "-";
  private final DeciderSpec spec = Gate.warden(prefix, PARTITIONS);
  private final String facts = spec.facts().getFirst();
  private final String key = keyOf(0);
  private final String neighbour = keyOf(1);
  private final List<AutoCloseable> open = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<LogRecord> outcomes = new ArrayList<>();
  private KafkaProducer<byte[], byte[]> writer;
  private KafkaConsumer<byte[], byte[]> reader;
  private int inputs;

  @BeforeEach
  void prepare() {
    try (Admin admin = admin()) {
      List<Topic> topics = new ArrayList<>();
      spec.inputs().forEach(t -> topics.add(Topic.input(t, PARTITIONS)));
      spec.outputs().forEach(t -> topics.add(Topic.events(t, PARTITIONS)));
      spec.facts().forEach(t -> topics.add(Topic.events(t, PARTITIONS)));
      topics.add(Topic.shared(spec.shared().orElseThrow()));
      new TopicsStep(admin).createMissing(topics);
    }
    writer = open(producer(Map.of()));
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
  void what_falls_due_is_written_once_though_no_request_comes() {
    fact(key, "Opened");
    DeciderRunner<?, ?, ?, ?> first = decider(kafka, 0);
    ask(key, "Pass", "300");
    ask(key, "Pass", "100");

    awaitOutcomes(4);

    assertThat(outcomes)
        .extracting(LogRecord::type)
        .containsExactly("Passed", "Passed", "Ended", "Ended");
    assertThat(outcomes.subList(2, 4))
        .allSatisfy(ended -> assertThat(ended.header("ce_input")).isEmpty())
        .extracting(ended -> ended.time().toEpochMilli())
        .containsExactly(endOf(outcomes.get(1)), endOf(outcomes.get(0)));
    assertThat(committed(0)).isEqualTo(2);

    // Whoever restores it finds the end in the log and does not write it again.
    first.close();
    decider(kafka, 1);
    ask(key, "Pass", "");
    awaitOutcomes(5);
    assertThat(outcomes.getLast().type()).isEqualTo("Passed");
    everythingProvesItself();
  }

  @Test
  void what_fell_due_while_nobody_decided_is_written_at_its_own_time() {
    fact(key, "Opened");
    DeciderRunner<?, ?, ?, ?> first = decider(kafka, 0);
    ask(key, "Pass", "1");
    awaitOutcomes(1);
    first.close();

    decider(kafka, 1);

    awaitOutcomes(2);
    assertThat(outcomes.getLast().type()).isEqualTo("Ended");
    assertThat(outcomes.getLast().time().toEpochMilli()).isEqualTo(endOf(outcomes.getFirst()));
    everythingProvesItself();
  }

  @Test
  void much_that_fell_due_while_nobody_decided_is_written_in_several_transactions() {
    fact(key, "Opened");
    DeciderRunner<?, ?, ?, ?> first = decider(kafka, 0);
    for (int i = 0; i < 100; i++) {
      writer.send(record(spec.inputs().getFirst(), key, "Pass", "5000"));
    }
    inputs += 100;
    awaitOutcomes(100);
    first.close();
    long lastEnd = endOf(outcomes.getLast());
    await().atMost(LIMIT).until(() -> System.currentTimeMillis() > lastEnd);
    ask(key, "Pass", "");

    decider(spec, smallBatches());

    awaitOutcomes(201);
    List<LogRecord> ended = outcomes.subList(100, 200);
    assertThat(ended).extracting(LogRecord::type).containsOnly("Ended");
    long positions = ended.getLast().position().offset() - ended.getFirst().position().offset() + 1;
    assertThat(positions).isGreaterThanOrEqualTo(100 + 100 / smallBatches().maxBatch() - 1);
    everythingProvesItself();
  }

  @Test
  void a_request_is_decided_on_every_fact_that_stood_in_the_log_before_it() {
    decider(kafka, 0);
    List<String> expected = new ArrayList<>();
    for (int round = 0; round < 100; round++) {
      boolean on = round % 2 == 0;
      fact(key, on ? "Opened" : "Closed");
      ask(key, "Pass", "");
      expected.add(on ? "Passed" : "Refused");
      awaitOutcomes(expected.size());
    }
    assertThat(outcomes).extracting(LogRecord::type).isEqualTo(expected);
    everythingProvesItself();
  }

  @Test
  void a_fact_behind_the_open_transaction_of_a_dead_writer_is_waited_for() throws Exception {
    fact(key, "Opened");
    fact(neighbour, "Opened");
    DeciderRunner<?, ?, ?, ?> decider = decider(kafka, 0);
    ask(key, "Pass", "");
    awaitOutcomes(1);
    KafkaProducer<byte[], byte[]> dead =
        open(
            producer(
                Map.of("transactional.id", prefix + "dead", "transaction.timeout.ms", 60_000)));
    dead.initTransactions();
    dead.beginTransaction();
    dead.send(record(facts, keyOf(0, key), "Opened", "")).get();
    KafkaProducer<byte[], byte[]> successor =
        open(producer(Map.of("transactional.id", prefix + "successor")));
    successor.initTransactions();
    successor.beginTransaction();
    long closed = successor.send(record(facts, key, "Closed", "")).get().offset();
    successor.commitTransaction();

    ask(key, "Pass", "");
    await()
        .atMost(LIMIT)
        .until(() -> decider.status().waiting().getOrDefault(0, "").contains(prefix + "dead"));
    ask(neighbour, "Pass", "");
    awaitOutcomes(2);
    assertThat(outcomes.getLast().key()).contains(neighbour);

    dead.abortTransaction();
    awaitOutcomes(3);
    assertThat(body(outcomes.getLast())).isEqualTo("GateClosed||" + facts + "/0@" + closed);
    assertThat(observed(outcomes.getLast())).isGreaterThan(closed);
    everythingProvesItself();
  }

  @Test
  void an_abandoned_import_holds_neither_a_request_nor_a_restart() throws Exception {
    String shared = spec.shared().orElseThrow();
    fact(key, "Opened");
    send(record(shared, "", "Tariff", "published"));
    DeciderRunner<?, ?, ?, ?> first = decider(kafka, 0);
    ask(key, "Pass", "");
    awaitOutcomes(1);
    String importer = prefix + "importer";
    KafkaProducer<byte[], byte[]> abandoned =
        open(producer(Map.of("transactional.id", importer, "transaction.timeout.ms", 60_000)));
    abandoned.initTransactions();
    abandoned.beginTransaction();
    abandoned.send(record(shared, "", "Tariff", "half")).get();

    ask(key, "Pass", "");
    awaitOutcomes(2);
    first.close();
    DeciderRunner<?, ?, ?, ?> second = decider(kafka, 1);
    ask(key, "Pass", "");
    awaitOutcomes(3);

    try (Admin admin = admin()) {
      assertThat(admin.describeTransactions(List.of(importer)).description(importer).get().state())
          .isEqualTo(TransactionState.ONGOING);
    }
    assertThat(second.status().waiting()).isEmpty();
    abandoned.commitTransaction();
    try (Admin admin = admin()) {
      Watermarks stable = new Watermarks(admin, Set.of(new TopicPartition(shared, 0)));
      await().atMost(LIMIT).until(() -> stable.ends(spec.decidedOn(0)).get().containsValue(3L));
    }
    ask(key, "Pass", "");
    awaitOutcomes(4);
    assertThat(outcomes)
        .extracting(outcome -> body(outcome).split("\\|")[3])
        .containsExactly("published", "published", "published", "half");
    everythingProvesItself();
  }

  @Test
  void one_partition_that_waits_leaves_its_instance_ready_and_shows_in_health_and_metrics()
      throws Exception {
    fact(key, "Opened");
    fact(neighbour, "Opened");
    KafkaProducer<byte[], byte[]> dead =
        open(
            producer(
                Map.of("transactional.id", prefix + "dead", "transaction.timeout.ms", 60_000)));
    dead.initTransactions();
    dead.beginTransaction();
    dead.send(record(facts, key, "Closed", "")).get();

    DeciderRunner<?, ?, ?, ?> decider = decider(kafka, 0);
    await().atMost(LIMIT).until(() -> decider.status().ready());
    ask(neighbour, "Pass", "");
    awaitOutcomes(1);

    assertThat(decider.status().ready()).isTrue();
    assertThat(decider.status().deciding()).containsExactly(1);
    await()
        .atMost(LIMIT)
        .until(() -> decider.status().waiting().getOrDefault(0, "").contains(prefix + "dead"));
    assertThat(partitions("deciding")).isOne();
    assertThat(partitions("waiting")).isOne();
    dead.abortTransaction();
    await().atMost(LIMIT).until(() -> partitions("deciding") == PARTITIONS);
    assertThat(partitions("waiting")).isZero();
  }

  private double partitions(String are) {
    return meters.get("decider_partitions").tag("are", are).gauge().value();
  }

  @Test
  void a_corrupt_request_stops_its_partition_alone_until_it_can_be_read() {
    String requests = spec.inputs().getFirst();
    fact(key, "Opened");
    fact(neighbour, "Opened");
    ask(key, "Pass", "");
    ask(key, "Pass", "");
    infrastructure.damageLog(requests, 0);
    ask(neighbour, "Pass", "");

    DeciderRunner<?, ?, ?, ?> decider = decider(kafka, 0);

    awaitOutcomes(2);
    stoppedAlone(decider, requests + "/0 cannot be read at 1 ");
    infrastructure.damageLog(requests, 0);
    awaitOutcomes(4);
    assertThat(counts(key)).containsExactly("1", "2");
    everythingProvesItself();
  }

  @Test
  void a_corrupt_fact_stops_its_partition_alone_until_it_can_be_read() {
    fact(key, "Opened");
    fact(neighbour, "Opened");
    fact(key, "Closed");
    infrastructure.damageLog(facts, 0);
    ask(key, "Pass", "");
    ask(neighbour, "Pass", "");

    DeciderRunner<?, ?, ?, ?> decider = decider(kafka, 0);

    awaitOutcomes(1);
    stoppedAlone(decider, facts + "/0 cannot be read at 1 ");
    infrastructure.damageLog(facts, 0);
    awaitOutcomes(3);
    assertThat(outcomes.getLast().type()).isEqualTo("Refused");
    everythingProvesItself();
  }

  @Test
  void a_corrupt_fact_of_all_stops_every_partition_until_it_can_be_read() {
    String shared = spec.shared().orElseThrow();
    fact(key, "Opened");
    fact(neighbour, "Opened");
    send(record(shared, "", "Tariff", "published"));
    infrastructure.damageLog(shared, 0);
    ask(key, "Pass", "");
    ask(neighbour, "Pass", "");

    DeciderRunner<?, ?, ?, ?> decider = decider(kafka, 0);

    for (int number = 0; number < PARTITIONS; number++) {
      int each = number;
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  decider
                      .status()
                      .waiting()
                      .getOrDefault(each, "")
                      .contains(shared + "/0 cannot be read at 0 "));
    }
    assertThat(decider.status().ready()).isFalse();
    infrastructure.damageLog(shared, 0);
    awaitOutcomes(2);
    assertThat(outcomes).extracting(LogRecord::type).containsOnly("Passed");
    everythingProvesItself();
  }

  @Test
  void facts_that_were_deleted_stop_their_partition_alone() throws Exception {
    fact(key, "Opened");
    fact(neighbour, "Opened");
    delete(facts, 1);
    ask(key, "Pass", "");
    ask(neighbour, "Pass", "");

    DeciderRunner<?, ?, ?, ?> decider = decider(kafka, 0);

    awaitOutcomes(1);
    stoppedAlone(decider, facts + "/0 cannot be read at 0 ");
  }

  @Test
  void requests_that_were_deleted_before_they_were_decided_stop_their_partition_alone()
      throws Exception {
    String requests = spec.inputs().getFirst();
    fact(key, "Opened");
    fact(neighbour, "Opened");
    ask(key, "Pass", "");
    delete(requests, 1);
    ask(key, "Pass", "");
    ask(neighbour, "Pass", "");

    DeciderRunner<?, ?, ?, ?> decider = decider(kafka, 0);

    awaitOutcomes(1);
    stoppedAlone(decider, requests + "/0 cannot be read at 0 ");
  }

  @Test
  void an_input_topic_made_anew_under_a_snapshot_is_not_decided_and_says_what_to_do()
      throws Exception {
    String requests = spec.inputs().getFirst();
    fact(key, "Opened");
    DeciderRunner<?, ?, ?, ?> first = decider(kafka, 0);
    ask(key, "Pass", "");
    awaitOutcomes(1);
    first.close();
    String old = topicId(requests);
    makeAnew(requests);
    ask(key, "Pass", "");
    ask(key, "Pass", "");

    DeciderRunner<?, ?, ?, ?> second =
        decider(spec, DeciderSettings.of(kafka, 0), decidedFrom(Map.of(requests, old)));

    await().atMost(LIMIT).until(() -> second.status().waiting().size() == PARTITIONS);
    await().atMost(LIMIT).until(() -> said(second).contains("was deleted and made again"));
    assertThat(second.status().waiting().get(0))
        .contains("topic " + requests + " has the id " + topicId(requests))
        .contains("the one with the id " + old)
        .contains("Bring the topic back");
    assertThat(second.status().ready()).isFalse();
    assertThat(readOn()).hasSize(1);
  }

  @Test
  void an_input_topic_made_anew_under_a_running_decider_is_not_decided_either() throws Exception {
    String requests = spec.inputs().getFirst();
    fact(key, "Opened");
    DeciderRunner<?, ?, ?, ?> decider = decider(kafka, 0);
    ask(key, "Pass", "");
    ask(key, "Pass", "");
    awaitOutcomes(2);

    makeAnew(requests);

    await()
        .atMost(LIMIT)
        .until(
            () ->
                decider
                    .status()
                    .waiting()
                    .getOrDefault(0, "")
                    .contains("its requests up to offset 1 would be taken for decided ones"));
    ask(key, "Pass", "");
    await().during(Duration.ofSeconds(1)).until(() -> readOn().size() == 2);
  }

  @Test
  void an_input_topic_made_anew_is_known_from_the_log_where_no_snapshot_is_left() throws Exception {
    String requests = spec.inputs().getFirst();
    fact(key, "Opened");
    DeciderRunner<?, ?, ?, ?> first = decider(kafka, 0);
    ask(key, "Pass", "");
    ask(key, "Pass", "");
    awaitOutcomes(2);
    first.close();
    makeAnew(requests);
    ask(key, "Pass", "");
    DeciderRunner<?, ?, ?, ?> second = decider(kafka, 0);
    isNotTheSame(second, requests);
    second.close();

    // Also when it has grown beyond what was decided.
    ask(key, "Pass", "");
    ask(key, "Pass", "");
    DeciderRunner<?, ?, ?, ?> third = decider(kafka, 0);
    isNotTheSame(third, requests);
    assertThat(readOn()).hasSize(2);
    third.close();

    // What the operating guide says to do if the requests are gone for good.
    delete(requests, 2);
    decider(kafka, 0);
    awaitOutcomes(3);
    assertThat(counts(key)).containsExactly("1", "2", "3");
  }

  private void isNotTheSame(DeciderRunner<?, ?, ?, ?> decider, String requests) {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                decider
                    .status()
                    .waiting()
                    .getOrDefault(0, "")
                    .contains(
                        "what stands at " + requests + "/0@1 is not what the log has an outcome"));
  }

  private void makeAnew(String topic) throws Exception {
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(topic)).all().get();
      await().atMost(LIMIT).until(() -> !admin.listTopics().names().get().contains(topic));
      new TopicsStep(admin).createMissing(List.of(Topic.input(topic, PARTITIONS)));
    }
  }

  private String topicId(String topic) throws Exception {
    try (Admin admin = admin()) {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .topicId()
          .toString();
    }
  }

  /** A store whose snapshots are of no use, but that tells from which inputs they came. */
  private static SnapshotStore decidedFrom(Map<String, String> inputIds) {
    return new SnapshotStore() {
      @Override
      public Optional<Snapshot> find(int number, int stateVersion) {
        return Optional.empty();
      }

      @Override
      public Optional<Snapshot> load(
          int number, int stateVersion, BiConsumer<String, byte[]> keys) {
        return Optional.empty();
      }

      @Override
      public Map<String, String> inputIds(int number) {
        return inputIds;
      }

      @Override
      public Saved save(
          int number, Snapshot snapshot, Optional<Snapshot> since, Iterator<Key> keys) {
        return Saved.NEWER_STANDS;
      }
    };
  }

  /** Deletes what stands in partition 0 before an offset. */
  private void delete(String topic, long before) throws Exception {
    try (Admin admin = admin()) {
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(before)))
          .all()
          .get();
    }
  }

  /** Partition 0 says why, and its neighbour is decided on. */
  private void stoppedAlone(DeciderRunner<?, ?, ?, ?> decider, String why) {
    await().atMost(LIMIT).until(() -> decider.status().waiting().getOrDefault(0, "").contains(why));
    int before = outcomes.size();
    ask(neighbour, "Pass", "");
    awaitOutcomes(before + 1);
    assertThat(outcomes.getLast().key()).contains(neighbour);
    assertThat(decider.status().ready()).isTrue();
    assertThat(decider.status().deciding()).containsExactly(1);
    assertThat(meters.get("decider_partitions_stopped").counter().count()).isPositive();
  }

  @Test
  void a_commit_whose_end_is_never_heard_of_is_looked_up_in_the_log() {
    fact(key, "Opened");
    fact(neighbour, "Opened");
    try (KafkaProxy proxy = KafkaProxy.open(infrastructure)) {
      DeciderRunner<?, ?, ?, ?> decider =
          decider(infrastructure.kafka(Map.of("bootstrap.servers", proxy.bootstrap())), 0);
      ask(key, "Pass", "");
      ask(neighbour, "Pass", "");
      awaitOutcomes(2);

      // It stands in the log, and nobody was told.
      proxy.hold(KafkaProxy.END_TXN, KafkaProxy.Way.RESPONSE);
      ask(key, "Pass", "");
      awaitOutcomes(3);
      await().atMost(LIMIT).until(() -> decider.status().deciding().isEmpty());
      proxy.lose();
      ask(key, "Pass", "");
      awaitOutcomes(4);

      // It stands nowhere, and nobody was told.
      proxy.hold(KafkaProxy.END_TXN, KafkaProxy.Way.REQUEST);
      ask(neighbour, "Pass", "");
      await().atMost(LIMIT).until(() -> decider.status().deciding().isEmpty());
      proxy.lose();
      awaitOutcomes(5);
      ask(neighbour, "Pass", "");
      awaitOutcomes(6);
    }
    assertThat(outcomes).extracting(LogRecord::type).containsOnly("Passed");
    assertThat(counts(key)).containsExactly("1", "2", "3");
    assertThat(counts(neighbour)).containsExactly("1", "2", "3");
    everythingProvesItself();
  }

  @Test
  void what_falls_due_and_is_refused_stops_its_partition_and_is_written_by_the_next_owner()
      throws Exception {
    fact(key, "Opened");
    DeciderRunner<?, ?, ?, ?> decider = decider(kafka, 0);
    ask(key, "Pass", "2000");
    awaitOutcomes(1);

    largestOutcome(200);
    await()
        .atMost(LIMIT)
        .until(
            () ->
                decider
                    .status()
                    .waiting()
                    .getOrDefault(0, "")
                    .contains("what fell due could not be written (RecordTooLargeException)"));
    ask(key, "Pass", "");
    largestOutcome(1 << 20);
    decider.close();
    decider(kafka, 1);

    awaitOutcomes(3);
    assertThat(outcomes).extracting(LogRecord::type).containsExactly("Passed", "Ended", "Passed");
    everythingProvesItself();
  }

  /** Bytes of the largest record the broker takes among the outcomes. */
  private void largestOutcome(int bytes) throws Exception {
    ConfigResource events = new ConfigResource(ConfigResource.Type.TOPIC, spec.events());
    ConfigEntry limit = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
    try (Admin admin = admin()) {
      admin
          .incrementalAlterConfigs(
              Map.of(events, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  @Test
  void two_instances_with_one_ordinal_throw_each_other_out_and_decide_nothing_twice() {
    fact(key, "Opened");
    List<DeciderRunner<?, ?, ?, ?>> both = List.of(decider(kafka, 0), decider(kafka, 0));
    ask(key, "Pass", "");
    await()
        .atMost(LIMIT)
        .until(() -> both.stream().anyMatch(each -> said(each).contains("the ordinal 0")));
    for (int i = 0; i < 20; i++) {
      ask(key, "Pass", "");
    }

    awaitOutcomes(21);

    assertThat(counts(key)).doesNotHaveDuplicates().hasSize(21);
    everythingProvesItself();
  }

  private static String said(DeciderRunner<?, ?, ?, ?> decider) {
    return decider.status().waiting().values().toString();
  }

  @Test
  void what_was_decided_is_known_from_the_log_and_not_from_committed_offsets() throws Exception {
    fact(key, "Opened");
    DeciderRunner<?, ?, ?, ?> first = decider(kafka, 0);
    ask(key, "Pass", "");
    ask(key, "Pass", "");
    awaitOutcomes(2);
    first.close();
    try (Admin admin = admin()) {
      admin.deleteConsumerGroups(List.of(spec.group())).all().get();
    }

    decider(kafka, 0);
    ask(key, "Pass", "");

    awaitOutcomes(3);
    assertThat(counts(key)).containsExactly("1", "2", "3");
    everythingProvesItself();
  }

  @Test
  void the_largest_outcome_is_written_and_a_larger_one_parked() {
    fact(key, "Opened");
    decider(kafka, 0);

    ask(key, "Shout", "1000000");
    ask(key, "Shout", "1000001");
    ask(key, "Pass", "");

    awaitOutcomes(3);
    assertThat(outcomes).extracting(LogRecord::type).containsExactly("Passed", "Parked", "Passed");
    everythingProvesItself();
  }

  @Test
  void an_outcome_the_producer_refuses_parks_its_input_alone() {
    fact(key, "Opened");
    fact(neighbour, "Opened");
    ask(key, "Pass", "");
    ask(key, "Shout", "5000");
    ask(neighbour, "Pass", "");
    ask(key, "Pass", "");

    decider(withProducer("max.request.size", "3000"), 0);

    awaitOutcomes(4);
    assertThat(outcomes)
        .filteredOn(outcome -> outcome.key().orElseThrow().equals(key))
        .extracting(LogRecord::type)
        .containsExactly("Passed", "Parked", "Passed");
    assertThat(counts(neighbour)).containsExactly("1");
    everythingProvesItself();
  }

  @Test
  void a_partition_whose_parks_are_refused_too_stops_and_the_neighbour_decides_on() {
    String longKey =
        IntStream.iterate(0, i -> i + 1)
            .mapToObj(i -> "k".repeat(500) + i)
            .filter(k -> KeyPartitioner.partition(k.getBytes(UTF_8), PARTITIONS) == 0)
            .findFirst()
            .orElseThrow();
    fact(longKey, "Opened");
    fact(neighbour, "Opened");
    ask(longKey, "Pass", "");
    ask(neighbour, "Pass", "");

    DeciderRunner<?, ?, ?, ?> decider = decider(withProducer("max.request.size", "1500"), 0);

    awaitOutcomes(1);
    await()
        .atMost(LIMIT)
        .until(
            () ->
                decider.status().waiting().containsKey(0)
                    && decider.status().waiting().get(0).contains("could be written"));
    assertThat(decider.status().waiting().get(0))
        .contains("neither the outcome of " + spec.inputs().getFirst() + "/0@0 could be written")
        .contains("RecordTooLargeException")
        .doesNotContain(longKey);
    ask(neighbour, "Pass", "");
    awaitOutcomes(2);
    assertThat(counts(neighbour)).containsExactly("1", "2");
    assertThat(decider.status().deciding()).containsExactly(1);

    // Whoever has the mended settings decides what was left.
    decider.close();
    decider(kafka, 1);
    awaitOutcomes(3);
    everythingProvesItself();
  }

  @Test
  void a_key_and_an_id_no_note_can_repeat_are_parked_by_hash_and_the_next_one_is_decided()
      throws Exception {
    String inbox = spec.inputs().getFirst();
    try (Admin admin = admin()) {
      // Earlier releases bounded what was packed: much more than this has reached such logs.
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, inbox),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("max.message.bytes", "16777216"),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
    fact(key, "Opened");
    byte[] large = "k".repeat(2_500_000).getBytes(UTF_8);
    try (KafkaProducer<byte[], byte[]> generous = producer(Map.of("max.request.size", 16 << 20))) {
      ProducerRecord<byte[], byte[]> largeKey = record(inbox, key, "Pass", "");
      generous.send(new ProducerRecord<>(inbox, 0, large, new byte[0], largeKey.headers())).get();
      ProducerRecord<byte[], byte[]> largeId = record(inbox, key, "Pass", "");
      largeId.headers().remove("ce_id").add("ce_id", large);
      generous.send(largeId).get();
    }
    inputs += 2;
    ask(key, "Pass", "");

    decider(kafka, 0);

    awaitOutcomes(1);
    List<LogRecord> parked =
        CommittedLog.read(kafka, CommittedLog.partitions(List.of(spec.parked()), PARTITIONS))
            .stream()
            .map(LogRecord::new)
            .toList();
    assertThat(parked).hasSize(2);
    String hash = "sha256:" + HexFormat.of().formatHex(Hashing.sha256(large)) + ":2500000";
    assertThat(parked.getFirst().key()).contains(hash);
    assertThat(parked.getLast().key()).contains(key);
    assertThat(parked.getLast().header("ce_causationid")).contains(hash);
    everythingProvesItself();
  }

  private Map<String, Object> withProducer(String setting, String value) {
    return infrastructure.kafka(Map.of(setting, value));
  }

  @Test
  void what_a_full_transaction_has_no_room_for_is_decided_in_the_next_one() {
    fact(key, "Opened");
    fact(neighbour, "Opened");
    for (int i = 0; i < 70; i++) {
      ask(key, "Shout", "1000000");
    }
    ask(key, "Pass", "");
    ask(neighbour, "Pass", "");

    decider(kafka, 0);

    awaitOutcomes(72);
    List<Long> offsets =
        outcomes.stream()
            .filter(outcome -> outcome.key().orElseThrow().equals(key))
            .map(outcome -> outcome.position().offset())
            .toList();
    assertThat(offsets.getFirst()).isZero();
    assertThat(offsets.getLast()).isEqualTo(71);
    assertThat(counts(key).getLast()).isEqualTo("71");
    everythingProvesItself();
  }

  @Test
  void a_record_without_a_key_and_a_throw_leave_notes_that_prove_themselves() {
    fact(key, "Opened");
    decider(kafka, 0);
    for (int i = 0; i < 20; i++) {
      send(new ProducerRecord<>(spec.inputs().getFirst(), 0, null, "keyless".getBytes(UTF_8)));
      ask(key, "Explode", "");
      ask(key, "Pass", "");
    }

    awaitOutcomes(40);

    everythingProvesItself();
  }

  @Test
  void an_instance_that_stops_in_good_order_leaves_its_group() throws Exception {
    DeciderRunner<?, ?, ?, ?> decider = decider(kafka, 0);
    await().atMost(LIMIT).until(() -> decider.status().deciding().size() == PARTITIONS);

    decider.close();

    try (Admin admin = admin()) {
      assertThat(
              admin
                  .describeConsumerGroups(List.of(spec.group()))
                  .all()
                  .get()
                  .get(spec.group())
                  .members())
          .isEmpty();
    }
  }

  @Test
  void one_that_stops_in_good_order_leaves_no_transaction_open_and_the_rest_to_the_next_one()
      throws Exception {
    // None asks more often than a day has answers for.
    int each = StateView.KEPT;
    List<String> gates = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      gates.add(keyOf(i % PARTITIONS, gates.toArray(String[]::new)));
    }
    gates.forEach(gate -> fact(gate, "Opened"));
    DeciderRunner<?, ?, ?, ?> first = decider(spec, smallBatches());
    for (int i = 0; i < each; i++) {
      gates.forEach(gate -> writer.send(record(spec.inputs().getFirst(), gate, "Pass", "")));
    }
    int all = each * gates.size();
    inputs += all;
    await().atMost(LIMIT).until(() -> !readOn().isEmpty());

    first.close();

    String id = spec.group() + "-0";
    try (Admin admin = admin()) {
      assertThat(admin.describeTransactions(List.of(id)).description(id).get().state())
          .isNotEqualTo(TransactionState.ONGOING);
    }
    assertThat(
            CommittedLog.read(kafka, CommittedLog.partitions(List.of(spec.events()), PARTITIONS)))
        .hasSizeBetween(1, all - 1);
    decider(kafka, 1);
    awaitOutcomes(all);
    List<String> counts = LongStream.rangeClosed(1, each).mapToObj(Long::toString).toList();
    assertThat(gates).allSatisfy(gate -> assertThat(counts(gate)).isEqualTo(counts));
    everythingProvesItself();
  }

  /** With so many transactions one is stopped in the middle of its work. */
  private DeciderSettings smallBatches() {
    DeciderSettings usual = DeciderSettings.of(kafka, 0);
    return new DeciderSettings(
        usual.bootstrapServers(),
        usual.ordinal(),
        usual.barrierWait(),
        20,
        usual.snapshotEvery(),
        usual.snapshotEvents(),
        kafka);
  }

  @Test
  void inputs_that_are_not_partitioned_alike_stop_the_instance_with_what_to_do() {
    String requests = spec.inputs().getFirst();
    String commands = prefix + "pass-commands";
    try (Admin admin = admin()) {
      new TopicsStep(admin).createMissing(List.of(Topic.input(commands, 1)));
    }
    DeciderSpec uneven =
        new DeciderSpec(
            spec.service(),
            List.of(requests, commands),
            spec.events(),
            spec.copies(),
            spec.facts(),
            spec.shared(),
            PARTITIONS);

    DeciderRunner<?, ?, ?, ?> decider = decider(uneven, DeciderSettings.of(kafka, 0));

    await().atMost(LIMIT).until(() -> !decider.status().failure().isEmpty());
    assertThat(decider.status().running()).isFalse();
    assertThat(decider.status().failure())
        .contains("partition 1 was assigned for [" + requests + "] alone")
        .contains(requests + ", " + commands + "] belong together")
        .contains("give all instances the same inputs");
  }

  // The traffic.

  private DeciderRunner<?, ?, ?, ?> decider(Map<String, Object> brokers, int ordinal) {
    return decider(spec, DeciderSettings.of(brokers, ordinal));
  }

  private DeciderRunner<?, ?, ?, ?> decider(DeciderSpec what, DeciderSettings settings) {
    return decider(what, settings, SnapshotStore.none());
  }

  private DeciderRunner<?, ?, ?, ?> decider(
      DeciderSpec what, DeciderSettings settings, SnapshotStore store) {
    DeciderRunner<?, ?, ?, ?> decider =
        open(
            new DeciderRunner<>(
                what,
                settings,
                new Gate.Both(),
                new Gate.Words(),
                new Gate.Codec(),
                new Gate.TariffCodec(),
                store,
                meters));
    decider.start();
    return decider;
  }

  private void fact(String of, String type) {
    send(record(facts, of, type, ""));
  }

  private void ask(String of, String type, String body) {
    send(record(spec.inputs().getFirst(), of, type, body));
    inputs++;
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    writer.send(record);
    writer.flush();
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, String key, String type, String body) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, key.getBytes(UTF_8), body.getBytes(UTF_8));
    record.headers().add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8));
    record.headers().add("ce_type", type.getBytes(UTF_8));
    return record;
  }

  private void awaitOutcomes(int count) {
    await()
        .atMost(LIMIT)
        .failFast("more outcomes than expected", () -> outcomes.size() > count)
        .until(() -> readOn().size() == count);
  }

  /** All outcomes that can be seen. */
  private List<LogRecord> readOn() {
    reader.poll(Duration.ofMillis(50)).forEach(raw -> outcomes.add(new LogRecord(raw)));
    return outcomes;
  }

  private void everythingProvesItself() {
    long taken = 0;
    for (int number = 0; number < PARTITIONS; number++) {
      Set<TopicPartition> partitions = new HashSet<>();
      partitions.add(new TopicPartition(spec.shared().orElseThrow(), 0));
      for (List<String> topics : List.of(spec.inputs(), spec.facts(), spec.outputs())) {
        for (String topic : topics) {
          partitions.add(new TopicPartition(topic, number));
        }
      }
      List<ConsumerRecord<byte[], byte[]>> log = CommittedLog.read(kafka, partitions);
      DecisionVerifier.Report report =
          new DecisionVerifier<>(spec, new Gate.Both(), new Gate.Words(), number, log).run();
      assertThat(report.differences()).isEmpty();
      taken += report.outcomes();
    }
    assertThat(taken).isGreaterThanOrEqualTo(inputs);
  }

  private List<String> counts(String of) {
    return outcomes.stream()
        .filter(outcome -> outcome.key().orElseThrow().equals(of))
        .map(outcome -> body(outcome).split("\\|")[1])
        .toList();
  }

  private static long endOf(LogRecord passed) {
    return Long.parseLong(body(passed).split("\\|")[4]);
  }

  private static String body(LogRecord outcome) {
    return new String(outcome.body().orElseThrow(), UTF_8);
  }

  private static long observed(LogRecord outcome) {
    return Position.parse(outcome.header("ce_observed").orElseThrow().split(" ")[0]).offset();
  }

  private long committed(int number) {
    try (Admin admin = admin()) {
      TopicPartition input = new TopicPartition(spec.inputs().getFirst(), number);
      Map<TopicPartition, OffsetAndMetadata> offsets =
          admin.listConsumerGroupOffsets(spec.group()).partitionsToOffsetAndMetadata().get();
      return offsets.get(input).offset();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Admin admin() {
    return Admin.create(kafka);
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> settings = infrastructure.kafka(more);
    settings.put("acks", "all");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private <T extends AutoCloseable> T open(T one) {
    open.add(one);
    return one;
  }

  private static String keyOf(int partition, String... but) {
    for (int i = 0; ; i++) {
      String key = "gate-" + i;
      if (KeyPartitioner.partition(key.getBytes(UTF_8), PARTITIONS) == partition
          && !List.of(but).contains(key)) {
        return key;
      }
    }
  }
}
