package cloud.reseller.acceptance;

import static cloud.reseller.acceptance.Log.header;

import cloud.reseller.log.LogRecord;
import cloud.reseller.testing.CommittedLog;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Follows event topics and returns the first answer to each awaited id. */
final class Watch implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> reader;
  private final Map<String, CompletableFuture<LogRecord>> expected = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> following = new CompletableFuture<>();
  private final Thread thread;

  private Watch(KafkaConsumer<byte[], byte[]> reader) {
    this.reader = reader;
    this.thread = Thread.ofPlatform().name("watch").start(this::follow);
  }

  /** Follows some topics from their current ends. */
  static Watch of(Map<String, Object> kafka, String... topics) {
    KafkaConsumer<byte[], byte[]> reader = CommittedLog.reader(kafka);
    Collection<TopicPartition> partitions = Log.partitions(Arrays.asList(topics));
    reader.assign(partitions);
    reader.seekToEnd(partitions);
    // Fixes the end: it is looked up only when it is asked for.
    partitions.forEach(reader::position);
    return new Watch(reader);
  }

  /** The first outcome under an id; asked before the id is used. */
  CompletableFuture<LogRecord> answerTo(String id) {
    CompletableFuture<LogRecord> answer =
        expected.computeIfAbsent(id, fresh -> new CompletableFuture<>());
    if (following.isCompletedExceptionally()) {
      following.join();
    }
    return answer;
  }

  private void follow() {
    try {
      while (true) {
        reader
            .poll(Duration.ofSeconds(1))
            .forEach(
                raw -> {
                  LogRecord record = new LogRecord(raw);
                  CompletableFuture<LogRecord> waiting =
                      expected.remove(header(record, "ce_causationid"));
                  if (waiting != null) {
                    waiting.complete(record);
                  }
                });
      }
    } catch (WakeupException closed) {
      following.complete(null);
    } catch (RuntimeException failed) {
      following.completeExceptionally(failed);
      expected.values().forEach(waiting -> waiting.completeExceptionally(failed));
    }
  }

  @Override
  public void close() {
    reader.wakeup();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    reader.close();
  }
}
