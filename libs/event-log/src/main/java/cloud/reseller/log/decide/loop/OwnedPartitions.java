package cloud.reseller.log.decide.loop;

import cloud.reseller.log.BackOff;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.loop.PartitionLifecycle.Phase;
import cloud.reseller.log.decide.state.HeldStates;
import cloud.reseller.log.decide.state.Partition;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partition numbers owned by this instance: added by assignments, removed by revocations,
 * stopped by faults, and restored. Waiting and stopped partitions are paused without affecting the
 * others.
 */
final class OwnedPartitions<S> implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(OwnedPartitions.class);

  /** Repeatedly aborted transactions must not fill the log. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Pause between attempts to read an unreadable partition. */
  private static final Duration UNREADABLE_PAUSE = Duration.ofSeconds(2);

  private final DeciderSpec spec;
  private final PartitionSteps<S> steps;
  private final Consumer<byte[], byte[]> inputs;
  private final PartitionLifecycles<S> owned;
  private final HeldStates<S> held;
  private final FactFollower<?, S, ?, ?> facts;
  private final UnwritableOutcomes unwritable;
  private final TopicIds topicIds;
  private final ReadProbe probe;
  private final DeciderMetrics metrics;
  private final Map<Integer, BackOff> takenBack = new HashMap<>();

  /** Why the shared state cannot be read. */
  private Optional<ReadFault> sharedFault = Optional.empty();

  OwnedPartitions(
      DeciderSpec spec,
      PartitionSteps<S> steps,
      Consumer<byte[], byte[]> inputs,
      PartitionLifecycles<S> owned,
      HeldStates<S> held,
      FactFollower<?, S, ?, ?> facts,
      UnwritableOutcomes unwritable,
      TopicIds topicIds,
      ReadProbe probe,
      DeciderMetrics metrics) {
    this.spec = spec;
    this.steps = steps;
    this.inputs = inputs;
    this.owned = owned;
    this.held = held;
    this.facts = facts;
    this.unwritable = unwritable;
    this.topicIds = topicIds;
    this.probe = probe;
    this.metrics = metrics;
  }

  /** An assignment with which decisions would be wrong. The instance stops. */
  static final class NotCoPartitionedException extends RuntimeException {
    NotCoPartitionedException(String message) {
      super(message);
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    Map<Integer, Set<String>> topics = new TreeMap<>();
    for (TopicPartition each : assigned) {
      topics.computeIfAbsent(each.partition(), n -> new HashSet<>()).add(each.topic());
      inputs.seek(each, 0);
    }
    inputs.pause(assigned);
    topics.forEach(
        (number, its) -> {
          if (its.size() != spec.inputs().size()) {
            throw new NotCoPartitionedException(
                "partition "
                    + number
                    + " was assigned for "
                    + its
                    + " alone, but "
                    + spec.inputs()
                    + " belong together: give all instances the same inputs and "
                    + "the range assignor");
          }
          owned.put(new PartitionLifecycle<>(number, steps.fetchingOffsets(number)));
        });
    sharedFault.ifPresent(this::stop);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    for (TopicPartition each : revoked) {
      unwritable.forget(each.partition());
      if (owned.remove(each.partition())) {
        facts.leave(each.partition());
        held.lose(each.partition());
      }
    }
  }

  /** Advances every partition as far as the available answers allow. */
  void advance() {
    held.dropUseless();
    owned
        .all()
        .forEach(
            each ->
                steps
                    .advance(each)
                    .ifPresent(why -> stop(each.number(), why, new CompletableFuture<>())));
    owned.all().forEach(this::tryAgain);
    Map<String, String> ids = topicIds.lastSeen();
    for (Partition<S> state : owned.deciding()) {
      String madeAnew = state.madeAnew(ids);
      if (!madeAnew.isEmpty()) {
        stop(state.number(), madeAnew, new CompletableFuture<>());
      }
    }
  }

  /**
   * Stops the partitions affected by a fault: the same number, or all if the shared topic is
   * affected. They are retried automatically.
   *
   * @return their numbers
   */
  Set<Integer> stop(ReadFault fault) {
    Set<Integer> stopped = owned.numbers();
    if (isShared(fault)) {
      sharedFault = Optional.of(fault);
    } else {
      stopped.retainAll(Set.of(fault.partition().partition()));
    }
    CompletableFuture<Void> readable = probe.readable(fault, UNREADABLE_PAUSE);
    stopped.forEach(number -> stop(number, fault.toString(), readable));
    return stopped;
  }

  private void stop(int number, String reason, CompletableFuture<Void> over) {
    restoreAgain(number, new Phase.Stopped<>(reason, over));
    metrics.stopped();
    LOG.error(
        "not decided any more: {} (service {}, partition {})", reason, spec.service(), number);
  }

  private boolean isShared(ReadFault fault) {
    return spec.sharedPartition().filter(fault.partition()::equals).isPresent();
  }

  private void tryAgain(PartitionLifecycle<S> each) {
    if (each.phase() instanceof Phase.Stopped<S> stopped && stopped.over().isDone()) {
      if (sharedFault.filter(fault -> fault.toString().equals(stopped.reason())).isPresent()) {
        sharedFault = Optional.empty();
        facts.followShared();
      }
      each.enter(steps.fetchingOffsets(each.number()));
    }
  }

  /** Whether any partition is being restored. */
  boolean restoring() {
    for (PartitionLifecycle<S> each : owned.all()) {
      if (each.phase() instanceof Phase.Restoring<S> restoring
          && !facts.reached(restoring.targets())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Stops deciding a partition until its facts have been read.
   *
   * @param targets the required positions; empty if they must be determined again
   */
  void setAside(int number, Optional<Map<TopicPartition, Long>> targets) {
    inputs.pause(spec.inputsOf(number));
    Partition<S> state = facts.state(number);
    owned
        .get(number)
        .enter(
            targets.isPresent()
                ? new Phase.CatchingUp<>(CompletableFuture.completedFuture(targets.get()), state)
                : steps.catchingUp(number, state));
  }

  /** A transaction with outcomes of this partition was committed. */
  void committed(int number) {
    takenBack.remove(number);
  }

  /** Restores a partition after an aborted transaction, with increasing pauses. */
  void restoreLater(int number) {
    Duration pause =
        takenBack.computeIfAbsent(number, _ -> new BackOff(FIRST_PAUSE, LONGEST_PAUSE)).next();
    restoreAgain(number, steps.fetchingOffsets(number, pause))
        .trouble("its last transaction was taken back");
  }

  /** Drops the state of every partition, so that it is restored from the log. */
  void forgetStates() {
    owned.numbers().forEach(held::drop);
  }

  /** Restores every partition from the log. */
  void restoreAll() {
    owned.numbers().forEach(number -> restoreAgain(number, steps.fetchingOffsets(number)));
  }

  /**
   * Resets a partition to its last committed state and the position of that state. Anything that
   * another owner wrote meanwhile is folded before the next decision.
   */
  private PartitionLifecycle<S> restoreAgain(int number, Phase<S> first) {
    inputs.pause(spec.inputsOf(number));
    facts.leave(number);
    PartitionLifecycle<S> again =
        new PartitionLifecycle<>(
            number,
            unwritable
                .stopped(number)
                .<Phase<S>>map(why -> new Phase.Stopped<>(why, new CompletableFuture<>()))
                .orElse(first));
    owned.put(again);
    return again;
  }
}
