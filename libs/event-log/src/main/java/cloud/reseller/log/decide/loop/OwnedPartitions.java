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
 * The partition numbers this instance owns: taken with an assignment, given up with a revocation,
 * stopped by a fault, restored again. One that waits or stops is paused; the others go on.
 */
final class OwnedPartitions<S> implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(OwnedPartitions.class);

  /** What is taken back again and again must not fill the log. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Between two tries to read what could not be read. */
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

  /** Why nobody can be told what all keys share. */
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

  /** An assignment with which deciding would be wrong. The instance stops. */
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

  /** Moves every partition on as far as the answers that are there allow. */
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
   * Stops the partitions that rest on what cannot be read: its own number, or every one where all
   * keys share it. They are tried again by themselves.
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

  /** Whether a log is read that goes on. */
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
   * Stops deciding a partition until its facts were read.
   *
   * @param targets up to where; empty if that has to be asked again
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

  /** A transaction with outcomes of this partition stands in the log. */
  void committed(int number) {
    takenBack.remove(number);
  }

  /**
   * Restores a partition whose transaction was taken back, after a pause that grows as long as that
   * goes on.
   */
  void restoreLater(int number) {
    Duration pause =
        takenBack.computeIfAbsent(number, _ -> new BackOff(FIRST_PAUSE, LONGEST_PAUSE)).next();
    restoreAgain(number, steps.fetchingOffsets(number, pause))
        .trouble("its last transaction was taken back");
  }

  /** Drops the state of every partition: only the log is believed from here on. */
  void forgetStates() {
    owned.numbers().forEach(held::drop);
  }

  /** Restores every partition from the log. */
  void restoreAll() {
    owned.numbers().forEach(number -> restoreAgain(number, steps.fetchingOffsets(number)));
  }

  /**
   * Puts a partition back to its last committed state, at the position that state was read to. What
   * another owner wrote behind it in the meantime is folded before anything is decided again.
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
