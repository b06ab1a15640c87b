package cloud.reseller.log.decide.state;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads committed records of the log between two offsets. */
interface LogRange extends AutoCloseable {

  /**
   * Reads the available records.
   *
   * @param from the first offset by partition
   * @param to the offset after the last by partition, for the same partitions
   * @param records receives every record, those of a partition in their order
   */
  void read(
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> to,
      Consumer<ConsumerRecord<byte[], byte[]>> records);

  @Override
  void close();
}
