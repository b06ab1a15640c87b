package cloud.reseller.log.projection;

import java.time.Instant;
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

  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final LogState log;
  private final List<String> topics;
  private long lookAtNanos = System.nanoTime();

  // Written by the admin client's thread.
  private volatile boolean answered = true;
  private volatile Map<String, Uuid> topicIds = Map.of();
  private volatile Optional<Look> last = Optional.empty();
  private volatile Optional<String> trouble = Optional.empty();

  /**
   * What was seen of the log.
   *
   * @param at a time before which everything that was committed lies before the ends
   * @param ends of the committed records
   */
  record Look(Instant at, Map<TopicPartition, Long> ends) {}

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
    Instant at = Instant.now();
    try {
      log.committedEnds(found)
          .whenComplete(
              (offsets, failure) -> {
                if (failure == null) {
                  succeeded(at, offsets);
                } else {
                  failed(failure);
                }
              });
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void succeeded(Instant at, Map<TopicPartition, ListOffsetsResultInfo> offsets) {
    Map<TopicPartition, Long> found = new HashMap<>();
    offsets.forEach((partition, info) -> found.put(partition, info.offset()));
    last = Optional.of(new Look(at, Map.copyOf(found)));
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
    Long end = last.map(look -> look.ends().get(partition)).orElse(null);
    return end == null ? OptionalLong.empty() : OptionalLong.of(end);
  }

  /** The last look that succeeded. */
  Optional<Look> last() {
    return last;
  }

  /** Why the last request failed; empty if it did not. */
  Optional<String> trouble() {
    return trouble;
  }
}
