package cloud.reseller.local.parts;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.topics.AccessRules;
import cloud.reseller.topics.KafkaSetup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is small on the wire and large in memory reaches no reader and hurts no broker. */
@Timeout(300)
class PackedRecordsIT {

  private static final String REQUESTS = "purchase-requests";

  @TempDir static Path data;

  private static KafkaBroker broker;
  private static Admin admin;

  @BeforeAll
  static void start() {
    broker = KafkaBroker.start(data, Ports.free());
    broker.awaitReady(Duration.ofMinutes(2));
    AccessRules rules = AccessRules.shipped();
    KafkaSetup.run(broker.superUser(), 1, rules, broker.logins().passwords(rules.principals()));
    admin = Admin.create(new HashMap<>(broker.superUser()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionType.class,
      names = {"ZSTD", "GZIP", "LZ4", "SNAPPY"})
  void a_packed_batch_is_refused_before_anybody_unpacks_it(CompressionType codec) throws Exception {
    boolean strong = codec == CompressionType.ZSTD || codec == CompressionType.GZIP;
    for (String topic : List.of(REQUESTS, "directory", "purchase-outcomes")) {
      Map<String, String> writer =
          topic.equals(REQUESTS) ? broker.client("portal") : broker.client("reservations-service");
      long before = end(topic);
      for (Batch batch :
          List.of(
              Batch.claim(codec, Integer.MAX_VALUE),
              Batch.claim(codec, 300 << 20),
              Batch.largeValue(codec, codec == CompressionType.ZSTD ? 600 << 20 : 3 << 20),
              Batch.largeKey(codec, 3 << 20),
              Batch.headers(codec, strong ? 40_000_000 : 1_000_000),
              Batch.many(codec, strong ? 150_000 : 40_000),
              Batch.largeValue(codec, 100))) {
        assertThat(batch.packed().length).isLessThan(262_144);
        assertThat(batch.send(writer, topic, id(topic)))
            .isEqualTo(Errors.UNSUPPORTED_COMPRESSION_TYPE);
      }
      assertThat(end(topic)).isEqualTo(before);
    }
    stillTakes();
  }

  @Test
  void a_partition_remembers_so_many_producers_and_no_writer_takes_the_memory_for_more()
      throws Exception {
    String topic = "purchase-outcomes";
    Map<String, String> writer = broker.client("reservations-service");
    int most = BrokerClasses.MOST_PRODUCERS;
    long first = 1L << 40;

    List<Errors> answers =
        Batch.ofProducers(
            writer, topic, id(topic), LongStream.rangeClosed(first, first + most + 9));

    assertThat(answers.subList(0, most)).containsOnly(Errors.NONE);
    assertThat(answers.subList(most, most + 10)).containsOnly(Errors.RECORD_LIST_TOO_LARGE);
    assertThat(Batch.ofProducers(writer, topic, id(topic), LongStream.of(first)))
        .as("who is known goes on: the same batch again is the same record")
        .containsExactly(Errors.NONE);
    assertThat(admin.describeProducers(List.of(new TopicPartition(topic, 0))).all().get().values())
        .allSatisfy(known -> assertThat(known.activeProducers()).hasSize(most));
    stillTakes();
  }

  @Test
  void the_topics_themselves_bound_what_another_broker_would_unpack() throws Exception {
    for (String topic :
        List.of(REQUESTS, "permission-commands", "reservation-commands", "directory")) {
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      Map<ConfigResource, org.apache.kafka.clients.admin.Config> found =
          admin.describeConfigs(List.of(resource)).all().get();
      assertThat(found.get(resource).get("compression.type").value()).isEqualTo("uncompressed");
      assertThat(found.get(resource).get("max.message.bytes").value()).isEqualTo("262144");
    }
  }

  @Test
  void a_topic_of_an_earlier_release_is_set_right_by_the_next_start() throws Exception {
    ConfigResource people = new ConfigResource(ConfigResource.Type.TOPIC, "directory");
    admin
        .incrementalAlterConfigs(
            Map.of(
                people,
                List.of(
                    new AlterConfigOp(
                        new ConfigEntry("compression.type", ""), AlterConfigOp.OpType.DELETE))))
        .all()
        .get();
    Uuid before = id("directory");
    AccessRules rules = AccessRules.shipped();

    KafkaSetup.run(broker.superUser(), 1, rules, broker.logins().passwords(rules.principals()));

    assertThat(
            admin
                .describeConfigs(List.of(people))
                .all()
                .get()
                .get(people)
                .get("compression.type")
                .value())
        .isEqualTo("uncompressed");
    assertThat(id("directory")).isEqualTo(before);
  }

  private static void stillTakes() throws Exception {
    Map<String, Object> settings = new HashMap<>(broker.client("portal"));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] bytes = "plain".getBytes(StandardCharsets.UTF_8);
      assertThat(
              producer
                  .send(new ProducerRecord<>(REQUESTS, bytes, bytes))
                  .get(1, TimeUnit.MINUTES)
                  .offset())
          .isNotNegative();
    }
  }

  private static long end(String topic) throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()))
        .partitionResult(partition)
        .get()
        .offset();
  }

  private static Uuid id(String topic) throws Exception {
    return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).topicId();
  }
}
