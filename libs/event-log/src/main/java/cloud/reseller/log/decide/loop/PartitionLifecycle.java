package cloud.reseller.log.decide.loop;

import cloud.reseller.log.decide.state.Partition;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/** A partition number this instance owns, and how far it is on its way to being decided. */
final class PartitionLifecycle<S> {

  /** The steps from assignment to deciding. */
  sealed interface Phase<S> {

    /** The group's committed offsets are asked; pending transactional ones are waited for. */
    record FetchingOffsets<S>(CompletableFuture<Map<TopicPartition, Long>> committed)
        implements Phase<S> {}

    /** The high watermarks are asked, which is right only after the committed offsets came. */
    record FetchingEnds<S>(
        Map<TopicPartition, Long> committed,
        CompletableFuture<Map<TopicPartition, Long>> ends,
        CompletableFuture<Map<String, String>> topicIds,
        CompletableFuture<Partition<S>> state)
        implements Phase<S> {}

    /** The tail of the log is folded up to the watermarks. */
    record Restoring<S>(
        Map<TopicPartition, Long> committed,
        Map<TopicPartition, Long> targets,
        Map<String, String> topicIds,
        Partition<S> state)
        implements Phase<S> {}

    /** The last inputs that have outcomes are compared with the topics they came from. */
    record Proving<S>(
        Map<TopicPartition, Long> committed,
        Map<String, String> topicIds,
        CompletableFuture<Map<TopicPartition, Long>> others,
        Partition<S> state)
        implements Phase<S> {}

    /** Its requests are decided. */
    record Deciding<S>(Partition<S> state) implements Phase<S> {}

    /** Its facts did not come in time: it is set aside until they are there. */
    record CatchingUp<S>(CompletableFuture<Map<TopicPartition, Long>> targets, Partition<S> state)
        implements Phase<S> {}

    /**
     * Nothing of it is decided any more.
     *
     * @param over done once it may be restored again; never done if that takes another owner
     */
    record Stopped<S>(String reason, CompletableFuture<Void> over) implements Phase<S> {}
  }

  private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int number;
  private Phase<S> phase;
  private long sinceNanos;
  private String trouble = "";
  private CompletableFuture<Set<String>> openTransactions =
      CompletableFuture.completedFuture(Set.of());

  PartitionLifecycle(int number, Phase<S> phase) {
    this.number = number;
    enter(phase);
  }

  int number() {
    return number;
  }

  Phase<S> phase() {
    return phase;
  }

  /** Takes the next step. */
  void enter(Phase<S> next) {
    phase = next;
    sinceNanos = System.nanoTime();
    trouble = "";
    openTransactions = CompletableFuture.completedFuture(Set.of());
  }

  /** Says why the step cannot be taken. */
  void trouble(String why) {
    trouble = why;
  }

  /** Whether the step was begun long enough ago to be begun again. */
  boolean mayTryAgain() {
    return System.nanoTime() - sinceNanos > AGAIN_NANOS;
  }

  /** Asks who keeps the partitions from being read on, once a second while it takes that long. */
  void askLong(Set<TopicPartition> partitions, OpenTransactions asked) {
    if (openTransactions.isDone() && System.nanoTime() - sinceNanos > LONG_NANOS) {
      sinceNanos = System.nanoTime();
      openTransactions = asked.of(partitions);
    }
  }

  /** What the partition waits for; empty while it is being decided. */
  String waitsFor() {
    String what =
        switch (phase) {
          case Phase.FetchingOffsets<S> _ -> "pending offset commits of its last owner";
          case Phase.FetchingEnds<S> fetchingEnds ->
              fetchingEnds.ends().isDone() && fetchingEnds.topicIds().isDone()
                  ? "its snapshot and that of what all keys share to be loaded"
                  : "the end of its log";
          case Phase.Restoring<S> restoring -> "its log to be read up to " + restoring.targets();
          case Phase.Proving<S> _ -> "its last inputs to be compared with their outcomes";
          case Phase.Deciding<S> _ -> "";
          case Phase.CatchingUp<S> catchingUp ->
              catchingUp.targets().isDone() && !catchingUp.targets().isCompletedExceptionally()
                  ? "facts up to " + catchingUp.targets().join()
                  : "the end of its facts";
          case Phase.Stopped<S> stopped -> stopped.reason();
        };
    return what + heldBy() + (trouble.isEmpty() ? "" : ": " + trouble);
  }

  /** Whether its state is level with the log, or was and is read on. */
  boolean isRestored() {
    return switch (phase) {
      case Phase.FetchingOffsets<S> _ -> false;
      case Phase.FetchingEnds<S> _ -> false;
      case Phase.Restoring<S> _ -> false;
      case Phase.Proving<S> _ -> false;
      case Phase.Deciding<S> _ -> true;
      case Phase.CatchingUp<S> _ -> true;
      case Phase.Stopped<S> _ -> false;
    };
  }

  /** Whether it is on its way to that, and nobody else keeps it from being read. */
  boolean isBeingRestored() {
    return switch (phase) {
      case Phase.FetchingOffsets<S> _ -> heldBy().isEmpty();
      case Phase.FetchingEnds<S> _ -> true;
      case Phase.Restoring<S> _ -> heldBy().isEmpty();
      case Phase.Proving<S> _ -> true;
      case Phase.Deciding<S> _ -> false;
      case Phase.CatchingUp<S> _ -> false;
      case Phase.Stopped<S> _ -> false;
    };
  }

  private String heldBy() {
    boolean known = openTransactions.isDone() && !openTransactions.isCompletedExceptionally();
    return known && !openTransactions.join().isEmpty()
        ? ", held back by the open transaction of " + openTransactions.join()
        : "";
  }
}
