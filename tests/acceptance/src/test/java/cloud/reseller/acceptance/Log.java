package cloud.reseller.acceptance;

import cloud.reseller.events.EventJson;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the log as any reader does: only what is committed. */
final class Log {
  static final String PERMISSION_COMMANDS = "permission-commands";
  static final String PERMISSION_EVENTS = "permission-events";
  static final String PURCHASE_OUTCOMES = "purchase-outcomes";
  static final String RESERVATION_COMMANDS = "reservation-commands";
  static final String RESERVATION_EVENTS = "reservation-events";
  static final String CATALOGUE_EVENTS = "catalogue-events";

  private Log() {}

  static KafkaConsumer<byte[], byte[]> reader(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.putAll(
        Map.of(
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false));
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** All partitions of topics that are not shared. */
  static List<TopicPartition> partitions(Collection<String> topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      for (int number = 0; number < House.PARTITIONS; number++) {
        partitions.add(new TopicPartition(topic, number));
      }
    }
    return partitions;
  }

  /** Every committed record of some partitions up to where they end now. */
  static List<ConsumerRecord<byte[], byte[]>> read(
      Map<String, Object> kafka, Collection<TopicPartition> partitions) {
    try (KafkaConsumer<byte[], byte[]> reader = reader(kafka)) {
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> reader.position(e.getKey()) < e.getValue())) {
        reader.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  /** What a record says. */
  static Object event(LogRecord record) {
    try {
      return EventJson.read(record.type(), record.body().orElseThrow());
    } catch (EventJson.UnreadableException e) {
      throw new IllegalStateException("unreadable record at " + record.position(), e);
    }
  }

  /** The header, or empty text. */
  static String header(LogRecord record, String name) {
    return record.header(name).orElse("");
  }

  /** How far the decision saw a topic: the offset behind the last fact it used. */
  static long observed(LogRecord outcome, String topic) {
    return Arrays.stream(header(outcome, "ce_observed").split(" "))
        .filter(text -> !text.isEmpty())
        .map(Position::parse)
        .filter(position -> position.topic().equals(topic))
        .mapToLong(Position::offset)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    outcome.position() + " does not say how far it saw " + topic));
  }
}
