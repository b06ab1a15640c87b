package cloud.reseller.log.decide;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker how far the log goes and how far the group came. */
final class Watermarks {

  private static final ListOffsetsOptions HIGH =
      new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);

  private final Admin admin;

  Watermarks(Admin admin) {
    this.admin = admin;
  }

  /**
   * The high watermarks. Not the last stable offsets: an open transaction of a writer that died
   * holds those below facts its successor has committed.
   */
  CompletableFuture<Map<TopicPartition, Long>> high(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(p -> latest.put(p, OffsetSpec.latest()));
    return admin
        .listOffsets(latest, HIGH)
        .all()
        .toCompletionStage()
        .toCompletableFuture()
        .thenApply(
            found -> {
              Map<TopicPartition, Long> ends = new HashMap<>();
              found.forEach((partition, end) -> ends.put(partition, end.offset()));
              return ends;
            });
  }

  /** The group's committed offsets, once no transaction has any pending; 0 where there is none. */
  CompletableFuture<Map<TopicPartition, Long>> committed(
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
              partitions.forEach(
                  p -> offsets.put(p, found.get(p) == null ? 0L : found.get(p).offset()));
              return offsets;
            });
  }
}
