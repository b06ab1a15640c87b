package cloud.reseller.log.projection;

import java.util.Comparator;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** A position to be moved on: from where the reader believes it stands to where it has read. */
record PositionAdvance(TopicPartition partition, Uuid topicId, long held, long next) {

  /** The one order in which position rows are locked. */
  static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);
}
