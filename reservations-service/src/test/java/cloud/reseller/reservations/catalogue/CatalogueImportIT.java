package cloud.reseller.reservations.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cloud.reseller.log.topics.Topic;
import cloud.reseller.log.topics.TopicsStep;
import cloud.reseller.reservations.catalogue.CatalogueImport.Imported;
import cloud.reseller.testing.CommittedLog;
import cloud.reseller.testing.Infrastructure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sheet stands in the log as a whole and once, whatever happens to its imports. */
class CatalogueImportIT {

  private static final Infrastructure PARTS = Infrastructure.shared();
  private static final String RATIOS =
      "InstanceSizeFlexibilityGroup,ArmSkuName,Ratio\nG,X,1\nG,Y,2\n";

  private final String topic = "catalogue-" + UUID.randomUUID();

  /** Names the transactional id every import of this topic uses. */
  private final String service = "importer-" + UUID.randomUUID();

  @BeforeEach
  void the_topic_is_there() {
    try (Admin admin = Admin.create(PARTS.kafka())) {
      new TopicsStep(admin).createMissing(List.of(Topic.shared(topic)));
    }
  }

  @Test
  void the_same_bytes_are_published_once() throws Exception {
    assertThat(publish(RATIOS).isNew()).isTrue();
    assertThat(publish(RATIOS).isNew()).isFalse();
    assertThat(types())
        .containsExactly(
            "FlexibilityRatio.v1", "FlexibilityRatio.v1", "FlexibilityRatiosPublished.v1");
  }

  @Test
  void of_a_sheet_with_a_wrong_line_nothing_is_published() {
    assertThatThrownBy(() -> publish(RATIOS + "G,Z,none\n"))
        .isInstanceOf(SheetRefusedException.class);
    assertThat(types()).isEmpty();
  }

  @Test
  void what_an_import_that_died_had_sent_is_seen_by_nobody() throws Exception {
    try (KafkaProducer<byte[], byte[]> died =
        new KafkaProducer<>(
            PARTS.kafka(Map.of("transactional.id", service + "-catalogue")),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      died.initTransactions();
      died.beginTransaction();
      died.send(new ProducerRecord<>(topic, "half".getBytes(UTF_8), "{}".getBytes(UTF_8))).get();

      assertThat(publish(RATIOS).isNew()).isTrue();
      assertThatThrownBy(died::commitTransaction).isInstanceOf(KafkaException.class);
    }
    assertThat(types()).hasSize(3);
  }

  @Test
  void an_import_answers_when_readers_of_what_is_committed_have_passed_its_publication()
      throws Exception {
    try (Admin admin = Admin.create(PARTS.kafka())) {
      for (int i = 0; i < 20; i++) {
        publish(RATIOS + "G,Z," + (4 + i) + "\n");

        TopicPartition partition = new TopicPartition(topic, 0);
        long seen =
            admin
                .listOffsets(
                    Map.of(partition, OffsetSpec.latest()),
                    new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .partitionResult(partition)
                .get()
                .offset();
        // Three lines and a publication, and before it as many and a marker of each sheet.
        assertThat(seen).isGreaterThanOrEqualTo(5L * i + 4);
      }
    }
  }

  @Test
  void a_publication_that_nobody_can_see_yet_is_waited_for() throws Exception {
    Map<String, Object> other = PARTS.kafka(Map.of("transactional.id", service + "-other"));
    try (KafkaProducer<byte[], byte[]> open =
            new KafkaProducer<>(other, new ByteArraySerializer(), new ByteArraySerializer());
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      open.initTransactions();
      open.beginTransaction();
      open.send(new ProducerRecord<>(topic, "open".getBytes(UTF_8), "{}".getBytes(UTF_8))).get();

      Future<Imported> waiting = threads.submit(() -> publish(RATIOS));
      await().until(() -> end() >= 4);
      assertThat(waiting).isNotDone();
      open.abortTransaction();

      assertThat(waiting.get().isNew()).isTrue();
    }
    assertThat(types()).hasSize(3);
  }

  /** Where the topic ends, with what is not committed. */
  private long end() throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (Admin admin = Admin.create(PARTS.kafka())) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get()
          .offset();
    }
  }

  @Test
  void of_concurrent_imports_each_sheet_is_published_completely_and_once() throws Exception {
    List<Future<Imported>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 8; i++) {
        String sheet = RATIOS + "G,Z" + i % 2 + ",4\n";
        Callable<Imported> importing = () -> publish(sheet);
        all.add(threads.submit(importing));
      }
    }
    long published = 0;
    for (Future<Imported> one : all) {
      try {
        published += one.get().isNew() ? 1 : 0;
      } catch (ExecutionException cutOff) {
        assertThat(cutOff).hasCauseInstanceOf(KafkaException.class);
      }
    }
    assertThat(published).isLessThanOrEqualTo(2);
    // A sheet whose import was cut off is sent again.
    publish(RATIOS + "G,Z0,4\n");
    publish(RATIOS + "G,Z1,4\n");
    List<String> whole =
        List.of(
            "FlexibilityRatio.v1",
            "FlexibilityRatio.v1",
            "FlexibilityRatio.v1",
            "FlexibilityRatiosPublished.v1");
    List<String> two = new ArrayList<>(whole);
    two.addAll(whole);
    assertThat(types()).isEqualTo(two);
  }

  @Test
  void a_file_of_too_many_lines_is_refused_before_it_is_read() throws Exception {
    String longest = RATIOS + "G,A,1\nG,B,1\nG,C,1\nG,D,1";
    assertThatThrownBy(() -> publish(longest + "\nG,E,one"))
        .isInstanceOf(SheetRefusedException.class)
        .hasMessageStartingWith("Line 8: the file has more lines than the 7 that are allowed.");
    assertThat(types()).isEmpty();
    assertThat(publish(longest + "\n").isNew()).isTrue();
    assertThat(publish(longest).isNew()).isTrue();
  }

  @Test
  void what_others_published_meanwhile_is_seen() throws Exception {
    CatalogueImport one = importing();
    assertThat(one.publishedSheets()).isEmpty();
    String first = publish(RATIOS).sheet();
    assertThat(one.publishedSheets()).containsExactly(first);
    assertThat(
            one.publish(
                    new FlexibilitySheet(Instant.EPOCH),
                    new ByteArrayInputStream(RATIOS.getBytes(UTF_8)))
                .isNew())
        .isFalse();
    String second = publish(RATIOS + "G,Z,1\n").sheet();
    assertThat(one.publishedSheets()).containsExactlyInAnyOrder(first, second);
  }

  @Test
  void nobody_waits_for_an_import_whose_file_still_comes() throws Exception {
    CatalogueImport one = importing();
    PipedOutputStream comes = new PipedOutputStream();
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      PipedInputStream slow = new PipedInputStream(comes);
      Future<Imported> waiting =
          threads.submit(() -> one.publish(new FlexibilitySheet(Instant.EPOCH), slow));
      comes.write(RATIOS.getBytes(UTF_8));
      comes.flush();

      assertThat(
              one.publish(
                      new FlexibilitySheet(Instant.EPOCH),
                      new ByteArrayInputStream((RATIOS + "G,Z,1\n").getBytes(UTF_8)))
                  .isNew())
          .isTrue();
      assertThat(waiting).isNotDone();
      comes.close();
      assertThat(waiting.get().isNew()).isTrue();
    }
  }

  private CatalogueImport importing() {
    return new CatalogueImport(PARTS.kafka(), topic, service, 7, Clock.systemUTC());
  }

  /** As another instance of the service would. */
  private Imported publish(String csv) throws IOException, SheetRefusedException {
    InputStream in = new ByteArrayInputStream(csv.getBytes(UTF_8));
    return importing().publish(new FlexibilitySheet(Instant.EPOCH), in);
  }

  /** The types of all committed records. */
  private List<String> types() {
    return CommittedLog.read(PARTS.kafka(), topic).stream()
        .map(record -> new String(record.headers().lastHeader("ce_type").value(), UTF_8))
        .toList();
  }
}
