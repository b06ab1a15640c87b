package cloud.reseller.local.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cloud.reseller.local.parts.KafkaBroker;
import cloud.reseller.local.parts.PartFailedException;
import cloud.reseller.local.parts.Ports;
import cloud.reseller.topics.AccessRules;
import cloud.reseller.topics.KafkaSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishRequestIT {
  private static final String CUSTOMER = "0a7f3b52-0000-4000-8000-000000000001";

  @TempDir static Path data;
  private static KafkaBroker kafka;

  @TempDir Path files;

  @BeforeAll
  static void start() throws Exception {
    kafka = KafkaBroker.start(data.resolve("kafka"), Ports.free());
    kafka.awaitReady(Duration.ofMinutes(2));
    AccessRules rules = AccessRules.shipped();
    KafkaSetup.run(kafka.superUser(), 12, rules, kafka.logins().passwords(rules.principals()));
  }

  @AfterAll
  static void stop() {
    kafka.stop();
  }

  @Test
  void the_request_is_published_as_the_portal_would_and_its_outcome_awaited() throws Exception {
    Path file = request("{\"customerId\":\"" + CUSTOMER + "\",\"requestedBy\":\"o\"}");
    CompletableFuture<ConsumerRecord<String, String>> seen = answerNext("PurchaseAccepted.v1");

    int status = publish(file, "--id", "request-1");

    assertThat(status).isZero();
    ConsumerRecord<String, String> request = seen.get();
    assertThat(request.key()).isEqualTo(CUSTOMER);
    assertThat(request.partition())
        .isEqualTo(BuiltInPartitioner.partitionForKey(CUSTOMER.getBytes(UTF_8), 12));
    assertThat(request.value()).isEqualTo(Files.readString(file));
    assertThat(header(request, "ce_id")).isEqualTo("request-1");
    assertThat(header(request, "ce_type")).isEqualTo("PurchaseReservation.v1");
  }

  @Test
  void a_customer_id_in_capitals_is_sent_under_the_key_in_lower_case() throws Exception {
    Path file = request("{\"customerId\":\"" + CUSTOMER.toUpperCase(Locale.ROOT) + "\"}");
    CompletableFuture<ConsumerRecord<String, String>> seen = answerNext("PurchaseAccepted.v1");

    assertThat(publish(file)).isZero();

    assertThat(seen.get().key()).isEqualTo(CUSTOMER);
    assertThat(seen.get().value()).isEqualTo(Files.readString(file));
  }

  @Test
  void a_repeat_gets_the_answer_of_its_id() throws Exception {
    Path file = request("{\"customerId\":\"" + CUSTOMER + "\"}");
    CompletableFuture<ConsumerRecord<String, String>> seen = answerNext("PurchaseRejected.v1");
    assertThat(publish(file, "--id", "request-2")).isEqualTo(2);
    seen.get();

    assertThat(publish(file, "--id", "request-2")).isEqualTo(2);
  }

  @Test
  void a_rejection_shows_in_the_exit_status() throws Exception {
    Path file = request("{\"customerId\":\"" + CUSTOMER + "\"}");
    CompletableFuture<ConsumerRecord<String, String>> seen = answerNext("PurchaseRejected.v1");
    assertThat(publish(file)).isEqualTo(2);
    assertThat(header(seen.get(), "ce_id")).matches("[0-9a-f-]{36}");
  }

  @Test
  void a_file_that_cannot_be_a_request_is_named() throws Exception {
    refused(files.resolve("missing.json"), "cannot read");
    refused(request("{"), "is not JSON");
    refused(request("{\"customer\":1}"), "has no customerId");
  }

  @Test
  void a_file_that_is_too_large_is_reported_before_anything_is_sent() throws Exception {
    String most = "{\"customerId\":\"" + CUSTOMER + "\",\"more\":\"";
    int room = 253_952 - most.length() - 2;
    refused(
        request(most + "x".repeat(room + 1) + "\"}"),
        "has 253953 bytes; the limit for a request is");
    CompletableFuture<ConsumerRecord<String, String>> seen = answerNext("PurchaseAccepted.v1");
    assertThat(publish(request(most + "x".repeat(room) + "\"}"))).isZero();
    seen.get();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "a\nb", "a\u0007", "half\uD800"})
  void an_id_under_which_nothing_can_be_answered_is_reported_at_once(String id) throws Exception {
    Path file = request("{\"customerId\":\"" + CUSTOMER + "\"}");
    for (String odd : List.of(id, "x".repeat(513))) {
      assertThatExceptionOfType(PartFailedException.class)
          .isThrownBy(() -> publish(file, "--id", odd))
          .withMessageContaining("--id must be text of 1 to 512 bytes");
    }
  }

  @Test
  void a_request_with_an_unusual_id_is_answered_and_a_parked_one_is_reported() throws Exception {
    Path file = request("{\"customerId\":\"" + CUSTOMER + "\"}");
    CompletableFuture<ConsumerRecord<String, String>> seen = answerNext("PurchaseParked.v1");

    assertThat(publish(file, "--id", "né le 1/1 \"%$&\"")).isEqualTo(2);

    assertThat(header(seen.get(), "ce_id")).isEqualTo("né le 1/1 \"%$&\"");
  }

  @Test
  void a_broker_that_is_not_there_is_named() throws Exception {
    Path file = request("{\"customerId\":\"" + CUSTOMER + "\"}");
    int nobody = Ports.free();
    assertThatExceptionOfType(PartFailedException.class)
        .isThrownBy(
            () ->
                PublishRequest.run(
                    data, List.of(file.toString(), "--data", ".", "--port", "kafka=" + nobody)))
        .withMessageContaining("is ./run running?");
  }

  @Test
  void without_a_password_of_the_portal_nothing_is_published() throws Exception {
    Path file = request("{\"customerId\":\"" + CUSTOMER + "\"}");
    assertThatExceptionOfType(PartFailedException.class)
        .isThrownBy(
            () ->
                PublishRequest.run(
                    files, List.of(file.toString(), "--port", "kafka=" + kafka.port())))
        .withMessageContaining("no password of the portal below " + files.resolve(".local"));
  }

  private Path request(String body) throws Exception {
    return Files.writeString(Files.createTempFile(files, "request", ".json"), body);
  }

  private static int publish(Path file, String... options) {
    List<String> arguments = new java.util.ArrayList<>(List.of(file.toString()));
    arguments.addAll(List.of("--data", data.toString(), "--port", "kafka=" + kafka.port()));
    arguments.addAll(List.of(options));
    return PublishRequest.run(data, arguments);
  }

  private static void refused(Path file, String told) {
    assertThatExceptionOfType(PartFailedException.class)
        .isThrownBy(() -> publish(file))
        .withMessageContaining(told);
  }

  /** Stands at the place of reservations-service: answers the next request that comes. */
  private static CompletableFuture<ConsumerRecord<String, String>> answerNext(String type) {
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.copyOf(kafka.superUser()), new StringDeserializer(), new StringDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor("purchase-requests").stream()
            .map(partition -> new TopicPartition("purchase-requests", partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // Asked here, so that "the next" begins before the caller publishes.
    partitions.forEach(consumer::position);
    return CompletableFuture.supplyAsync(() -> answer(consumer, type));
  }

  private static ConsumerRecord<String, String> answer(
      KafkaConsumer<String, String> consumer, String type) {
    try (consumer;
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                Map.copyOf(kafka.superUser()), new StringSerializer(), new StringSerializer())) {
      while (true) {
        for (ConsumerRecord<String, String> request : consumer.poll(Duration.ofMillis(200))) {
          ProducerRecord<String, String> outcome =
              new ProducerRecord<>("purchase-outcomes", request.key(), "{\"code\":\"x\"}");
          outcome.headers().add("ce_causationid", header(request, "ce_id").getBytes(UTF_8));
          outcome.headers().add("ce_type", type.getBytes(UTF_8));
          producer.send(outcome);
          return request;
        }
      }
    }
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
