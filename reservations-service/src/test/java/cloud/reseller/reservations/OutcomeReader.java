package cloud.reseller.reservations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import cloud.reseller.log.LogRecord;
import cloud.reseller.testing.CommittedLog;
import cloud.reseller.testing.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads committed outcomes of a topic from its beginning. */
public final class OutcomeReader implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<LogRecord> seen = new ArrayList<>();

  /** Begins at the beginning. */
  public OutcomeReader(String topic) {
    consumer = CommittedLog.reader(Infrastructure.shared().kafka());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** The first outcome of a request. */
  public LogRecord of(String requestId) {
    return first(r -> r.header("ce_causationid").filter(requestId::equals).isPresent());
  }

  /** The first record of a key. */
  public LogRecord withKey(String key) {
    return first(r -> r.key().filter(key::equals).isPresent());
  }

  /** The first record with a key and a type. */
  public LogRecord ofType(String key, String type) {
    return first(r -> r.key().filter(key::equals).isPresent() && r.type().equals(type));
  }

  private LogRecord first(Predicate<LogRecord> wanted) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(50)).forEach(r -> seen.add(new LogRecord(r)));
              return seen.stream().filter(wanted).findFirst();
            },
            Optional::isPresent)
        .orElseThrow();
  }

  /** The body of an outcome as text. */
  public static String text(LogRecord record) {
    return new String(record.body().orElseThrow(), UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
