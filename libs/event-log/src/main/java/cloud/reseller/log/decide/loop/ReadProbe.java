package cloud.reseller.log.decide.loop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Probes whether a position can be read, with a separate consumer: the client's exceptions name the
 * partition only in some cases, and a stopped partition must not be probed by the consumer that
 * reads the others.
 */
final class ReadProbe implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration WITHIN = Duration.ofSeconds(2);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private volatile boolean closed;

  /** The result of a probe. */
  sealed interface Result {

    /** A record was read, or there is none yet. */
    record Readable() implements Result {}

    /** It cannot be read. */
    record Unreadable(String reason) implements Result {}

    /** Nobody answered in time. */
    record Unknown() implements Result {}
  }

  ReadProbe(Supplier<Consumer<byte[], byte[]>> consumers) {
    this.consumers = consumers;
  }

  /** Probes a position, for at most two seconds. */
  Result at(TopicPartition partition, long offset) {
    Consumer<byte[], byte[]> consumer = consumers.get();
    try {
      consumer.assign(List.of(partition));
      consumer.seek(partition, offset);
      long begun = System.nanoTime();
      while (System.nanoTime() - begun < WITHIN.toNanos()) {
        if (!consumer.poll(POLL).isEmpty()
            || consumer.position(partition, POLL) > offset
            || consumer.currentLag(partition).orElse(-1) == 0) {
          return new Result.Readable();
        }
      }
      return new Result.Unknown();
    } catch (InterruptException
        | AuthenticationException
        | AuthorizationException
        | org.apache.kafka.common.errors.TimeoutException e) {
      return new Result.Unknown();
    } catch (KafkaException | IllegalStateException e) {
      return new Result.Unreadable(said(e));
    } finally {
      consumer.close(CloseOptions.timeout(POLL));
    }
  }

  /**
   * Completed when the partition can be read again, which is probed in the background with pauses.
   */
  CompletableFuture<Void> readable(ReadFault fault, Duration pause) {
    return CompletableFuture.supplyAsync(
            () -> closed || at(fault.partition(), fault.offset()) instanceof Result.Readable,
            CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS))
        .exceptionally(_ -> false)
        .thenCompose(
            over -> over ? CompletableFuture.completedFuture(null) : readable(fault, pause));
  }

  /** Stops all probes. */
  @Override
  public void close() {
    closed = true;
  }

  /** The messages of an exception and its cause. */
  static String said(RuntimeException e) {
    String why = e.getCause() == null ? "" : ", " + e.getCause().getMessage();
    return e.getClass().getSimpleName() + ": " + e.getMessage() + why;
  }
}
