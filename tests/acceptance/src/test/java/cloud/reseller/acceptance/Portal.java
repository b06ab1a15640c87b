package cloud.reseller.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.EventJson;
import cloud.reseller.events.PurchaseRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The customer portal: writes purchase requests, and nothing else. */
final class Portal implements AutoCloseable {
  static final String REQUESTS = "purchase-requests";

  private final KafkaProducer<byte[], byte[]> producer;

  /** A portal whose requests survive a restart of the broker. */
  Portal(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("acks", "all");
    settings.put("linger.ms", 0);
    settings.put("delivery.timeout.ms", 120_000);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A request for one small machine for a year, by the Owner. */
  static PurchaseRequest wish(Buyer buyer) {
    return wish(buyer, buyer.owner(), 1);
  }

  static PurchaseRequest wish(Buyer buyer, String requestedBy, long quantity) {
    return new PurchaseRequest(
        buyer.id(),
        requestedBy,
        new PurchaseRequest.Reservation(
            new PurchaseRequest.Sku("Standard_D2s_v5"),
            "eastus",
            new PurchaseRequest.Properties(
                "VirtualMachines",
                "/subscriptions/" + buyer.subscription(),
                "P1Y",
                "Upfront",
                quantity,
                Optional.of("Web servers"),
                "Shared",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  /** Publishes without waiting. */
  Future<RecordMetadata> publish(String id, PurchaseRequest request) {
    return publish(record(id, request));
  }

  Future<RecordMetadata> publish(ProducerRecord<byte[], byte[]> record) {
    return producer.send(record);
  }

  /** Publishes and waits until the record is in the log. */
  RecordMetadata published(String id, PurchaseRequest request)
      throws ExecutionException, InterruptedException {
    return publish(id, request).get();
  }

  static ProducerRecord<byte[], byte[]> record(String id, PurchaseRequest request) {
    return record(id, request.customerId(), EventJson.write(request));
  }

  static ProducerRecord<byte[], byte[]> record(String id, String key, byte[] body) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(REQUESTS, key.getBytes(UTF_8), body);
    headers(id, "PurchaseReservation.v1")
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }

  static Map<String, String> headers(String id, String type) {
    return Map.of(
        "ce_id", id,
        "ce_type", type,
        "ce_source", "/portal",
        "ce_specversion", "1.0",
        "content-type", "application/json");
  }

  /**
   * Writes an event about a customer that no service wrote.
   *
   * @param kafka settings of a client that may write anything
   * @param cause the id of the request that it answers
   */
  static void writeByHand(
      Map<String, Object> kafka,
      String topic,
      String customer,
      String type,
      String cause,
      String body)
      throws ExecutionException, InterruptedException {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, customer.getBytes(UTF_8), body.getBytes(UTF_8));
    Map<String, String> headers = new HashMap<>(headers(newId(), type));
    headers.put("ce_subject", customer);
    headers.put("ce_time", Instant.now().toString());
    headers.put("ce_causationid", cause);
    headers.put("ce_correlationid", cause);
    headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    try (KafkaProducer<byte[], byte[]> writer =
        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
      writer.send(record).get();
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
