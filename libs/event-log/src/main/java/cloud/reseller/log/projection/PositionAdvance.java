package cloud.reseller.log.projection;

import java.util.Comparator;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** A position to advance: from where the reader believes it is to where it has read. */
record PositionAdvance(TopicPartition partition, Uuid topicId, long held, long next) {

  /** The order in which all writers lock position rows. */
  static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);
}
