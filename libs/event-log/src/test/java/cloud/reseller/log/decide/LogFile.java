package cloud.reseller.log.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed, the way any reader does. */
final class LogFile {

  private LogFile() {}

  private static Map<String, Object> and(Map<String, Object> kafka, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.putAll(more);
    return settings;
  }

  static KafkaConsumer<byte[], byte[]> reader(Map<String, Object> kafka) {
    return new KafkaConsumer<>(
        and(
            kafka,
            Map.of(
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** What offsets of a group are committed with while nobody is its member. */
  static ConsumerGroupMetadata withoutMembers(Map<String, Object> kafka, String group) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            and(kafka, Map.of("group.id", group)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return consumer.groupMetadata();
    }
  }

  /** Every committed record of some partitions up to where they end now. */
  static List<ConsumerRecord<byte[], byte[]>> all(
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

  static List<TopicPartition> partitions(Collection<String> topics, int count) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      for (int p = 0; p < count; p++) {
        partitions.add(new TopicPartition(topic, p));
      }
    }
    return partitions;
  }
}
