package cloud.reseller.log.projection;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/** Whether the rows hold what was in the log when this instance first asked for its end. */
final class CatchUp {

  private volatile Optional<Map<TopicPartition, Long>> ends = Optional.empty();
  private volatile boolean done;

  /** Keeps the ends of the partitions, unless they are known already. */
  void until(Supplier<Map<TopicPartition, Long>> highWatermarks) {
    if (ends.isEmpty()) {
      ends = Optional.of(Map.copyOf(highWatermarks.get()));
    }
  }

  /** Takes note of positions in the database, whichever instance stored them. */
  void observe(Map<TopicPartition, Long> stored) {
    if (!done) {
      ends.ifPresent(
          wanted ->
              done =
                  wanted.entrySet().stream()
                      .allMatch(e -> stored.getOrDefault(e.getKey(), 0L) >= e.getValue()));
    }
  }

  /** Once true it stays true. */
  boolean isDone() {
    return done;
  }
}
