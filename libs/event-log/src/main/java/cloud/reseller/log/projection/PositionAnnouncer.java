package cloud.reseller.log.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes to other services, as offsets of the consumer group, how far the rows are. What fails
 * is tried again in the next turn: group membership is a hint here too, and a position that is too
 * low only makes others wait. Confined to the thread that polls.
 */
final class PositionAnnouncer {

  private static final Logger LOG = LoggerFactory.getLogger(PositionAnnouncer.class);

  private final String projection;
  private final Map<TopicPartition, Long> announced = new HashMap<>();
  private boolean announcing;

  PositionAnnouncer(String projection) {
    this.projection = projection;
  }

  /** Publishes those positions that differ from what was published last. */
  void announce(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> positions) {
    if (announcing) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>();
    positions.forEach(
        (partition, position) -> {
          if (!position.equals(announced.get(partition))) {
            news.put(partition, new OffsetAndMetadata(position));
          }
        });
    if (news.isEmpty()) {
      return;
    }
    announcing = true;
    consumer.commitAsync(
        news,
        (committed, failure) -> {
          announcing = false;
          if (failure == null) {
            committed.forEach((partition, position) -> announced.put(partition, position.offset()));
          } else {
            LOG.debug("projection {}: positions not committed to the group", projection, failure);
          }
        });
  }

  /** Publishes these partitions again, even at the same position. */
  void forget(Collection<TopicPartition> partitions) {
    announced.keySet().removeAll(partitions);
  }

  /** Starts anew with another consumer. */
  void reset() {
    announced.clear();
    announcing = false;
  }
}
