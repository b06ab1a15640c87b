package cloud.reseller.log.decide.state;

import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.DeciderSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Retries the facts that had closed a key, a partition or everything when a snapshot was taken,
 * because this release may be able to read them. A single key is then folded from where it was
 * closed.
 */
final class Reopening<C, S, G, E> {

  private final DeciderSpec spec;
  private final Decider<C, S, G, E> decider;
  private final Fold<C, S, G, E> fold;
  private final Supplier<LogRange> log;

  Reopening(
      DeciderSpec spec,
      Decider<C, S, G, E> decider,
      Fold<C, S, G, E> fold,
      Supplier<LogRange> log) {
    this.spec = spec;
    this.decider = decider;
    this.fold = fold;
    this.log = log;
  }

  /** Whether the fact that closed everything can now be read. */
  boolean opens(Fold.Shared<G> closed) {
    try (LogRange range = log.get()) {
      return record(range, closed.closedAt())
          .map(fact -> fold.into(new Fold.Shared<>(closed.state(), fact.offset(), ""), fact))
          .filter(read -> read.closedAt().isEmpty())
          .isPresent();
    }
  }

  /** Whether the fact that closed a partition can now be read. */
  boolean opens(Partition<S> closed) {
    try (LogRange range = log.get()) {
      Partition<S> alone = new Partition<>(closed.number(), decider);
      Optional<ConsumerRecord<byte[], byte[]>> fact = record(range, closed.closedAt());
      fact.ifPresent(record -> fold.into(alone, record));
      return fact.isPresent() && alone.closedAt().isEmpty();
    }
  }

  /** Continues folding every closed key whose fact can now be read. */
  void openKeys(Partition<S> partition) {
    Map<String, KeyState<S>> closed = new HashMap<>();
    partition
        .keys()
        .forEach(
            (key, state) -> {
              if (!state.open()) {
                closed.put(key, state);
              }
            });
    if (closed.isEmpty()) {
      return;
    }
    try (LogRange range = log.get()) {
      closed.entrySet().removeIf(key -> !opens(range, partition, key.getKey(), key.getValue()));
      Map<String, Partition<S>> opened = new HashMap<>();
      closed.forEach((key, state) -> opened.put(key, alone(partition, key, state)));
      foldOn(range, partition, opened);
      opened.forEach((key, alone) -> partition.put(key, alone.get(key)));
    }
  }

  private boolean opens(LogRange range, Partition<S> partition, String key, KeyState<S> closed) {
    Partition<S> alone = alone(partition, key, closed);
    Optional<ConsumerRecord<byte[], byte[]>> fact = record(range, closed.closedAt());
    fact.ifPresent(record -> fold.into(alone, record));
    return fact.isPresent() && alone.get(key).open();
  }

  /** A partition with only one key, in the state in which it was closed. */
  private Partition<S> alone(Partition<S> partition, String key, KeyState<S> closed) {
    Partition<S> alone = new Partition<>(partition.number(), decider);
    alone.restore(key, closed.opened());
    closed.closing().from().forEach(alone::position);
    return alone;
  }

  /**
   * Folds up to the positions of the partition; the topics may be read in any order, as in a
   * restore.
   */
  private void foldOn(LogRange range, Partition<S> partition, Map<String, Partition<S>> opened) {
    Map<TopicPartition, Long> from = new HashMap<>();
    Map<TopicPartition, Long> to = new HashMap<>();
    for (String topic : spec.folded()) {
      long first =
          opened.values().stream()
              .mapToLong(alone -> alone.position(topic))
              .min()
              .orElse(Long.MAX_VALUE);
      if (first < partition.position(topic)) {
        TopicPartition each = new TopicPartition(topic, partition.number());
        from.put(each, first);
        to.put(each, partition.position(topic));
      }
    }
    if (from.isEmpty()) {
      return;
    }
    range.read(
        from,
        to,
        record ->
            new LogRecord(record)
                .key()
                .map(opened::get)
                .filter(alone -> record.offset() >= alone.position(record.topic()))
                .ifPresent(alone -> fold.into(alone, record)));
  }

  private static Optional<ConsumerRecord<byte[], byte[]>> record(LogRange range, String at) {
    Position position = Position.parse(at);
    TopicPartition partition = new TopicPartition(position.topic(), position.partition());
    AtomicReference<Optional<ConsumerRecord<byte[], byte[]>>> found =
        new AtomicReference<>(Optional.empty());
    range.read(
        Map.of(partition, position.offset()),
        Map.of(partition, position.offset() + 1),
        record -> found.set(Optional.of(record)));
    return found.get();
  }
}
