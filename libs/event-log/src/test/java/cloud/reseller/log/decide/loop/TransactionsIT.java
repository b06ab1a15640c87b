package cloud.reseller.log.decide.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.evidence.Outgoing;
import cloud.reseller.log.decide.loop.Transactions.Ending;
import cloud.reseller.log.topics.Topic;
import cloud.reseller.log.topics.TopicsStep;
import cloud.reseller.testing.CommittedLog;
import cloud.reseller.testing.Infrastructure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How transactions end on a real broker, and what readers see of them. */
class TransactionsIT {

  private final Map<String, Object> kafka = Infrastructure.shared().kafka();
  private final DeciderSpec spec =
      new DeciderSpec(
          UUID.randomUUID().toString(),
          List.of(UUID.randomUUID().toString()),
          UUID.randomUUID().toString(),
          List.of(),
          List.of(),
          Optional.empty(),
          1);
  private Transactions transactions;

  @BeforeEach
  void prepare() {
    try (Admin admin = Admin.create(kafka)) {
      new TopicsStep(admin)
          .createMissing(
              List.of(Topic.input(spec.inputs().getFirst(), 1), Topic.events(spec.events(), 1)));
    }
    transactions = open();
  }

  @AfterEach
  void close() {
    transactions.close();
  }

  @Test
  void outcomes_are_seen_with_their_end_and_not_before() {
    transactions.accept(outcome("first", 0));
    transactions.accept(outcome("second", 1));
    assertThat(seenNow()).isEmpty();
    assertThat(end()).isEqualTo(new Ending.Committed());
    assertThat(seen()).containsExactly("first", "second");
  }

  @Test
  void many_outcomes_keep_their_order() {
    List<String> bodies = IntStream.range(0, 1_050).mapToObj(Integer::toString).toList();
    for (int i = 0; i < bodies.size(); i++) {
      transactions.accept(outcome(bodies.get(i), i));
    }
    assertThat(end()).isEqualTo(new Ending.Committed());
    assertThat(seen()).isEqualTo(bodies);
  }

  @Test
  void one_among_many_that_cannot_be_sent_takes_all_of_them_back() {
    for (int i = 0; i < 1_050; i++) {
      transactions.accept(outcome(i == 300 ? "x".repeat(2 << 20) : "", i));
    }
    assertThat(end()).isEqualTo(new Ending.Aborted());
    assertThat(seen()).isEmpty();
    onlyTheNextOneIsSeen();
  }

  @Test
  void an_end_without_outcomes_writes_nothing() {
    assertThat(end()).isEqualTo(new Ending.Nothing());
    transactions.accept(outcome("first", 0));
    assertThat(end()).isEqualTo(new Ending.Committed());
    assertThat(seen()).containsExactly("first");
  }

  @Test
  void an_outcome_at_another_offset_than_foretold_takes_all_of_them_back() {
    transactions.accept(outcome("first", 0));
    transactions.accept(outcome("second", 2));
    assertThat(end()).isEqualTo(new Ending.Aborted());
    assertThat(seen()).isEmpty();
  }

  @Test
  void one_that_cannot_be_sent_takes_all_of_them_back_and_none_of_the_next_ones() {
    transactions.accept(outcome("first", 0));
    transactions.accept(outcome("x".repeat(2 << 20), 1));
    transactions.accept(outcome("third", 2));
    assertThat(end()).isEqualTo(new Ending.Aborted());
    assertThat(seen()).isEmpty();
    onlyTheNextOneIsSeen();
  }

  @Test
  void one_the_producer_throws_at_takes_all_of_them_back() {
    transactions.close();
    transactions =
        new Transactions(
            () -> producerThatCannotSpellEmptyBodies(new SerializationException("empty")));
    transactions.accept(outcome("first", 0));
    transactions.accept(outcome("", 1));
    assertThat(end()).isEqualTo(new Ending.Aborted());
    assertThat(seen()).isEmpty();
    onlyTheNextOneIsSeen();
  }

  @Test
  void what_no_try_would_write_is_named_by_what_it_answers() {
    transactions.accept(outcome("first", 0));
    transactions.accept(outcome("x".repeat(2 << 20), 1));
    assertThat(end()).isEqualTo(new Ending.Aborted());
    assertThat(transactions.unwritable())
        .containsExactly(new Unwritable(0, "asked/0@1", false, "RecordTooLargeException"));
    onlyTheNextOneIsSeen();
    assertThat(transactions.unwritable()).isEmpty();
  }

  @Test
  void what_the_broker_alone_refuses_is_named_too() throws Exception {
    ConfigResource events = new ConfigResource(ConfigResource.Type.TOPIC, spec.events());
    try (Admin admin = Admin.create(kafka)) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  events,
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("max.message.bytes", "280000"),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
    transactions.accept(outcome("first", 0));
    transactions.accept(outcome("x".repeat(300_000), 1));
    transactions.accept(outcome("third".repeat(100), 2));
    assertThat(end()).isEqualTo(new Ending.Aborted());
    assertThat(transactions.unwritable())
        .containsExactly(new Unwritable(0, "asked/0@1", false, "RecordTooLargeException"));
    onlyTheNextOneIsSeen();
  }

  @Test
  void whatever_is_thrown_for_a_record_takes_the_others_back_and_names_it() {
    for (Throwable thrown :
        List.of(
            new SerializationException("empty"),
            new NoClassDefFoundError("a codec"),
            new ClassCastException("no bytes"))) {
      transactions.close();
      transactions = new Transactions(() -> producerThatCannotSpellEmptyBodies(thrown));
      transactions.accept(outcome("first", 0));
      transactions.accept(outcome("", 1));
      assertThat(end()).isEqualTo(new Ending.Aborted());
      assertThat(transactions.unwritable())
          .extracting(Unwritable::answers)
          .containsExactly("asked/0@1");
    }
    assertThat(seen()).isEmpty();
    onlyTheNextOneIsSeen();
  }

  @Test
  void a_failure_that_is_not_the_records_own_names_none() {
    transactions.accept(outcome("first", 0));
    try (Transactions _ = open()) {
      assertThat(end()).isEqualTo(new Ending.Unknown());
      assertThat(transactions.unwritable()).isEmpty();
    }
  }

  private Producer<byte[], byte[]> producerThatCannotSpellEmptyBodies(Throwable thrown) {
    return new KafkaProducer<>(
        Infrastructure.shared().kafka(Map.of("transactional.id", spec.group())),
        new ByteArraySerializer(),
        (topic, body) -> {
          if (body.length == 0) {
            TransactionsIT.<RuntimeException>raise(thrown);
          }
          return body;
        });
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void raise(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void a_transaction_is_full_before_it_is_more_than_the_producer_holds() {
    String large = "x".repeat(1_000_000);
    for (int i = 0; !transactions.isFull(); i++) {
      assertThat(i).isLessThan(100);
      transactions.accept(outcome(large, i));
    }
    assertThat(end()).isEqualTo(new Ending.Committed());
    assertThat(seen()).hasSizeGreaterThan(60);
    assertThat(transactions.isFull()).isFalse();
  }

  @Test
  void how_a_transaction_ends_that_a_successor_took_over_is_unknown() {
    transactions.accept(outcome("first", 0));
    try (Transactions _ = open()) {
      assertThat(end()).isEqualTo(new Ending.Unknown());
      assertThat(seen()).isEmpty();
    }
  }

  @Test
  void nothing_is_begun_once_a_successor_is_there() {
    try (Transactions _ = open()) {
      transactions.accept(outcome("first", 0));
      assertThat(end()).isEqualTo(new Ending.Unknown());
      assertThat(seen()).isEmpty();
    }
  }

  private Transactions open() {
    return new Transactions(new Clients(spec, DeciderSettings.of(kafka, 0))::producer);
  }

  private Outgoing outcome(String body, long expectedOffset) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(spec.events(), 0, new byte[0], body.getBytes(UTF_8));
    record.headers().add("ce_input", ("asked/0@" + expectedOffset).getBytes(UTF_8));
    return new Outgoing(record, expectedOffset);
  }

  private Ending end() {
    TopicPartition input = new TopicPartition(spec.inputs().getFirst(), 0);
    return transactions.end(
        Map.of(input, new OffsetAndMetadata(1)), GroupWithoutMembers.metadata(kafka, spec.group()));
  }

  private void onlyTheNextOneIsSeen() {
    transactions.accept(outcome("again", endOfLog()));
    assertThat(end()).isEqualTo(new Ending.Committed());
    assertThat(seen()).containsExactly("again");
  }

  /** Where the log ends once no transaction is open in it: markers take offsets too. */
  private long endOfLog() {
    TopicPartition events = new TopicPartition(spec.events(), 0);
    try (Admin admin = Admin.create(kafka);
        KafkaConsumer<byte[], byte[]> reader = CommittedLog.reader(kafka)) {
      Watermarks watermarks = new Watermarks(admin, Set.of());
      return await()
          .until(
              () -> watermarks.ends(List.of(events)).get().get(events),
              end -> end.equals(reader.endOffsets(List.of(events)).get(events)));
    }
  }

  /** What is seen once the markers of what was ended stand in the log: the end itself is sooner. */
  private List<String> seen() {
    endOfLog();
    return seenNow();
  }

  private List<String> seenNow() {
    return CommittedLog.read(kafka, List.of(new TopicPartition(spec.events(), 0))).stream()
        .map(record -> new String(record.value(), UTF_8))
        .toList();
  }
}
