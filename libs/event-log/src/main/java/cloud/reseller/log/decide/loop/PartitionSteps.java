package cloud.reseller.log.decide.loop;

import cloud.reseller.log.Position;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.loop.PartitionLifecycle.Phase;
import cloud.reseller.log.decide.state.HeldStates;
import cloud.reseller.log.decide.state.Partition;
import cloud.reseller.log.decide.state.TopicsRead;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes a partition from assignment to deciding in non-blocking steps: committed offsets, the ends
 * of the log, the log itself, then the check that its inputs are those it was decided from. A step
 * without an answer is restarted.
 */
final class PartitionSteps<S> {

  private final DeciderSpec spec;
  private final Consumer<byte[], byte[]> inputs;
  private final Watermarks watermarks;
  private final OpenTransactions openTransactions;
  private final HeldStates<S> held;
  private final FactFollower<?, S, ?, ?> facts;
  private final TopicIds topicIds;
  private final LastInputs lastInputs;

  PartitionSteps(
      DeciderSpec spec,
      Consumer<byte[], byte[]> inputs,
      Watermarks watermarks,
      OpenTransactions openTransactions,
      HeldStates<S> held,
      FactFollower<?, S, ?, ?> facts,
      TopicIds topicIds,
      LastInputs lastInputs) {
    this.spec = spec;
    this.inputs = inputs;
    this.watermarks = watermarks;
    this.openTransactions = openTransactions;
    this.held = held;
    this.facts = facts;
    this.topicIds = topicIds;
    this.lastInputs = lastInputs;
  }

  /**
   * Advances it as far as the available answers allow.
   *
   * @return why it must not be decided; empty if there is no reason
   */
  Optional<String> advance(PartitionLifecycle<S> each) {
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
          return measured(each, fetchingEnds);
        }
      }
      case Phase.Restoring<S> restoring -> {
        if (facts.reached(restoring.targets())) {
          facts.followFactsOnly(each.number());
          each.enter(
              proving(
                  each.number(), restoring.committed(), restoring.topicIds(), restoring.state()));
          return advance(each);
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
          return proven(each, proving);
        }
      }
      case Phase.Deciding<S> _ -> {}
      case Phase.Stopped<S> _ -> {}
      case Phase.CatchingUp<S> catchingUp -> {
        if (!answered(
            each, catchingUp.targets(), () -> catchingUp(each.number(), catchingUp.state()))) {
          return Optional.empty();
        }
        if (facts.reached(catchingUp.targets().join())) {
          inputs.resume(spec.inputsOf(each.number()));
          each.enter(new Phase.Deciding<>(catchingUp.state()));
        } else {
          each.askLong(catchingUp.targets().join().keySet(), openTransactions);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether an answer is available. If it failed, the step is restarted. */
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

  /** The first step. */
  Phase<S> fetchingOffsets(int number) {
    return new Phase.FetchingOffsets<>(watermarks.committed(spec.group(), spec.inputsOf(number)));
  }

  /** The first step after a pause. */
  Phase<S> fetchingOffsets(int number, Duration pause) {
    return new Phase.FetchingOffsets<>(
        watermarks.committed(spec.group(), spec.inputsOf(number), pause));
  }

  private Phase<S> fetchingEnds(int number, Map<TopicPartition, Long> committed) {
    Set<TopicPartition> measured = spec.restoredFrom(number);
    measured.addAll(spec.inputsOf(number));
    spec.sharedPartition().ifPresent(measured::add);
    return new Phase.FetchingEnds<>(
        committed, watermarks.ends(measured), topicIds.ask(), held.take(number));
  }

  private Optional<String> measured(
      PartitionLifecycle<S> each, Phase.FetchingEnds<S> fetchingEnds) {
    Partition<S> state = fetchingEnds.state().join();
    String madeAnew = state.madeAnew(fetchingEnds.topicIds().join());
    if (!madeAnew.isEmpty()) {
      return Optional.of(madeAnew);
    }
    LogEnds logEnds = new LogEnds(spec, fetchingEnds.ends().join());
    Optional<String> beyond = logEnds.beyond(state, facts.shared().position());
    if (beyond.isPresent()) {
      // The marker of our last transaction may still be in flight.
      if (each.mayTryAgain()) {
        each.enter(fetchingEnds(each.number(), fetchingEnds.committed()));
        each.trouble(beyond.get());
      }
      return Optional.empty();
    }
    facts.follow(state);
    Map<TopicPartition, Long> ends = new HashMap<>(logEnds.ends());
    ends.keySet().removeAll(spec.inputsOf(each.number()));
    each.enter(
        new Phase.Restoring<>(
            fetchingEnds.committed(), ends, fetchingEnds.topicIds().join(), state));
    return Optional.empty();
  }

  private Phase<S> proving(
      int number,
      Map<TopicPartition, Long> committed,
      Map<String, String> ids,
      Partition<S> state) {
    Set<TopicPartition> unknown = spec.inputsOf(number);
    unknown.removeIf(input -> state.topics().knows(input.topic()));
    return new Phase.Proving<>(committed, ids, lastInputs.others(state, unknown), state);
  }

  private Optional<String> proven(PartitionLifecycle<S> each, Phase.Proving<S> proving) {
    for (Map.Entry<TopicPartition, Long> other : proving.others().join().entrySet()) {
      return Optional.of(
          "what stands at "
              + new Position(other.getKey().topic(), each.number(), other.getValue())
              + " is not what the log has an outcome for: the topic was deleted and made again, and"
              + " "
              + TopicsRead.takenForDecided(other.getValue()));
    }
    proving.topicIds().forEach(proving.state().topics()::id);
    resume(each, proving);
    return Optional.empty();
  }

  private void resume(PartitionLifecycle<S> each, Phase.Proving<S> proving) {
    for (TopicPartition input : spec.inputsOf(each.number())) {
      long undecided = proving.state().decidedUpTo(input.topic()) + 1;
      inputs.seek(input, Math.max(proving.committed().get(input), undecided));
    }
    inputs.resume(spec.inputsOf(each.number()));
    each.enter(new Phase.Deciding<>(proving.state()));
  }

  /** The phase of a late partition if the ends of its facts are unknown. */
  Phase<S> catchingUp(int number, Partition<S> state) {
    return new Phase.CatchingUp<>(watermarks.ends(spec.decidedOn(number)), state);
  }
}
