package cloud.reseller.acceptance;

import static org.awaitility.Awaitility.await;

import cloud.reseller.log.LogRecord;
import cloud.reseller.testing.CommittedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The committed records of some topics, read further on demand. */
final class Tail implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> reader;
  private final List<LogRecord> records = new ArrayList<>();

  /** Reads from the beginning. */
  Tail(Map<String, Object> kafka, String... topics) {
    reader = CommittedLog.reader(kafka);
    Collection<TopicPartition> partitions = Log.partitions(List.of(topics));
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
  }

  /** The records read so far. */
  List<LogRecord> soFar() {
    return List.copyOf(records);
  }

  /** Reads until there are that many records. */
  void awaitCount(int count, Duration limit) {
    await()
        .atMost(limit)
        .failFast("more records than inputs", () -> records.size() > count)
        .until(
            () -> {
              readOn();
              return records.size() == count;
            });
  }

  /** Reads until there are at least that many records. */
  void awaitAtLeast(int count, Duration limit) {
    await()
        .atMost(limit)
        .until(
            () -> {
              readOn();
              return records.size() >= count;
            });
  }

  /** Reads until there is a matching record. */
  LogRecord awaitRecord(Predicate<LogRecord> wanted, Duration limit) {
    await()
        .atMost(limit)
        .until(
            () -> {
              readOn();
              return records.stream().anyMatch(wanted);
            });
    return records.stream().filter(wanted).findFirst().orElseThrow();
  }

  int count() {
    return records.size();
  }

  private void readOn() {
    reader.poll(Duration.ofMillis(50)).forEach(raw -> records.add(new LogRecord(raw)));
  }

  @Override
  public void close() {
    reader.close();
  }
}
