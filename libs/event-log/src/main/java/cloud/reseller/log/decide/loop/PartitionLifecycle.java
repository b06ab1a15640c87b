package cloud.reseller.log.decide.loop;

import cloud.reseller.log.decide.state.Partition;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/** A partition number owned by this instance, with its phase between assignment and deciding. */
final class PartitionLifecycle<S> {

  /** The steps from assignment to deciding. */
  sealed interface Phase<S> {

    /** Fetching the group's committed offsets, waiting for pending transactional ones. */
    record FetchingOffsets<S>(CompletableFuture<Map<TopicPartition, Long>> committed)
        implements Phase<S> {}

    /** Fetching the high watermarks, which is only valid after the committed offsets. */
    record FetchingEnds<S>(
        Map<TopicPartition, Long> committed,
        CompletableFuture<Map<TopicPartition, Long>> ends,
        CompletableFuture<Map<String, String>> topicIds,
        CompletableFuture<Partition<S>> state)
        implements Phase<S> {}

    /** Folding the tail of the log up to the watermarks. */
    record Restoring<S>(
        Map<TopicPartition, Long> committed,
        Map<TopicPartition, Long> targets,
        Map<String, String> topicIds,
        Partition<S> state)
        implements Phase<S> {}

    /** Comparing the last decided inputs with the topics. */
    record Proving<S>(
        Map<TopicPartition, Long> committed,
        Map<String, String> topicIds,
        CompletableFuture<Map<TopicPartition, Long>> others,
        Partition<S> state)
        implements Phase<S> {}

    /** Its requests are decided. */
    record Deciding<S>(Partition<S> state) implements Phase<S> {}

    /** Set aside until its facts, which did not arrive in time, have been read. */
    record CatchingUp<S>(CompletableFuture<Map<TopicPartition, Long>> targets, Partition<S> state)
        implements Phase<S> {}

    /**
     * Deciding has stopped.
     *
     * @param over completed when it may be restored; never if only another owner can
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

  /** Enters a phase. */
  void enter(Phase<S> next) {
    phase = next;
    sinceNanos = System.nanoTime();
    trouble = "";
    openTransactions = CompletableFuture.completedFuture(Set.of());
  }

  /** Notes why the phase cannot progress. */
  void trouble(String why) {
    trouble = why;
  }

  /** Whether the phase may be restarted. */
  boolean mayTryAgain() {
    return System.nanoTime() - sinceNanos > AGAIN_NANOS;
  }

  /** Looks up the open transactions holding up the partitions, once a second. */
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

  /** Whether its state is caught up with the log, or was and is being updated. */
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

  /** Whether it is being restored and not held up by others. */
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
