package cloud.reseller.log.decide;

import cloud.reseller.log.BackOff;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.PartitionLifecycle.Phase;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partition numbers this instance owns. Each is taken on its own way from assignment to
 * deciding, step by step and without waiting: committed offsets, then the ends of the log, then the
 * log itself. One that has to wait or goes back to an earlier step is paused; the others go on.
 */
final class OwnedPartitions<S> implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(OwnedPartitions.class);

  /** What is taken back again and again must not fill the log. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Between two tries to read what could not be read. */
  private static final Duration UNREADABLE_PAUSE = Duration.ofSeconds(2);

  private final DeciderSpec spec;
  private final Consumer<byte[], byte[]> inputs;
  private final Watermarks watermarks;
  private final OpenTransactions openTransactions;
  private final PartitionLifecycles<S> owned;
  private final HeldStates<S> held;
  private final FactFollower<?, S, ?, ?> facts;
  private final UnwritableOutcomes unwritable;
  private final TopicIds topicIds;
  private final LastInputs lastInputs;
  private final ReadProbe probe;
  private final DeciderMetrics metrics;
  private final Map<Integer, BackOff> takenBack = new HashMap<>();

  /** Why nobody can be told what all keys share. */
  private Optional<ReadFault> sharedFault = Optional.empty();

  OwnedPartitions(
      DeciderSpec spec,
      Consumer<byte[], byte[]> inputs,
      Watermarks watermarks,
      OpenTransactions openTransactions,
      PartitionLifecycles<S> owned,
      HeldStates<S> held,
      FactFollower<?, S, ?, ?> facts,
      UnwritableOutcomes unwritable,
      TopicIds topicIds,
      LastInputs lastInputs,
      ReadProbe probe,
      DeciderMetrics metrics) {
    this.spec = spec;
    this.inputs = inputs;
    this.watermarks = watermarks;
    this.openTransactions = openTransactions;
    this.owned = owned;
    this.held = held;
    this.facts = facts;
    this.unwritable = unwritable;
    this.topicIds = topicIds;
    this.lastInputs = lastInputs;
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
          owned.put(new PartitionLifecycle<>(number, fetchingOffsets(number)));
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
    owned.all().forEach(this::advance);
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
    LOG.atError()
        .addKeyValue("service", spec.service())
        .addKeyValue("partition", number)
        .log("not decided any more: {}", reason);
  }

  private boolean isShared(ReadFault fault) {
    return spec.sharedPartition().filter(fault.partition()::equals).isPresent();
  }

  private void tryAgain(PartitionLifecycle<S> each, Phase.Stopped<S> stopped) {
    if (stopped.over().isDone()) {
      if (sharedFault.filter(fault -> fault.toString().equals(stopped.reason())).isPresent()) {
        sharedFault = Optional.empty();
        facts.followShared();
      }
      each.enter(fetchingOffsets(each.number()));
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
                : catchingUp(number, state));
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
    restoreAgain(
            number,
            new Phase.FetchingOffsets<>(
                watermarks.committed(spec.group(), spec.inputsOf(number), pause)))
        .trouble("its last transaction was taken back");
  }

  /** Drops the state of every partition: only the log is believed from here on. */
  void forgetStates() {
    owned.numbers().forEach(held::drop);
  }

  /** Restores every partition from the log. */
  void restoreAll() {
    owned.numbers().forEach(number -> restoreAgain(number, fetchingOffsets(number)));
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

  private void advance(PartitionLifecycle<S> each) {
    switch (each.phase()) {
      case Phase.FetchingOffsets<S> fetchingOffsets -> {
        if (answered(each, fetchingOffsets.committed(), () -> fetchingOffsets(each.number()))) {
          each.enter(fetchingEnds(each.number(), fetchingOffsets.committed().join()));
        } else {
          each.askLong(spec.restoredFrom(each.number()), openTransactions);
        }
      }
      case Phase.FetchingEnds<S> fetchingEnds -> {
        if (facts.isSharedLoaded()
            && answered(each, fetchingEnds.ends(), () -> fetchingOffsets(each.number()))
            && answered(each, fetchingEnds.topicIds(), () -> fetchingOffsets(each.number()))
            && answered(each, fetchingEnds.state(), () -> fetchingOffsets(each.number()))) {
          measured(each, fetchingEnds);
        }
      }
      case Phase.Restoring<S> restoring -> {
        if (facts.reached(restoring.targets())) {
          facts.followFactsOnly(each.number());
          each.enter(
              proving(
                  each.number(), restoring.committed(), restoring.topicIds(), restoring.state()));
          advance(each);
        } else {
          each.askLong(restoring.targets().keySet(), openTransactions);
        }
      }
      case Phase.Proving<S> proving -> {
        if (answered(
            each,
            proving.others(),
            () ->
                proving(each.number(), proving.committed(), proving.topicIds(), proving.state()))) {
          proven(each, proving);
        }
      }
      case Phase.Deciding<S> _ -> {}
      case Phase.Stopped<S> stopped -> tryAgain(each, stopped);
      case Phase.CatchingUp<S> catchingUp -> {
        if (!answered(
            each, catchingUp.targets(), () -> catchingUp(each.number(), catchingUp.state()))) {
          return;
        }
        if (facts.reached(catchingUp.targets().join())) {
          inputs.resume(spec.inputsOf(each.number()));
          each.enter(new Phase.Deciding<>(catchingUp.state()));
        } else {
          each.askLong(catchingUp.targets().join().keySet(), openTransactions);
        }
      }
    }
  }

  /** Whether an answer is there. If there will be none, the step is begun again. */
  private static <S> boolean answered(
      PartitionLifecycle<S> each, CompletableFuture<?> answer, Supplier<Phase<S>> again) {
    if (!answer.isDone()) {
      return false;
    }
    if (!answer.isCompletedExceptionally()) {
      return true;
    }
    if (each.mayTryAgain()) {
      each.enter(again.get());
      each.trouble("asked again after " + answer.exceptionNow());
    }
    return false;
  }

  private Phase<S> fetchingOffsets(int number) {
    return new Phase.FetchingOffsets<>(watermarks.committed(spec.group(), spec.inputsOf(number)));
  }

  private Phase<S> fetchingEnds(int number, Map<TopicPartition, Long> committed) {
    Set<TopicPartition> measured = spec.restoredFrom(number);
    measured.addAll(spec.inputsOf(number));
    spec.sharedPartition().ifPresent(measured::add);
    return new Phase.FetchingEnds<>(
        committed, watermarks.ends(measured), topicIds.ask(), held.take(number));
  }

  private void measured(PartitionLifecycle<S> each, Phase.FetchingEnds<S> fetchingEnds) {
    Partition<S> state = fetchingEnds.state().join();
    String madeAnew = state.madeAnew(fetchingEnds.topicIds().join());
    if (!madeAnew.isEmpty()) {
      stop(each.number(), madeAnew, new CompletableFuture<>());
      return;
    }
    LogEnds logEnds = new LogEnds(spec, fetchingEnds.ends().join());
    Optional<String> beyond = logEnds.beyond(state, facts.shared().position());
    if (beyond.isPresent()) {
      // The marker of the last own transaction may be on its way.
      if (each.mayTryAgain()) {
        each.enter(fetchingEnds(each.number(), fetchingEnds.committed()));
        each.trouble(beyond.get());
      }
      return;
    }
    facts.follow(state);
    Map<TopicPartition, Long> ends = new HashMap<>(logEnds.ends());
    ends.keySet().removeAll(spec.inputsOf(each.number()));
    each.enter(
        new Phase.Restoring<>(
            fetchingEnds.committed(), ends, fetchingEnds.topicIds().join(), state));
  }

  private Phase<S> proving(
      int number,
      Map<TopicPartition, Long> committed,
      Map<String, String> ids,
      Partition<S> state) {
    Set<TopicPartition> unknown = spec.inputsOf(number);
    unknown.removeIf(input -> state.knowsTopic(input.topic()));
    return new Phase.Proving<>(committed, ids, lastInputs.others(state, unknown), state);
  }

  private void proven(PartitionLifecycle<S> each, Phase.Proving<S> proving) {
    for (Map.Entry<TopicPartition, Long> other : proving.others().join().entrySet()) {
      stop(
          each.number(),
          "what stands at "
              + new Position(other.getKey().topic(), each.number(), other.getValue())
              + " is not what the log has an outcome for: the topic was deleted and made again, and "
              + Partition.takenForDecided(other.getValue()),
          new CompletableFuture<>());
      return;
    }
    proving.topicIds().forEach(proving.state()::topicId);
    resume(each, proving);
  }

  private void resume(PartitionLifecycle<S> each, Phase.Proving<S> proving) {
    for (TopicPartition input : spec.inputsOf(each.number())) {
      long undecided = proving.state().decidedUpTo(input.topic()) + 1;
      inputs.seek(input, Math.max(proving.committed().get(input), undecided));
    }
    inputs.resume(spec.inputsOf(each.number()));
    each.enter(new Phase.Deciding<>(proving.state()));
  }

  private Phase<S> catchingUp(int number, Partition<S> state) {
    return new Phase.CatchingUp<>(watermarks.ends(spec.decidedOn(number)), state);
  }
}
