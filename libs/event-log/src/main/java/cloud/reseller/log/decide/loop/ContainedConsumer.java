package cloud.reseller.log.decide.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Polls a consumer and reports a partition that cannot be read instead of throwing, so that the
 * other partitions can be read once it is paused or unassigned.
 */
final class ContainedConsumer {

  private final Consumer<byte[], byte[]> consumer;
  private final ReadProbe probe;

  ContainedConsumer(Consumer<byte[], byte[]> consumer, ReadProbe probe) {
    this.consumer = consumer;
    this.probe = probe;
  }

  /**
   * Polls. If that fails for one partition, nothing is returned, and no records of the others are
   * lost.
   *
   * @param faults receives the unreadable partition, which must not be polled again
   */
  ConsumerRecords<byte[], byte[]> poll(
      Duration wait, java.util.function.Consumer<ReadFault> faults) {
    try {
      return consumer.poll(wait);
    } catch (InvalidOffsetException e) {
      e.partitions().forEach(partition -> faults.accept(fault(partition, e)));
    } catch (WakeupException | InterruptException e) {
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      // Other broker errors have specific classes and do not concern a single partition.
      if (e instanceof ApiException && !(e instanceof CorruptRecordException)) {
        throw e;
      }
      Optional<ReadFault> fault = find(e);
      if (fault.isEmpty()) {
        return pollWithout(named(e).orElseThrow(() -> e));
      }
      faults.accept(fault.get());
    }
    return ConsumerRecords.empty();
  }

  /**
   * Polls and discards data fetched from a partition while it could not be read, which the consumer
   * keeps as long as the position is unchanged.
   */
  private ConsumerRecords<byte[], byte[]> pollWithout(TopicPartition mended) {
    long position = consumer.position(mended);
    consumer.seek(mended, position + 1);
    ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ZERO);
    if (consumer.assignment().contains(mended)) {
      consumer.seek(mended, position);
    }
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> others = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(polled.nextOffsets());
    next.remove(mended);
    polled.partitions().stream()
        .filter(partition -> !partition.equals(mended))
        .forEach(partition -> others.put(partition, polled.records(partition)));
    return new ConsumerRecords<>(others, next);
  }

  private ReadFault fault(TopicPartition partition, InvalidOffsetException e) {
    return new ReadFault(partition, positionOf(partition).orElse(0L), ReadProbe.said(e));
  }

  /**
   * Finds the unreadable partition. The client names it only in the message, which is just used to
   * probe that one first.
   */
  private Optional<ReadFault> find(RuntimeException thrown) {
    List<TopicPartition> read = read();
    read.sort(Comparator.comparing(partition -> !isNamed(partition, thrown)));
    for (TopicPartition partition : read) {
      Optional<Long> position = positionOf(partition);
      if (position.isPresent()
          && probe.at(partition, position.get())
              instanceof ReadProbe.Result.Unreadable(String reason)) {
        return Optional.of(new ReadFault(partition, position.get(), reason));
      }
    }
    return Optional.empty();
  }

  private List<TopicPartition> read() {
    List<TopicPartition> read = new ArrayList<>(consumer.assignment());
    read.removeAll(consumer.paused());
    return read;
  }

  private Optional<TopicPartition> named(RuntimeException thrown) {
    return read().stream().filter(partition -> isNamed(partition, thrown)).findFirst();
  }

  private static boolean isNamed(TopicPartition partition, RuntimeException thrown) {
    return Pattern.compile("(?<![\\w.-])" + Pattern.quote(partition.toString()) + "(?!\\w)")
        .matcher(String.valueOf(thrown.getMessage()))
        .find();
  }

  private Optional<Long> positionOf(TopicPartition partition) {
    try {
      return Optional.of(consumer.position(partition, Duration.ZERO));
    } catch (TimeoutException | InvalidOffsetException e) {
      return Optional.empty();
    }
  }
}
