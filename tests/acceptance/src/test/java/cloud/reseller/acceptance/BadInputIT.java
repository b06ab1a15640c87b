package cloud.reseller.acceptance;

import static cloud.reseller.acceptance.Log.PERMISSION_EVENTS;
import static cloud.reseller.acceptance.Log.PURCHASE_OUTCOMES;
import static cloud.reseller.acceptance.Log.RESERVATION_EVENTS;
import static cloud.reseller.acceptance.Log.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.PurchaseOutcome.PurchaseAccepted;
import cloud.reseller.events.PurchaseOutcome.PurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Any input is answered or parked with a reason, without affecting its neighbours. */
class BadInputIT {
  private static final String PARKED = "reservations-service-parked";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FIVE_MEGABYTES = 5 * 1024 * 1024;

  private static House house;
  private static PartnerCenter admin;
  private static Portal portal;
  private static Watch events;
  private static Watch outcomes;
  private static Buyer buyer;

  @BeforeAll
  static void start() {
    house = House.of(BadInputIT.class, Service.PERMISSIONS, Service.RESERVATIONS);
    admin = PartnerCenter.at(house.first(Service.PERMISSIONS).address());
    portal = new Portal(house.portal());
    events = Watch.of(house.kafka(), RESERVATION_EVENTS, PARKED);
    outcomes = Watch.of(house.kafka(), PURCHASE_OUTCOMES);
    buyer = admin.newBuyer("US");
    admin.permit(buyer.id());
  }

  @AfterAll
  static void stop() {
    outcomes.close();
    events.close();
    portal.close();
    house.close();
  }

  @AfterEach
  void a_good_request_behind_it_is_accepted() throws Exception {
    assertThat(answer(Portal.record(Portal.newId(), Portal.wish(buyer))).event())
        .isInstanceOf(ReservationPurchased.class);
  }

  @Test
  void a_body_that_is_not_json() throws Exception {
    refused(body("{\"customerId\": \"" + buyer.id() + "\", "), "BodyUnreadable");
  }

  @Test
  void an_unknown_type() throws Exception {
    ProducerRecord<byte[], byte[]> record = Portal.record(Portal.newId(), Portal.wish(buyer));
    record.headers().remove("ce_type").add("ce_type", "PurchaseSavingsPlan.v1".getBytes(UTF_8));
    refused(record, "TypeUnknown");
  }

  @Test
  void no_type_at_all() throws Exception {
    ProducerRecord<byte[], byte[]> record = Portal.record(Portal.newId(), Portal.wish(buyer));
    record.headers().remove("ce_type");
    refused(record, "TypeUnknown");
  }

  @Test
  void a_missing_field() throws Exception {
    String whole = new String(EventJson.write(Portal.wish(buyer)), UTF_8);
    CommandRefused refused =
        refused(body(whole.replace("\"term\":\"P1Y\",", "")), "BodyUnreadable");
    assertThat(refused.text()).contains("term");
  }

  @Test
  void a_field_of_the_wrong_type() throws Exception {
    String whole = new String(EventJson.write(Portal.wish(buyer)), UTF_8);
    CommandRefused refused =
        refused(body(whole.replace("\"quantity\":1", "\"quantity\":\"one\"")), "BodyUnreadable");
    assertThat(refused.text()).contains("quantity").doesNotContain("one\"");
  }

  @Test
  void a_number_no_field_holds() throws Exception {
    String whole = new String(EventJson.write(Portal.wish(buyer)), UTF_8);
    for (String number : List.of("1e400", "9".repeat(900), "1.5", "-0.0")) {
      refused(body(whole.replace("\"quantity\":1", "\"quantity\":" + number)), "BodyUnreadable");
    }
  }

  @Test
  void a_name_given_twice() throws Exception {
    String whole = new String(EventJson.write(Portal.wish(buyer)), UTF_8);
    refused(
        body(whole.replace("\"quantity\":1", "\"quantity\":1,\"quantity\":2")), "BodyUnreadable");
  }

  @Test
  void text_that_no_view_could_store() throws Exception {
    String[] parts = new String(EventJson.write(Portal.wish(buyer)), UTF_8).split("Web servers");
    CommandRefused escaped = refused(body(parts[0] + "\\u0000" + parts[1]), "BodyUnreadable");
    assertThat(escaped.text()).contains("displayName");
    refused(body(parts[0] + "\\ud800" + parts[1]), "BodyUnreadable");
    ByteArrayOutputStream overlong = new ByteArrayOutputStream();
    overlong.writeBytes(parts[0].getBytes(UTF_8));
    overlong.writeBytes(new byte[] {(byte) 0xc0, (byte) 0x80});
    overlong.writeBytes(parts[1].getBytes(UTF_8));
    refused(Portal.record(Portal.newId(), buyer.id(), overlong.toByteArray()), "BodyUnreadable");
  }

  @Test
  void another_encoding_than_utf_8() throws Exception {
    String whole = new String(EventJson.write(Portal.wish(buyer)), UTF_8);
    refused(
        Portal.record(Portal.newId(), buyer.id(), whole.getBytes(StandardCharsets.UTF_16)),
        "BodyUnreadable");
  }

  @Test
  void no_body() throws Exception {
    ProducerRecord<byte[], byte[]> record = Portal.record(Portal.newId(), Portal.wish(buyer));
    ProducerRecord<byte[], byte[]> empty =
        new ProducerRecord<>(
            record.topic(), buyer.partition(), record.key(), (byte[]) null, record.headers());
    CommandRefused refused = assertThatRefused(answer(empty));
    assertThat(refused.code()).isEqualTo("BodyUnreadable");
  }

  @Test
  void a_key_and_a_body_that_disagree() throws Exception {
    byte[] body = EventJson.write(Portal.wish(buyer));
    refused(Portal.record(Portal.newId(), UUID.randomUUID().toString(), body), "BodyUnreadable");
  }

  @Test
  void the_right_key_in_the_wrong_partition() throws Exception {
    ProducerRecord<byte[], byte[]> right = Portal.record(Portal.newId(), Portal.wish(buyer));
    int wrong = (buyer.partition() + 1) % House.PARTITIONS;
    Answer answer =
        answer(
            new ProducerRecord<>(
                right.topic(), wrong, right.key(), right.value(), right.headers()));
    assertThat(assertThatRefused(answer).code()).isEqualTo("WrongPartition");
    assertThat(answer.record().position().partition()).isEqualTo(wrong);
  }

  @Test
  void an_unknown_customer() throws Exception {
    Buyer nobody = new Buyer(UUID.randomUUID().toString(), buyer.subscription(), buyer.owner());
    assertThat(answer(Portal.record(Portal.newId(), Portal.wish(nobody))).event())
        .isInstanceOfSatisfying(
            ReservationPurchaseRejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo("CustomerUnknown"));
  }

  @Test
  void an_id_that_was_used_for_another_request() throws Exception {
    String id = Portal.newId();
    Answer first = answer(Portal.record(id, Portal.wish(buyer)));
    CommandRefused reused =
        refused(Portal.record(id, Portal.wish(buyer, buyer.owner(), 2)), "RequestIdReused");
    assertThat(reused.restsOn()).isEqualTo(first.record().position().toString());
  }

  @Test
  void a_missing_key_is_parked_with_the_reason() throws Exception {
    ProducerRecord<byte[], byte[]> keyed = Portal.record(Portal.newId(), Portal.wish(buyer));
    parked(
        new ProducerRecord<>(
            keyed.topic(), buyer.partition(), (byte[]) null, keyed.value(), keyed.headers()),
        "the record has no key");
  }

  @Test
  void a_missing_id_is_parked_with_the_reason() throws Exception {
    ProducerRecord<byte[], byte[]> record = Portal.record(Portal.newId(), Portal.wish(buyer));
    record.headers().remove("ce_id");
    parked(record, "ce_id is missing");
  }

  @Test
  void five_megabytes_are_refused_at_the_producer() {
    String large = "x".repeat(FIVE_MEGABYTES);
    ProducerRecord<byte[], byte[]> record = body("{\"customerId\": \"" + large + "\"}");
    assertThatThrownBy(() -> portal.publish(record).get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(RecordTooLargeException.class);
    try (KafkaProducer<byte[], byte[]> bold =
        producer(Map.of("max.request.size", 2 * FIVE_MEGABYTES))) {
      assertThatThrownBy(() -> bold.send(record).get())
          .hasCauseInstanceOf(RecordTooLargeException.class);
    }
  }

  @Test
  void an_aborted_transaction_is_seen_by_nobody() throws Exception {
    String id = Portal.newId();
    CompletableFuture<LogRecord> event = events.answerTo(id);
    CompletableFuture<LogRecord> outcome = outcomes.answerTo(id);
    try (KafkaProducer<byte[], byte[]> producer =
        producer(Map.of("transactional.id", "aborts-" + id))) {
      producer.initTransactions();
      producer.beginTransaction();
      for (String topic : house.topics()) {
        ProducerRecord<byte[], byte[]> bogus =
            new ProducerRecord<>(topic, buyer.id().getBytes(UTF_8), "bogus".getBytes(UTF_8));
        Portal.headers(id, "CustomerPurchasePermissionDeleted.v1")
            .forEach((name, value) -> bogus.headers().add(name, value.getBytes(UTF_8)));
        bogus.headers().add("ce_causationid", id.getBytes(UTF_8));
        producer.send(bogus).get();
      }
      ProducerRecord<byte[], byte[]> good = Portal.record(id, Portal.wish(buyer));
      producer.send(good).get();
      producer.abortTransaction();
    }
    Answer next = answer(Portal.record(Portal.newId(), Portal.wish(buyer)));

    assertThat(next.event()).isInstanceOf(ReservationPurchased.class);
    assertThat(event).isNotDone();
    assertThat(outcome).isNotDone();
    assertThat(admin.permit(buyer.id(), PartnerCenter.requestId()).status()).isEqualTo(409);
  }

  @Test
  void an_unreadable_fact_closes_its_customer_and_only_that_one() throws Exception {
    Buyer closed = neighbour();
    admin.permit(closed.id());
    assertThat(answer(Portal.record(Portal.newId(), Portal.wish(closed))).event())
        .isInstanceOf(ReservationPurchased.class);
    RecordMetadata fact = writeFact(closed, "CustomerPurchasePermissionNarrowed.v9");

    Position position = new Position(fact.topic(), fact.partition(), fact.offset());
    for (int i = 0; i < 3; i++) {
      CommandRefused refused =
          refused(Portal.record(Portal.newId(), Portal.wish(closed)), "FactsUnreadable");
      assertThat(refused.restsOn()).isEqualTo(position.toString());
      assertThat(refused.text()).contains(position.toString());
    }
    Instance reservations = house.first(Service.RESERVATIONS);
    reservations.stop();
    reservations.start().awaitReady();
    refused(Portal.record(Portal.newId(), Portal.wish(closed)), "FactsUnreadable");
  }

  @Test
  void a_known_fact_with_a_broken_body_closes_its_customer_for_both_who_decide() throws Exception {
    Buyer closed = neighbour();
    writeFact(closed, "CustomerPurchasePermissionCreated.v1");

    refused(Portal.record(Portal.newId(), Portal.wish(closed)), "FactsUnreadable");
    PartnerCenter.Reply permit = admin.permit(closed.id(), PartnerCenter.requestId());
    assertThat(permit.status()).isEqualTo(503);
    assertThat(permit.text("code")).isEqualTo("FactsUnreadable");
    assertThat(admin.permit(buyer.id(), PartnerCenter.requestId()).status()).isEqualTo(409);
  }

  @Test
  void logs_are_json_lines_that_find_a_parked_input_by_its_correlation_and_name_nobody()
      throws Exception {
    String correlation = UUID.randomUUID().toString();
    ProducerRecord<byte[], byte[]> record = Portal.record(Portal.newId(), Portal.wish(buyer));
    record.headers().remove("ce_id").add("ce_correlationid", correlation.getBytes(UTF_8));
    parked(record, "ce_id is missing");

    List<String> correlations = new ArrayList<>();
    for (Service service : List.of(Service.PERMISSIONS, Service.RESERVATIONS)) {
      String log = Files.readString(house.first(service).log());
      // The last line may not have been written yet.
      for (String line : log.substring(0, log.lastIndexOf('\n')).split("\n")) {
        correlations.add(JSON.readTree(line).at("/mdc/correlationId").asText());
        assertThat(line).doesNotContain("@customer.example", "user-", "customer-", "Web servers");
      }
    }
    assertThat(correlations).contains(correlation);
  }

  /** Another customer with records in the same partitions. */
  private static Buyer neighbour() {
    Buyer other = admin.newBuyer("US");
    while (other.partition() != buyer.partition()) {
      other = admin.newBuyer("US");
    }
    return other;
  }

  /** A fact of that type with an unreadable body. */
  private static RecordMetadata writeFact(Buyer closed, String type) throws Exception {
    ProducerRecord<byte[], byte[]> fact =
        new ProducerRecord<>(
            PERMISSION_EVENTS, closed.id().getBytes(UTF_8), "{\"later\": true}".getBytes(UTF_8));
    Portal.headers(Portal.newId(), type)
        .forEach((name, value) -> fact.headers().add(name, value.getBytes(UTF_8)));
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      return producer.send(fact).get();
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> different) {
    Map<String, Object> settings = house.superUser(different);
    settings.put("buffer.memory", 8L * FIVE_MEGABYTES);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static ProducerRecord<byte[], byte[]> body(String text) {
    return Portal.record(Portal.newId(), buyer.id(), text.getBytes(UTF_8));
  }

  /** An answer to a request, as stored in the log. */
  private record Answer(LogRecord record, Object event) {}

  private static Answer answer(ProducerRecord<byte[], byte[]> request) throws Exception {
    String id = new String(request.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
    CompletableFuture<LogRecord> answered = events.answerTo(id);
    CompletableFuture<LogRecord> told = outcomes.answerTo(id);
    portal.publish(request).get();
    LogRecord record = answered.get(1, TimeUnit.MINUTES);
    Object event = Log.event(record);
    switch (Log.event(told.get(1, TimeUnit.MINUTES))) {
      case PurchaseAccepted accepted -> {
        assertThat(event).isInstanceOf(ReservationPurchased.class);
        assertThat(accepted.requestId()).isEqualTo(id);
      }
      case PurchaseRejected rejected -> {
        assertThat(event).isNotInstanceOf(ReservationPurchased.class);
        assertThat(rejected.requestId()).isEqualTo(id);
        assertThat(rejected.text()).isNotBlank();
      }
      case Object other -> throw new AssertionError("the portal was told " + other);
    }
    return new Answer(record, event);
  }

  private static CommandRefused refused(ProducerRecord<byte[], byte[]> request, String code)
      throws Exception {
    CommandRefused refused = assertThatRefused(answer(request));
    assertThat(refused.code()).isEqualTo(code);
    return refused;
  }

  private static CommandRefused assertThatRefused(Answer answer) {
    assertThat(answer.event()).isInstanceOf(CommandRefused.class);
    CommandRefused refused = (CommandRefused) answer.event();
    assertThat(refused.text()).isNotBlank();
    return refused;
  }

  private static void parked(ProducerRecord<byte[], byte[]> request, String reason)
      throws Exception {
    RecordMetadata sent = portal.publish(request).get();
    Position input = new Position(sent.topic(), sent.partition(), sent.offset());
    try (Tail parked = new Tail(house.kafka(), PARKED)) {
      LogRecord record =
          parked.awaitRecord(
              it -> header(it, "ce_input").equals(input.toString()), Duration.ofSeconds(20));
      assertThat(new String(record.body().orElseThrow(), UTF_8)).contains(reason);
      assertThat(header(record, "ce_inputhash")).matches("[0-9a-f]{64}");
    }
  }
}
