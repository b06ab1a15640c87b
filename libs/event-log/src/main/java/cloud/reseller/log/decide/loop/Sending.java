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
 * Hands records to the producer in their order. Once there are many, a thread of its own does it:
 * spelling a record out for the broker takes half as long as deciding one.
 */
final class Sending implements AutoCloseable {

  private static final int CHUNK = 200;

  /**
   * A record that was handed over. The record itself, which is large, is not kept until the end.
   */
  record Sent(Origin origin, long expectedOffset, Future<RecordMetadata> written) {}

  /** A record that could not be handed over. */
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

  /** Adds a record, which may not have been handed over yet when this returns. */
  void add(Outgoing outgoing) {
    waiting.add(outgoing);
    if (waiting.size() == CHUNK) {
      List<Outgoing> chunk = waiting;
      waiting = new ArrayList<>(CHUNK);
      handed.add(sender.submit(() -> sent(chunk)));
    }
  }

  /** Whether a record is known that could not be handed over. Those behind it are not tried. */
  boolean hasFailed() {
    return failure.isPresent();
  }

  /**
   * Waits until all records are with the producer, and forgets them.
   *
   * @throws KafkaException if one could not be handed over
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
        // What the producer refuses at once it tells in either way.
        if (written.state() == Future.State.FAILED) {
          failure = Optional.of(new Failed(each.origin(), written.exceptionNow()));
        }
      } catch (KafkaException | LinkageError e) {
        failure = Optional.of(new Failed(each.origin(), e));
      } catch (IllegalStateException e) {
        // It is the producer that cannot go on.
        throw e;
      } catch (RuntimeException e) {
        failure = Optional.of(new Failed(each.origin(), new SerializationException(e)));
      }
    }
    return sent;
  }

  /** Lets go at once: what waits is not sent any more. */
  @Override
  public void close() {
    sender.shutdownNow();
    producer.close(Duration.ZERO);
  }
}
