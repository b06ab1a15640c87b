package cloud.reseller.log.decide.loop;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads committed records of chosen partitions from chosen offsets. */
final class FactReader implements AutoCloseable {

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
  private final ContainedConsumer contained;
  private final Set<TopicPartition> reading = new HashSet<>();

  FactReader(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, ReadProbe probe) {
    this.consumer = consumer;
    this.contained = new ContainedConsumer(consumer, probe);
  }

  /** Starts to read partitions, each from its offset. */
  void add(Map<TopicPartition, Long> from) {
    reading.addAll(from.keySet());
    consumer.assign(reading);
    from.forEach(consumer::seek);
  }

  /** Stops reading partitions. */
  void remove(Set<TopicPartition> partitions) {
    if (reading.removeAll(partitions)) {
      consumer.assign(reading);
    }
  }

  boolean reads(TopicPartition partition) {
    return reading.contains(partition);
  }

  /**
   * Reads on, for at most {@code wait}.
   *
   * @param records receives every record
   * @param positions receives every partition's position afterwards, markers included
   * @param faults receives partitions that cannot be read, which are no longer read
   */
  void read(
      Duration wait,
      Consumer<ConsumerRecord<byte[], byte[]>> records,
      ObjLongConsumer<TopicPartition> positions,
      Consumer<ReadFault> faults) {
    if (reading.isEmpty()) {
      return;
    }
    contained
        .poll(
            wait,
            fault -> {
              remove(Set.of(fault.partition()));
              faults.accept(fault);
            })
        .forEach(records);
    for (TopicPartition partition : reading) {
      try {
        positions.accept(partition, consumer.position(partition, Duration.ZERO));
      } catch (TimeoutException | InvalidOffsetException e) {
        // Its leader has changed and is being looked up, or the next poll reports the problem; the
        // others are read meanwhile.
        continue;
      }
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
  }
}
