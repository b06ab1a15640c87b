package cloud.reseller.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the committed records of topics. */
public final class CommittedLog {

  private CommittedLog() {}

  /**
   * A reader without a group, which starts at the beginning.
   *
   * @param kafka client settings
   */
  public static KafkaConsumer<byte[], byte[]> reader(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", false);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** All committed records of a topic up to its current end. */
  public static List<ConsumerRecord<byte[], byte[]>> read(Map<String, Object> kafka, String topic) {
    try (KafkaConsumer<byte[], byte[]> reader = reader(kafka)) {
      return read(kafka, partitions(List.of(topic), reader.partitionsFor(topic).size()));
    }
  }

  /** All committed records of some partitions up to their current ends. */
  public static List<ConsumerRecord<byte[], byte[]>> read(
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

  /**
   * The partitions of some topics.
   *
   * @param count number of partitions of each topic
   */
  public static List<TopicPartition> partitions(Collection<String> topics, int count) {
    return topics.stream()
        .flatMap(
            topic ->
                IntStream.range(0, count).mapToObj(number -> new TopicPartition(topic, number)))
        .toList();
  }
}
