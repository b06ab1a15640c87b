package cloud.reseller.log.command;

import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/**
 * An outcome that a caller waits for. Several attempts may share an id, so the outcome is matched
 * by the position of the input it answers; it may be read before the broker has confirmed that
 * position.
 */
final class AwaitedOutcome implements AutoCloseable {

  private final String causationId;
  private final BroadcastReader reader;
  private final CompletableFuture<LogRecord> outcome = new CompletableFuture<>();
  private final List<LogRecord> seenEarly = new ArrayList<>();
  private Optional<String> input = Optional.empty();

  AwaitedOutcome(String causationId, BroadcastReader reader) {
    this.causationId = causationId;
    this.reader = reader;
  }

  String causationId() {
    return causationId;
  }

  /** The input was published at this position. */
  void published(Position position) {
    synchronized (seenEarly) {
      input = Optional.of(position.toString());
      seenEarly.forEach(this::completeIfAnswers);
      seenEarly.clear();
    }
  }

  /** The input was not published. */
  void failed(KafkaException why) {
    outcome.completeExceptionally(why);
  }

  void offer(LogRecord record) {
    synchronized (seenEarly) {
      if (input.isPresent()) {
        completeIfAnswers(record);
      } else {
        seenEarly.add(record);
      }
    }
  }

  private void completeIfAnswers(LogRecord record) {
    if (record.header("ce_input").equals(input)) {
      outcome.complete(record);
    }
  }

  /**
   * Waits for the outcome.
   *
   * @return empty if the limit passed first
   * @throws KafkaException if the input was not published
   */
  Optional<LogRecord> await(Duration limit) throws InterruptedException {
    try {
      return Optional.of(outcome.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException late) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    }
  }

  /** Ends the wait. */
  @Override
  public void close() {
    reader.forget(this);
  }
}
