package cloud.reseller.log.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.BackOff;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.StrictReading;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is committed to all partitions of one topic from now on and hands each record to the
 * callers waiting for its {@code ce_causationid}. Every instance has its own reader and reads
 * everything, so an outcome reaches whichever instance sent the command.
 */
public final class BroadcastReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BroadcastReader.class);

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration END_WITHIN = Duration.ofSeconds(5);
  private static final Duration RETRY_FIRST = Duration.ofMillis(100);
  private static final Duration RETRY_AT_MOST = Duration.ofSeconds(2);

  private final Map<String, Object> config;
  private final String topic;
  private final BackOff backOff = new BackOff(RETRY_FIRST, RETRY_AT_MOST);
  private final Map<String, List<AwaitedOutcome>> expected = new ConcurrentHashMap<>();
  private final Thread thread;

  /** The next offsets to read; kept when the client is replaced, so that nothing is missed. */
  private final Map<TopicPartition, Long> next = new HashMap<>();

  private volatile boolean placed;
  private volatile boolean ended;
  private volatile boolean stopping;
  private volatile Optional<Consumer<byte[], byte[]>> polling = Optional.empty();
  private volatile Optional<String> trouble = Optional.empty();

  /**
   * A reader that has not been started.
   *
   * @param kafka how to reach the cluster, as Kafka spells it
   */
  public BroadcastReader(Map<String, Object> kafka, String topic) {
    this.topic = topic;
    config = StrictReading.settings(kafka);
    config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    thread = Thread.ofPlatform().name("broadcast-" + topic).daemon().unstarted(this::run);
  }

  /** Starts reading; returns at once, whether or not the log can be reached. */
  public void start() {
    thread.start();
  }

  /**
   * Whether everything committed from now on will be seen. Once true it stays true, even while
   * reading fails temporarily, until reading ends for good.
   */
  public boolean ready() {
    return placed && !ended;
  }

  /** Why the topic cannot be read, temporarily or for good. */
  public Optional<String> trouble() {
    return trouble;
  }

  /** Starts waiting for the outcome of an input that is published after this call returns. */
  AwaitedOutcome expect(String causationId) {
    AwaitedOutcome one = new AwaitedOutcome(causationId, this);
    expected.merge(causationId, List.of(one), BroadcastReader::joined);
    return one;
  }

  private static List<AwaitedOutcome> joined(List<AwaitedOutcome> some, List<AwaitedOutcome> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  void forget(AwaitedOutcome one) {
    expected.computeIfPresent(
        one.causationId(),
        (_, all) -> {
          List<AwaitedOutcome> rest = all.stream().filter(other -> other != one).toList();
          return rest.isEmpty() ? null : rest;
        });
  }

  private void run() {
    try {
      readUntilStopped();
    } catch (Error e) {
      LOG.error("outcomes on {} are no longer read", topic, e);
      trouble = Optional.of(topic + " is no longer read, restart the service: " + e);
      throw e;
    } finally {
      ended = true;
    }
  }

  private void readUntilStopped() {
    while (!stopping) {
      try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
        polling = Optional.of(consumer);
        try {
          place(consumer);
          follow(consumer);
        } finally {
          polling = Optional.empty();
          consumer.close(CloseOptions.timeout(POLL));
        }
      } catch (WakeupException | InterruptException end) {
        stopping = true;
      } catch (OffsetOutOfRangeException e) {
        // The topic was recreated or truncated: reading continues from its new end.
        next.clear();
        failed(e);
      } catch (RuntimeException e) {
        failed(e);
      }
    }
  }

  private void failed(RuntimeException e) {
    if (trouble.isEmpty()) {
      LOG.warn("outcomes on {} cannot be read, retrying: {}", topic, e.toString());
    }
    trouble = Optional.of(topic + " cannot be read: " + e);
    LockSupport.parkNanos(backOff.next().toNanos());
  }

  private void place(Consumer<byte[], byte[]> consumer) {
    Set<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .collect(Collectors.toSet());
    if (partitions.isEmpty()) {
      throw new UnknownTopicOrPartitionException("topic " + topic + " does not exist");
    }
    consumer.assign(partitions);
    partitions.stream().filter(next::containsKey).forEach(p -> consumer.seek(p, next.get(p)));
    Set<TopicPartition> unknown =
        partitions.stream().filter(p -> !next.containsKey(p)).collect(Collectors.toSet());
    consumer.endOffsets(unknown).forEach(next::put);
    unknown.forEach(p -> consumer.seek(p, next.get(p)));
    placed = true;
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    while (!stopping) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (!expected.isEmpty()) {
        records.forEach(this::hand);
      }
      records.nextOffsets().forEach((partition, offset) -> next.put(partition, offset.offset()));
      if (trouble.isPresent()) {
        LOG.info("reading outcomes on {} again", topic);
        trouble = Optional.empty();
        backOff.reset();
      }
    }
  }

  private void hand(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader("ce_causationid");
    if (header != null && header.value() != null) {
      List<AwaitedOutcome> waiting = expected.get(new String(header.value(), UTF_8));
      if (waiting != null) {
        LogRecord outcome = new LogRecord(record);
        waiting.forEach(one -> one.offer(outcome));
      }
    }
  }

  /** Stops reading. Callers that still wait run into their time limits. */
  @Override
  public void close() {
    stopping = true;
    polling.ifPresent(Consumer::wakeup);
    LockSupport.unpark(thread);
    try {
      if (thread.isAlive()) {
        thread.join(END_WITHIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
