package cloud.reseller.log.projection;

import cloud.reseller.log.topics.KafkaCalls;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;

/** The state of a projection's topics as the cluster reports it. */
final class LogState {

  private final Admin admin;

  LogState(Admin admin) {
    this.admin = admin;
  }

  /**
   * The current state of one partition.
   *
   * @param topicId distinguishes a topic from another one created under the same name
   * @param first the first offset that still exists
   * @param end the high watermark, open transactions included
   */
  record PartitionState(Uuid topicId, long first, long end) {}

  /** The state of every partition of these topics; fails if a topic does not exist. */
  Map<TopicPartition, PartitionState> describe(Collection<String> topics) {
    Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    Map<String, Uuid> ids = new HashMap<>();
    for (TopicDescription topic :
        KafkaCalls.join(admin.describeTopics(topics).allTopicNames()).values()) {
      ids.put(topic.name(), topic.topicId());
      for (TopicPartitionInfo partition : topic.partitions()) {
        TopicPartition one = new TopicPartition(topic.name(), partition.partition());
        earliest.put(one, OffsetSpec.earliest());
        latest.put(one, OffsetSpec.latest());
      }
    }
    // Not read_committed: the last stable offset may lie below what was committed before.
    ListOffsetsOptions all = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
    KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> firsts =
        admin.listOffsets(earliest, all).all();
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        KafkaCalls.join(admin.listOffsets(latest, all).all());
    Map<TopicPartition, PartitionState> states = new HashMap<>();
    KafkaCalls.join(firsts)
        .forEach(
            (partition, first) ->
                states.put(
                    partition,
                    new PartitionState(
                        ids.get(partition.topic()), first.offset(), ends.get(partition).offset())));
    return states;
  }

  /** Asks for the ids of the topics, without waiting for the answer. */
  KafkaFuture<Map<String, TopicDescription>> topicIds(Collection<String> topics) {
    return admin.describeTopics(topics).allTopicNames();
  }

  /** Asks for the last stable offsets, without waiting for the answer. */
  KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> committedEnds(
      Collection<TopicDescription> topics) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (TopicDescription topic : topics) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        latest.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
      }
    }
    return admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all();
  }

  /**
   * Asks for the high watermark of one partition, open transactions included, without waiting for
   * the answer.
   */
  KafkaFuture<ListOffsetsResultInfo> end(TopicPartition partition) {
    return admin
        .listOffsets(
            Map.of(partition, OffsetSpec.latest()),
            new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
        .partitionResult(partition);
  }
}
