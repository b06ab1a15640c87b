package cloud.reseller.local.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.reseller.log.topics.Topic;
import cloud.reseller.log.topics.TopicsStep;
import cloud.reseller.topics.AccessRules;
import cloud.reseller.topics.KafkaSetup;
import cloud.reseller.topics.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker on data it has kept: that of a release without passwords, and its own. */
@Timeout(300)
class KafkaTakeoverIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path data;

  private final int port = Ports.free();

  @Test
  void data_of_a_broker_that_asked_nobody_is_there_and_closed_afterwards() throws Exception {
    Map<String, Object> open = Map.of("bootstrap.servers", "127.0.0.1:" + port);
    ManagedProcess before = openBroker();
    Map<String, Uuid> topics;
    try (Admin admin = Admin.create(open)) {
      new TopicsStep(admin).createMissing(Topics.all(3));
      topics = ids(admin);
    }
    try (KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                with(open, Map.of("transactional.id", "reservations-service-decider-0")),
                new StringSerializer(),
                new StringSerializer());
        KafkaConsumer<String, String> group =
            consumer(with(open, Map.of("group.id", "reservations-service-decider")))) {
      producer.initTransactions();
      producer.beginTransaction();
      for (String topic : List.of("purchase-outcomes", "reservation-events", "directory")) {
        producer.send(new ProducerRecord<>(topic, 2, "key", "kept in " + topic));
      }
      producer.sendOffsetsToTransaction(
          Map.of(new TopicPartition("purchase-requests", 2), new OffsetAndMetadata(7)),
          group.groupMetadata());
      producer.commitTransaction();
    }
    before.stop("TERM", LIMIT);

    try (KafkaBroker kafka = KafkaBroker.start(data, port)) {
      kafka.awaitReady(LIMIT);
      assertThat(setUp(kafka, 3)).isEmpty();

      try (Admin admin = Admin.create(new HashMap<>(kafka.superUser()))) {
        assertThat(ids(admin)).isEqualTo(topics);
      }
      assertThat(read(kafka, "portal", "purchase-outcomes"))
          .containsExactly("kept in purchase-outcomes");
      assertThat(read(kafka, "activity-log-service", "reservation-events"))
          .containsExactly("kept in reservation-events");
      assertThat(read(kafka, "billing-service", "directory")).containsExactly("kept in directory");
      // The decider goes on under its old transactional id and from its old offsets.
      Map<String, Object> reservations = new HashMap<>(kafka.client("reservations-service"));
      try (Admin admin = Admin.create(reservations);
          KafkaProducer<String, String> producer =
              new KafkaProducer<>(
                  with(reservations, Map.of("transactional.id", "reservations-service-decider-0")),
                  new StringSerializer(),
                  new StringSerializer())) {
        assertThat(
                admin
                    .listConsumerGroupOffsets("reservations-service-decider")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition("purchase-requests", 2))
                    .offset())
            .isEqualTo(7);
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("purchase-outcomes", 2, "key", "new"));
        producer.commitTransaction();
      }
      assertThat(read(kafka, "portal", "purchase-outcomes"))
          .containsExactly("kept in purchase-outcomes", "new");
      assertThatThrownBy(
              () -> {
                try (Admin admin =
                    Admin.create(
                        with(
                            open,
                            Map.of(
                                "default.api.timeout.ms", "4000", "request.timeout.ms", "3000")))) {
                  admin.listTopics().names().get();
                }
              })
          .hasMessageContaining("TimeoutException");
    }
  }

  @Test
  void passwords_are_those_of_the_last_start_until_their_file_is_deleted() throws Exception {
    Map<String, String> portal;
    try (KafkaBroker first = KafkaBroker.start(data, port)) {
      first.awaitReady(LIMIT);
      setUp(first, 1);
      portal = first.client("portal");
      assertThat(topics(portal)).isEqualTo(2);
    }
    try (KafkaBroker second = KafkaBroker.start(data, port)) {
      second.awaitReady(LIMIT);
      // Nobody has set it again yet.
      assertThat(second.client("portal")).isEqualTo(portal);
      assertThat(topics(portal)).isEqualTo(2);
      setUp(second, 1);
      assertThat(topics(portal)).isEqualTo(2);

      Files.delete(data.resolve("passwords/portal"));
      setUp(second, 1);

      assertThat(second.client("portal")).isNotEqualTo(portal);
      assertThat(topics(second.client("portal"))).isEqualTo(2);
      assertThatThrownBy(() -> topics(portal))
          .hasCauseInstanceOf(SaslAuthenticationException.class);
    }
  }

  /** As releases started it that knew no passwords. */
  private ManagedProcess openBroker() throws Exception {
    Map<String, String> settings = new TreeMap<>(KafkaBroker.behaviour());
    int controller = Ports.free();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", data.resolve("log").toString());
    ManagedProcess child = KafkaBroker.run(data, KafkaBroker.writeSettings(data, settings));
    child.await(LIMIT, Duration.ofMillis(50), () -> Ports.answers(port));
    KafkaBroker.awaitNode(Map.of("bootstrap.servers", "127.0.0.1:" + port), LIMIT);
    return child;
  }

  private static List<String> setUp(KafkaBroker kafka, int partitions) {
    AccessRules rules = AccessRules.shipped();
    return KafkaSetup.run(
        kafka.superUser(), partitions, rules, kafka.logins().passwords(rules.principals()));
  }

  private static Map<String, Uuid> ids(Admin admin) throws Exception {
    Map<String, Uuid> ids = new TreeMap<>();
    admin
        .describeTopics(Topics.all(3).stream().map(Topic::name).toList())
        .allTopicNames()
        .get()
        .forEach((name, topic) -> ids.put(name, topic.topicId()));
    return ids;
  }

  private static int topics(Map<String, String> client) throws Exception {
    try (Admin admin = Admin.create(new HashMap<>(client))) {
      return admin.listTopics().names().get().size();
    }
  }

  private static List<String> read(KafkaBroker kafka, String principal, String topic) {
    try (KafkaConsumer<String, String> consumer =
        consumer(
            with(
                new HashMap<>(kafka.client(principal)),
                Map.of("isolation.level", "read_committed")))) {
      List<TopicPartition> partitions =
          IntStream.range(0, 3).mapToObj(number -> new TopicPartition(topic, number)).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<String> values = new java.util.ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        StreamSupport.stream(consumer.poll(Duration.ofMillis(200)).spliterator(), false)
            .forEach(record -> values.add(record.value()));
      }
      return values;
    }
  }

  private static KafkaConsumer<String, String> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(
        with(settings, Map.of("enable.auto.commit", "false")),
        new StringDeserializer(),
        new StringDeserializer());
  }

  private static Map<String, Object> with(Map<String, Object> client, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.putAll(more);
    return settings;
  }
}
