package cloud.reseller.log.projection;

import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import cloud.reseller.log.StrictReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads individual committed records by position. Thread-safe. */
public final class LogReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);

  /** A gap of up to this many offsets is read through; a longer one is skipped with a seek. */
  private static final long SHORT_GAP = 2_000;

  private final Map<String, Object> config;
  private final Duration limit;
  private final ReentrantLock turn = new ReentrantLock();
  private Optional<Consumer<byte[], byte[]>> consumer = Optional.empty();

  /**
   * A reader that connects on first use.
   *
   * @param kafka how to reach the cluster, as Kafka spells it
   * @param limit longest wait for one answer
   */
  public LogReader(Map<String, Object> kafka, Duration limit) {
    this.config = StrictReading.settings(kafka);
    this.limit = limit;
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    // Usually a single record is wanted; whatever the broker sends after it is discarded.
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 256 << 10);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) limit.toMillis());
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) limit.toMillis());
  }

  /**
   * The committed record at a position; empty if there is none.
   *
   * @throws KafkaException if the log cannot be read in time
   */
  public Optional<LogRecord> read(Position position) {
    TopicPartition partition = new TopicPartition(position.topic(), position.partition());
    return find(partition, new TreeSet<>(List.of(position.offset()))).stream().findFirst();
  }

  /**
   * The records at these offsets, in order. A record removed by compaction may be missing if a
   * later one in the set supersedes it.
   *
   * @throws IllegalStateException if the last one is gone
   * @throws KafkaException if the log cannot be read in time
   */
  List<LogRecord> read(TopicPartition partition, SortedSet<Long> offsets) {
    if (offsets.isEmpty()) {
      return List.of();
    }
    List<LogRecord> records = find(partition, offsets);
    if (records.isEmpty() || records.getLast().position().offset() != offsets.last()) {
      throw new IllegalStateException(
          "record "
              + partition.topic()
              + '/'
              + partition.partition()
              + '@'
              + offsets.last()
              + " is no longer in the log: rebuild the projection from zero");
    }
    return records;
  }

  private List<LogRecord> find(TopicPartition partition, SortedSet<Long> offsets) {
    takeTurn();
    try {
      Consumer<byte[], byte[]> reader =
          consumer.orElseGet(
              () ->
                  new KafkaConsumer<>(
                      config, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
      consumer = Optional.of(reader);
      reader.assign(List.of(partition));
      return find(reader, partition, offsets);
    } catch (OffsetOutOfRangeException gone) {
      return List.of();
    } catch (KafkaException e) {
      // A client that failed is not reused.
      consumer.ifPresent(c -> c.close(CloseOptions.timeout(POLL)));
      consumer = Optional.empty();
      throw e;
    } finally {
      turn.unlock();
    }
  }

  private void takeTurn() {
    try {
      if (!turn.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new TimeoutException("other reads took longer than " + limit);
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private List<LogRecord> find(
      Consumer<byte[], byte[]> reader, TopicPartition partition, SortedSet<Long> offsets) {
    List<LogRecord> found = new ArrayList<>(offsets.size());
    SortedSet<Long> missing = new TreeSet<>(offsets);
    long next = missing.first();
    reader.seek(partition, next);
    long quietSince = System.nanoTime();
    while (!missing.isEmpty()) {
      var polled = reader.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : polled.records(partition)) {
        if (missing.remove(record.offset())) {
          found.add(new LogRecord(record));
        }
      }
      var moved = polled.nextOffsets().get(partition);
      if (moved != null) {
        quietSince = System.nanoTime();
        next = moved.offset();
        // Offsets before the reader's position that were not delivered hold no committed record.
        missing = new TreeSet<>(missing.tailSet(next));
        if (!missing.isEmpty() && missing.first() - next > SHORT_GAP) {
          next = missing.first();
          reader.seek(partition, next);
        }
      } else if (System.nanoTime() - quietSince > limit.toNanos()) {
        throw new TimeoutException("nothing read at " + partition + '@' + next + " in " + limit);
      }
    }
    return found;
  }

  @Override
  public void close() {
    turn.lock();
    try {
      consumer.ifPresent(c -> c.close(CloseOptions.timeout(POLL)));
      consumer = Optional.empty();
    } finally {
      turn.unlock();
    }
  }
}
