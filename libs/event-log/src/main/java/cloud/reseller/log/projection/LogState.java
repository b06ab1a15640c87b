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

/** What the cluster says about the topics of a projection. */
final class LogState {

  private final Admin admin;

  LogState(Admin admin) {
    this.admin = admin;
  }

  /**
   * One partition as it is.
   *
   * @param topicId tells a topic from another one made under the same name
   * @param first the first offset still there
   * @param end the high watermark, open transactions included
   */
  record PartitionState(Uuid topicId, long first, long end) {}

  /** Every partition of these topics; fails if one does not exist. */
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

  /** The ids the topics have, without waiting for them. */
  KafkaFuture<Map<String, TopicDescription>> topicIds(Collection<String> topics) {
    return admin.describeTopics(topics).allTopicNames();
  }

  /** Where what is committed ends, without waiting for it. */
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

  /** The high watermark of one partition, open transactions included, without waiting for it. */
  KafkaFuture<ListOffsetsResultInfo> end(TopicPartition partition) {
    return admin
        .listOffsets(
            Map.of(partition, OffsetSpec.latest()),
            new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
        .partitionResult(partition);
  }
}
