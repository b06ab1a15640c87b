package cloud.reseller.log.decide.loop;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker for the ends of the log and the committed offsets of the group. */
final class Watermarks {

  private static final ListOffsetsOptions HIGH =
      new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);

  /** Pause between requests for offsets pending in a transaction. */
  private static final Duration PENDING = Duration.ofMillis(100);

  private static final ListOffsetsOptions STABLE =
      new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

  private final Admin admin;
  private final Set<TopicPartition> stable;

  /**
   * Asks for high watermarks, except for some partitions.
   *
   * @param stable the partitions whose last stable offset is used instead, so that open
   *     transactions there are not waited for
   */
  Watermarks(Admin admin, Set<TopicPartition> stable) {
    this.admin = admin;
    this.stable = Set.copyOf(stable);
  }

  /**
   * The end of each partition, answered individually, so that a partition without a leader does not
   * delay the others. Different isolation levels are requested in parallel.
   */
  Map<TopicPartition, CompletableFuture<Long>> each(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> high = new HashMap<>();
    Map<TopicPartition, OffsetSpec> lastStable = new HashMap<>();
    partitions.forEach(p -> (stable.contains(p) ? lastStable : high).put(p, OffsetSpec.latest()));
    Map<TopicPartition, CompletableFuture<Long>> ends = new HashMap<>();
    ask(high, HIGH, ends);
    ask(lastStable, STABLE, ends);
    return ends;
  }

  private void ask(
      Map<TopicPartition, OffsetSpec> latest,
      ListOffsetsOptions isolation,
      Map<TopicPartition, CompletableFuture<Long>> ends) {
    if (latest.isEmpty()) {
      return;
    }
    ListOffsetsResult asked = admin.listOffsets(latest, isolation);
    for (TopicPartition partition : latest.keySet()) {
      // Kafka's own futures do not support timeouts.
      CompletableFuture<Long> end = new CompletableFuture<>();
      asked
          .partitionResult(partition)
          .whenComplete(
              (found, failure) -> {
                if (failure == null) {
                  end.complete(found.offset());
                } else {
                  end.completeExceptionally(failure);
                }
              });
      ends.put(partition, end);
    }
  }

  /**
   * The ends of all partitions. For facts of customers this is the high watermark, not the last
   * stable offset, which an open transaction of a dead writer can hold below facts committed by its
   * successor.
   */
  CompletableFuture<Map<TopicPartition, Long>> ends(Collection<TopicPartition> partitions) {
    Map<TopicPartition, CompletableFuture<Long>> each = each(partitions);
    return CompletableFuture.allOf(each.values().toArray(CompletableFuture[]::new))
        .thenApply(
            _ -> {
              Map<TopicPartition, Long> ends = new HashMap<>();
              each.forEach((partition, end) -> ends.put(partition, end.join()));
              return ends;
            });
  }

  /** The group's committed offsets, once no transaction has any pending; 0 where there is none. */
  CompletableFuture<Map<TopicPartition, Long>> committed(
      String group, Collection<TopicPartition> partitions) {
    return committedOnly(group, partitions)
        .thenCompose(
            found ->
                // The client omits pending offsets; offsets never committed are null.
                found.keySet().containsAll(partitions)
                    ? CompletableFuture.completedFuture(found)
                    : committed(group, partitions, PENDING));
  }

  /** The same, asked for after a pause. */
  CompletableFuture<Map<TopicPartition, Long>> committed(
      String group, Collection<TopicPartition> partitions, Duration pause) {
    return CompletableFuture.supplyAsync(
            () -> committed(group, partitions),
            CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS))
        .thenCompose(Function.identity());
  }

  private CompletableFuture<Map<TopicPartition, Long>> committedOnly(
      String group, Collection<TopicPartition> partitions) {
    return admin
        .listConsumerGroupOffsets(
            Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)),
            new ListConsumerGroupOffsetsOptions().requireStable(true))
        .partitionsToOffsetAndMetadata(group)
        .toCompletionStage()
        .toCompletableFuture()
        .thenApply(
            found -> {
              Map<TopicPartition, Long> offsets = new HashMap<>();
              found.forEach((p, offset) -> offsets.put(p, offset == null ? 0L : offset.offset()));
              return offsets;
            });
  }
}
