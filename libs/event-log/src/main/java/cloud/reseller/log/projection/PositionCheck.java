package cloud.reseller.log.projection;

import cloud.reseller.log.projection.LogState.PartitionState;
import cloud.reseller.log.projection.PositionTable.Stored;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Checks that stored positions belong to the log as it is now. */
final class PositionCheck {

  /** Throws on the first position that belongs to another log. */
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
              + ": it was deleted and created again, and the rows come from the earlier topic."
              + " Restore the topic");
    }
    if (stored.position() > log.end()) {
      throw refused(
          projection,
          partition,
          stored,
          "the log ends at "
              + log.end()
              + ": it lost records that the rows were built from. Restore the log");
    }
    if (stored.position() < log.first()) {
      throw refused(
          projection,
          partition,
          stored,
          "the log begins at "
              + log.first()
              + ": records that the rows still need were deleted. Restore the log");
    }
  }

  private static PositionRefusedException refused(
      String projection, TopicPartition partition, Stored stored, String why) {
    return new PositionRefusedException(
        "projection "
            + projection
            + " is at "
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
            + " projection_parked: it is then rebuilt from what the log holds");
  }

  private PositionCheck() {}
}
