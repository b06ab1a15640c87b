package cloud.reseller.log.decide.loop;

import cloud.reseller.log.decide.evidence.Origin;
import cloud.reseller.log.decide.evidence.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Passes records to the producer in order. If there are many, a separate thread does this:
 * serializing a record takes half as long as deciding one.
 */
final class Sending implements AutoCloseable {

  private static final int CHUNK = 200;

  /** A record passed to the producer. The record itself is not kept, because it is large. */
  record Sent(Origin origin, long expectedOffset, Future<RecordMetadata> written) {}

  /** A record that the producer rejected. */
  record Failed(Origin origin, Throwable why) {}

  private final Producer<byte[], byte[]> producer;
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("outcomes-", 0).factory());
  private final List<Future<List<Sent>>> handed = new ArrayList<>();
  private List<Outgoing> waiting = new ArrayList<>(CHUNK);
  private volatile Optional<Failed> failure = Optional.empty();
  private Optional<Failed> lastFailure = Optional.empty();

  Sending(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /** Adds a record, which may be passed to the producer asynchronously. */
  void add(Outgoing outgoing) {
    waiting.add(outgoing);
    if (waiting.size() == CHUNK) {
      List<Outgoing> chunk = waiting;
      waiting = new ArrayList<>(CHUNK);
      handed.add(sender.submit(() -> sent(chunk)));
    }
  }

  /** Whether a record is known to have been rejected. Later records are not sent. */
  boolean hasFailed() {
    return failure.isPresent();
  }

  /**
   * Waits until all records have been passed to the producer, and returns them.
   *
   * @throws KafkaException if one was rejected
   */
  List<Sent> finish() throws InterruptedException {
    List<Sent> all = new ArrayList<>();
    try {
      for (Future<List<Sent>> chunk : handed) {
        all.addAll(chunk.get());
      }
      all.addAll(sent(waiting));
      if (failure.isPresent()) {
        throw new KafkaException(failure.get().why());
      }
      return all;
    } catch (ExecutionException e) {
      throw new IllegalStateException("sending outcomes failed", e.getCause());
    } finally {
      handed.clear();
      waiting.clear();
      lastFailure = failure;
      failure = Optional.empty();
    }
  }

  /** The record for which the last {@link #finish} threw, if it was a record. */
  Optional<Failed> lastFailure() {
    return lastFailure;
  }

  private List<Sent> sent(List<Outgoing> chunk) {
    List<Sent> sent = new ArrayList<>(chunk.size());
    for (Outgoing each : chunk) {
      if (hasFailed()) {
        return sent;
      }
      try {
        Future<RecordMetadata> written = producer.send(each.record());
        sent.add(new Sent(each.origin(), each.expectedOffset(), written));
        // The producer reports immediate failures either by throwing or in the future.
        if (written.state() == Future.State.FAILED) {
          failure = Optional.of(new Failed(each.origin(), written.exceptionNow()));
        }
      } catch (KafkaException | LinkageError e) {
        failure = Optional.of(new Failed(each.origin(), e));
      } catch (IllegalStateException e) {
        // The producer itself has failed.
        throw e;
      } catch (RuntimeException e) {
        failure = Optional.of(new Failed(each.origin(), new SerializationException(e)));
      }
    }
    return sent;
  }

  /** Closes immediately, without sending waiting records. */
  @Override
  public void close() {
    sender.shutdownNow();
    producer.close(Duration.ZERO);
  }
}
