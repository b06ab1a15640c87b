package cloud.reseller.log.decide.loop;

import cloud.reseller.log.decide.evidence.Outgoing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes outcomes and the offsets of their inputs in one transaction, and reports how it ended.
 * Outcomes are sent to the broker while the next ones are decided.
 */
final class Transactions implements Consumer<Outgoing>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

  /**
   * Well below the ten seconds after which the broker aborts it, and below the producer's buffer.
   */
  private static final long FULL_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long FULL_BYTES = 64L << 20;

  /** How a transaction ended. */
  sealed interface Ending {

    /** There was no transaction, because nothing was added. */
    record Nothing() implements Ending {}

    /** It was committed. */
    record Committed() implements Ending {}

    /** It was certainly not committed. */
    record Aborted() implements Ending {}

    /** It may or may not be in the log. */
    record Unknown() implements Ending {}
  }

  private final Producer<byte[], byte[]> producer;
  private final Sending sending;
  private Optional<KafkaException> failure = Optional.empty();
  private List<Unwritable> unwritable = List.of();
  private boolean begun;
  private long begunNanos;
  private long bytes;

  /** Opens the producer and ends whatever its predecessor left open. */
  Transactions(Supplier<Producer<byte[], byte[]>> producers) {
    producer = producers.get();
    try {
      producer.initTransactions();
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
    sending = new Sending(producer);
  }

  /**
   * Adds a record to the running transaction, starting one if there is none. Failures are reported
   * by {@link #end}.
   */
  @Override
  public void accept(Outgoing outgoing) {
    if (!begun) {
      begin();
    }
    if (failure.isPresent()) {
      return;
    }
    bytes += outgoing.record().value().length;
    sending.add(outgoing);
  }

  private void begin() {
    begun = true;
    begunNanos = System.nanoTime();
    try {
      producer.beginTransaction();
    } catch (KafkaException e) {
      failure = Optional.of(e);
    }
  }

  /** Whether the running transaction should be ended before more is decided, or has failed. */
  boolean isFull() {
    return begun
        && (failure.isPresent()
            || sending.hasFailed()
            || bytes >= FULL_BYTES
            || System.nanoTime() - begunNanos >= FULL_NANOS);
  }

  /** Ends the running transaction together with the offsets of its inputs. */
  Ending end(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    unwritable = List.of();
    if (!begun) {
      return new Ending.Nothing();
    }
    try {
      return ended(offsets, group);
    } finally {
      begun = false;
      bytes = 0;
      failure = Optional.empty();
    }
  }

  private Ending ended(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    List<Sending.Sent> sent = List.of();
    try {
      sent = sending.finish();
      if (failure.isPresent()) {
        throw failure.get();
      }
      producer.flush();
      if (!asExpected(sent)) {
        return abort();
      }
      producer.sendOffsetsToTransaction(offsets, group);
    } catch (KafkaException | ExecutionException e) {
      unwritable = unwritable(sent);
      LOG.warn("transaction given up before its commit (cause {})", why(e));
      return abort();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ending.Unknown();
    }
    try {
      producer.commitTransaction();
      return new Ending.Committed();
    } catch (KafkaException e) {
      LOG.warn("commit has no certain end (cause {})", e.toString());
      return new Ending.Unknown();
    }
  }

  private static boolean asExpected(List<Sending.Sent> sent)
      throws ExecutionException, InterruptedException {
    for (Sending.Sent each : sent) {
      RecordMetadata written = each.written().get();
      if (written.offset() != each.expectedOffset()) {
        LOG.warn(
            "a record got another offset than its batch rests on (topic {}, partition {}, expected"
                + " offset {}, offset {})",
            written.topic(),
            written.partition(),
            each.expectedOffset(),
            written.offset());
        return false;
      }
    }
    return true;
  }

  /** Only class names: messages may quote the records. */
  private static String why(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown.getClass().getSimpleName()
        + (cause == null ? "" : " of " + cause.getClass().getSimpleName());
  }

  /**
   * The outcomes for which the last transaction was aborted and retrying would not help, the first
   * of each partition: later ones may have failed because of it.
   */
  List<Unwritable> unwritable() {
    return unwritable;
  }

  private List<Unwritable> unwritable(List<Sending.Sent> sent) {
    Map<Integer, Unwritable> first = new TreeMap<>();
    for (Sending.Sent each : sent) {
      if (each.written().state() == Future.State.FAILED) {
        Unwritable.of(each.origin(), each.written().exceptionNow())
            .ifPresent(it -> first.putIfAbsent(it.partition(), it));
      }
    }
    sending
        .lastFailure()
        .flatMap(failed -> Unwritable.of(failed.origin(), failed.why()))
        .ifPresent(it -> first.putIfAbsent(it.partition(), it));
    return List.copyOf(first.values());
  }

  private Ending abort() {
    try {
      producer.abortTransaction();
      return new Ending.Aborted();
    } catch (KafkaException e) {
      LOG.warn("abort has no certain end (cause {})", e.toString());
      return new Ending.Unknown();
    }
  }

  /** Closes immediately; a running transaction is ended by a successor or by the broker. */
  @Override
  public void close() {
    sending.close();
  }
}
