package cloud.reseller.log.decide.loop;

import cloud.reseller.log.decide.DeciderSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * The broker's ids of the topics that a decider reads and writes: a recreated topic has the same
 * name but a different id, and offsets of the old topic are meaningless in it.
 */
final class TopicIds {

  /** Interval between checks while partitions are decided. */
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Admin admin;
  private final List<String> topics;
  private CompletableFuture<Map<String, String>> look = CompletableFuture.completedFuture(Map.of());
  private long lookedNanos = System.nanoTime();
  private Map<String, String> seen = Map.of();

  TopicIds(Admin admin, DeciderSpec spec) {
    this.admin = admin;
    this.topics = new ArrayList<>(spec.inputs());
    topics.addAll(spec.facts());
    topics.addAll(spec.outputs());
    spec.shared().ifPresent(topics::add);
  }

  /** The ids as they are now, by name. */
  CompletableFuture<Map<String, String>> ask() {
    return admin
        .describeTopics(topics)
        .allTopicNames()
        .toCompletionStage()
        .toCompletableFuture()
        .thenApply(
            found -> {
              Map<String, String> ids = new HashMap<>();
              found.forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
              return ids;
            });
  }

  /** The ids as last seen, at most a few seconds ago; empty if unknown. */
  Map<String, String> lastSeen() {
    if (look.isDone()) {
      if (!look.isCompletedExceptionally()) {
        seen = look.join();
      }
      if (System.nanoTime() - lookedNanos > EVERY_NANOS) {
        lookedNanos = System.nanoTime();
        look = ask();
      }
    }
    return seen;
  }
}
