package cloud.reseller.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.EventJson;
import cloud.reseller.log.topics.TopicsStep;
import cloud.reseller.topics.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes facts in the same way as deciders, in transactions with CloudEvents headers. */
public final class WrittenFacts implements AutoCloseable {

  /** Number of partitions of each topic. */
  public static final int PARTITIONS = 12;

  private final KafkaProducer<byte[], byte[]> producer;

  /** Creates missing topics. */
  public WrittenFacts() {
    try (Admin admin = Admin.create(Infrastructure.shared().kafka())) {
      new TopicsStep(admin)
          .createMissing(
              Stream.of(
                      Topics.PERMISSION_EVENTS,
                      Topics.RESERVATION_EVENTS,
                      Topics.CATALOGUE_EVENTS,
                      Topics.DIRECTORY)
                  .map(name -> Topics.named(name, PARTITIONS))
                  .toList());
    }
    producer =
        new KafkaProducer<>(
            Infrastructure.shared().kafka(Map.of("transactional.id", UUID.randomUUID().toString())),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  /** A fact to write. */
  public record Fact(
      String topic, String key, Instant at, String type, byte[] body, String id, String cause) {

    /** A fact as the decider of its topic would write it, caused by a command of its own. */
    public static Fact of(String topic, String key, Instant at, Object event) {
      return new Fact(
          topic,
          key,
          at,
          EventJson.typeName(event),
          EventJson.write(event),
          topic.replace("events", "commands")
              + "/0@"
              + (UUID.randomUUID().getMostSignificantBits() >>> 1),
          UUID.randomUUID().toString());
    }
  }

  /** Writes facts in one transaction. */
  public void commit(List<Fact> facts) {
    producer.beginTransaction();
    facts.forEach(fact -> producer.send(record(fact)));
    producer.commitTransaction();
  }

  /** Writes facts in a transaction that is aborted. */
  public void abort(List<Fact> facts) {
    producer.beginTransaction();
    facts.forEach(fact -> producer.send(record(fact)));
    producer.flush();
    producer.abortTransaction();
  }

  /** Erases a person from the directory. */
  public void erase(String id) {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(Topics.DIRECTORY, id.getBytes(UTF_8), null));
    producer.commitTransaction();
  }

  private static ProducerRecord<byte[], byte[]> record(Fact fact) {
    var record =
        new ProducerRecord<>(
            fact.topic(), null, fact.at().toEpochMilli(), fact.key().getBytes(UTF_8), fact.body());
    Map.of(
            "ce_id", fact.id(),
            "ce_source", source(fact.topic()),
            "ce_specversion", "1.0",
            "ce_type", fact.type(),
            "ce_subject", fact.key(),
            "ce_correlationid", fact.cause())
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }

  private static String source(String topic) {
    return topic.equals(Topics.RESERVATION_EVENTS)
        ? "/reservations-service"
        : "/permissions-service";
  }

  @Override
  public void close() {
    producer.close();
  }
}
