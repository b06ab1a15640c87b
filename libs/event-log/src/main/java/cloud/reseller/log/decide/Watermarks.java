package cloud.reseller.log.decide;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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

/** Asks the broker how far the log goes and how far the group came. */
final class Watermarks {

  private static final ListOffsetsOptions HIGH =
      new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);

  /** Between two questions for offsets of a transaction that has not ended. */
  private static final Duration PENDING = Duration.ofMillis(100);

  private final Admin admin;

  Watermarks(Admin admin) {
    this.admin = admin;
  }

  /**
   * The high watermark of each partition, answered for each alone: one that has no leader keeps no
   * other waiting.
   */
  Map<TopicPartition, CompletableFuture<Long>> each(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(p -> latest.put(p, OffsetSpec.latest()));
    ListOffsetsResult asked = admin.listOffsets(latest, HIGH);
    Map<TopicPartition, CompletableFuture<Long>> ends = new HashMap<>();
    for (TopicPartition partition : partitions) {
      // Kafka's own futures may not be given a time limit.
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
    return ends;
  }

  /**
   * The high watermarks. Not the last stable offsets: an open transaction of a writer that died
   * holds those below facts its successor has committed.
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
    return stable(group, partitions)
        .thenCompose(
            found ->
                // The client leaves out what is pending; what was never committed is there as null.
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

  private CompletableFuture<Map<TopicPartition, Long>> stable(
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
