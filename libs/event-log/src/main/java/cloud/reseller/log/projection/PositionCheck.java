package cloud.reseller.log.projection;

import cloud.reseller.log.projection.LogState.PartitionState;
import cloud.reseller.log.projection.PositionTable.Stored;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Whether stored positions belong to the log as it is. */
final class PositionCheck {

  /** Throws for the first position that belongs to another log. */
  static void verify(
      String projection,
      Map<TopicPartition, Stored> stored,
      Map<TopicPartition, PartitionState> log) {
    stored.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(PositionAdvance.ORDER))
        .forEach(
            e -> {
              PartitionState state = log.get(e.getKey());
              if (state != null) {
                verify(projection, e.getKey(), e.getValue(), state);
              }
            });
  }

  private static void verify(
      String projection, TopicPartition partition, Stored stored, PartitionState log) {
    if (!stored.topicId().equals(log.topicId())) {
      throw refused(
          projection,
          partition,
          stored,
          "the topic has the id "
              + log.topicId()
              + ": it was deleted and made again, and the rows come from the one before."
              + " Bring the topic back");
    }
    if (stored.position() > log.end()) {
      throw refused(
          projection,
          partition,
          stored,
          "the log ends at "
              + log.end()
              + ": it lost records that the rows were made from. Bring the log back");
    }
    if (stored.position() < log.first()) {
      throw refused(
          projection,
          partition,
          stored,
          "the log begins at "
              + log.first()
              + ": records the rows still need were deleted. Bring the log back");
    }
  }

  private static PositionRefusedException refused(
      String projection, TopicPartition partition, Stored stored, String why) {
    return new PositionRefusedException(
        "projection "
            + projection
            + " stands at "
            + partition.topic()
            + '/'
            + partition.partition()
            + '@'
            + stored.position()
            + " of topic id "
            + stored.topicId()
            + ", but "
            + why
            + ", or empty the projection's tables and delete its rows from projection_position and"
            + " projection_parked: it is then made anew from what the log holds");
  }

  private PositionCheck() {}
}
