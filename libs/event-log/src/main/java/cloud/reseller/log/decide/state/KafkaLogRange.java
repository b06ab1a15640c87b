package cloud.reseller.log.decide.state;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads ranges of the log with a separate consumer. */
final class KafkaLogRange implements LogRange {

  private static final Duration WAIT = Duration.ofMillis(100);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;

  KafkaLogRange(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  @Override
  public void read(
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> to,
      Consumer<ConsumerRecord<byte[], byte[]>> records) {
    consumer.assign(from.keySet());
    // Records missing from the log are not waited for.
    Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(from.keySet()));
    left.replaceAll((partition, end) -> Math.min(end, to.get(partition)));
    left.entrySet().removeIf(end -> from.get(end.getKey()) >= end.getValue());
    consumer.assign(left.keySet());
    left.keySet().forEach(partition -> consumer.seek(partition, from.get(partition)));
    while (!left.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < left.getOrDefault(partition, 0L)) {
          records.accept(record);
        }
      }
      if (left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue())) {
        consumer.assign(left.keySet());
      }
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
  }
}
