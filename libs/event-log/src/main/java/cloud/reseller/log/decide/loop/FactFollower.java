package cloud.reseller.log.decide.loop;

import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.MessageCodec;
import cloud.reseller.log.decide.state.Fold;
import cloud.reseller.log.decide.state.Partition;
import cloud.reseller.log.decide.state.Snapshots;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps states up to date with the log: reads committed facts, and outcomes while a partition is
 * being restored, and folds them into the followed partitions and the shared state.
 */
final class FactFollower<C, S, G, E> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FactFollower.class);

  private final DeciderSpec spec;
  private final Snapshots<S, G> snapshots;
  private final DeciderMetrics metrics;
  private final FactReader reader;
  private final Fold<C, S, G, E> fold;
  private final Map<Integer, Partition<S>> followed = new HashMap<>();
  private final List<ReadFault> faults = new ArrayList<>();
  private Fold.Shared<G> shared;

  /** The snapshot of the shared state, until it is used. */
  private Optional<CompletableFuture<Fold.Shared<G>>> loading;

  FactFollower(
      DeciderSpec spec,
      Decider<C, S, G, E> decider,
      MessageCodec<C, E> messageCodec,
      Snapshots<S, G> snapshots,
      DeciderMetrics metrics,
      FactReader reader) {
    this.spec = spec;
    this.snapshots = snapshots;
    this.metrics = metrics;
    this.reader = reader;
    this.fold = new Fold<>(spec, decider, messageCodec, this::unreadable);
    this.shared = new Fold.Shared<>(decider.initialShared(), 0, "");
    this.loading = spec.shared().map(snapshots::loadShared);
  }

  /** Whether the snapshot of the shared state has been loaded. */
  boolean isSharedLoaded() {
    return loading.isEmpty();
  }

  private void takeShared() {
    loading
        .filter(CompletableFuture::isDone)
        .ifPresent(
            loaded -> {
              shared = loaded.join();
              loading = Optional.empty();
              followShared();
            });
  }

  /** Saves the shared state if it is due. */
  void takeDueShared() {
    if (isSharedLoaded()) {
      spec.shared().ifPresent(topic -> snapshots.takeDue(topic, shared));
    }
  }

  /** Follows the shared topic from the position of the shared state. */
  void followShared() {
    spec.sharedPartition()
        .filter(partition -> !reader.reads(partition))
        .ifPresent(partition -> reader.add(Map.of(partition, shared.position())));
  }

  private void unreadable(Position at) {
    metrics.unreadable();
    LOG.warn(
        "a fact cannot be read, what rests on it is refused (service {}, position {})",
        spec.service(),
        at);
  }

  /** Starts reading a partition's facts and outcomes, each topic from its position in the state. */
  void follow(Partition<S> state) {
    Map<TopicPartition, Long> from = new HashMap<>();
    for (TopicPartition partition : spec.restoredFrom(state.number())) {
      from.put(partition, state.position(partition.topic()));
    }
    followed.put(state.number(), state);
    reader.add(from);
  }

  /**
   * Reads only the facts of a partition, because from here on this instance writes its outcomes.
   */
  void followFactsOnly(int number) {
    reader.remove(spec.outputsOf(number));
  }

  /** Stops reading for a partition. */
  void leave(int number) {
    followed.remove(number);
    reader.remove(spec.restoredFrom(number));
  }

  /** The state of a followed partition. */
  Partition<S> state(int number) {
    return Optional.ofNullable(followed.get(number)).orElseThrow();
  }

  /** What all keys share. */
  Fold.Shared<G> shared() {
    return shared;
  }

  /** Reads on, for at most {@code wait}. */
  void readOn(Duration wait) {
    takeShared();
    reader.read(
        wait,
        record -> {
          if (isShared(record.topic())) {
            shared = fold.into(shared, record);
          } else {
            fold.into(state(record.partition()), record);
          }
        },
        (partition, position) -> {
          if (isShared(partition.topic())) {
            shared = new Fold.Shared<>(shared.state(), position, shared.closedAt());
          } else {
            state(partition.partition()).position(partition.topic(), position);
          }
        },
        faults::add);
  }

  /** The partitions that became unreadable since the last call, and are no longer read. */
  List<ReadFault> takeFaults() {
    List<ReadFault> taken = List.copyOf(faults);
    faults.clear();
    return taken;
  }

  private boolean isShared(String topic) {
    return spec.shared().isPresent() && spec.shared().get().equals(topic);
  }

  /** Whether everything before these positions was read. */
  boolean reached(Map<TopicPartition, Long> targets) {
    return targets.entrySet().stream().allMatch(t -> at(t.getKey()) >= t.getValue());
  }

  private long at(TopicPartition partition) {
    return isShared(partition.topic())
        ? shared.position()
        : state(partition.partition()).position(partition.topic());
  }

  /**
   * The exclusive fact positions on which decisions of a partition number currently rest, as text.
   */
  byte[] observed(int number) {
    StringBuilder text = new StringBuilder();
    for (String topic : spec.facts()) {
      long position = state(number).position(topic);
      text.append(text.isEmpty() ? "" : " ").append(topic).append('/').append(number);
      text.append('@').append(position);
    }
    spec.shared()
        .ifPresent(
            topic ->
                text.append(text.isEmpty() ? "" : " ")
                    .append(topic)
                    .append("/0@")
                    .append(shared.position()));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    reader.close();
  }
}
