package cloud.reseller.log.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Checks the topics from time to time without blocking the reader: whether they can be reached,
 * whether they are still the same topics, and where the committed records end. The consumer reports
 * none of this while its partitions are paused or the brokers are down.
 */
final class LogWatch {

  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LogState log;
  private final List<String> topics;
  private long lookAtNanos = System.nanoTime();

  // Written by the admin client's thread.
  private volatile boolean answered = true;
  private volatile Map<String, Uuid> topicIds = Map.of();
  private volatile Map<TopicPartition, Long> ends = Map.of();
  private volatile Optional<String> trouble = Optional.empty();

  LogWatch(LogState log, List<String> topics) {
    this.log = log;
    this.topics = topics;
  }

  /** Asks again if it is time and the last request has been answered. */
  void look(long nowNanos) {
    if (answered && nowNanos - lookAtNanos >= 0) {
      answered = false;
      lookAtNanos = nowNanos + EVERY_NANOS;
      log.topicIds(topics)
          .whenComplete(
              (found, failure) -> {
                if (failure == null) {
                  lookAtEnds(found.values());
                } else {
                  failed(failure);
                }
              });
    }
  }

  private void lookAtEnds(Collection<TopicDescription> found) {
    Map<String, Uuid> ids = new HashMap<>();
    found.forEach(topic -> ids.put(topic.name(), topic.topicId()));
    topicIds = ids;
    try {
      log.committedEnds(found)
          .whenComplete(
              (offsets, failure) -> {
                if (failure == null) {
                  succeeded(offsets);
                } else {
                  failed(failure);
                }
              });
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void succeeded(Map<TopicPartition, ListOffsetsResultInfo> offsets) {
    Map<TopicPartition, Long> found = new HashMap<>();
    offsets.forEach((partition, info) -> found.put(partition, info.offset()));
    ends = found;
    trouble = Optional.empty();
    answered = true;
  }

  private void failed(Throwable failure) {
    trouble = Optional.of("the log cannot be asked: " + failure);
    answered = true;
  }

  Optional<Uuid> topicId(String topic) {
    return Optional.ofNullable(topicIds.get(topic));
  }

  OptionalLong end(TopicPartition partition) {
    Long end = ends.get(partition);
    return end == null ? OptionalLong.empty() : OptionalLong.of(end);
  }

  /** Why the last request failed; empty if it did not. */
  Optional<String> trouble() {
    return trouble;
  }
}
