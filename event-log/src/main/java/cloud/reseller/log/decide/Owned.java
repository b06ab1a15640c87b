package cloud.reseller.log.decide;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/** A partition number this instance owns, and how far it is on its way to being decided. */
final class Owned<S> {

  /** The steps from assignment to deciding. */
  sealed interface Phase<S> {

    /** The group's committed offsets are asked; pending transactional ones are waited for. */
    record Asking<S>(CompletableFuture<Map<TopicPartition, Long>> committed) implements Phase<S> {}

    /** The high watermarks are asked, which is right only after the committed offsets came. */
    record Measuring<S>(
        Map<TopicPartition, Long> committed,
        CompletableFuture<Map<TopicPartition, Long>> ends,
        CompletableFuture<Partition<S>> state)
        implements Phase<S> {}

    /** The tail of the log is folded up to the watermarks. */
    record Folding<S>(
        Map<TopicPartition, Long> committed, Map<TopicPartition, Long> targets, Partition<S> state)
        implements Phase<S> {}

    /** Its requests are decided. */
    record Deciding<S>(Partition<S> state) implements Phase<S> {}

    /** Its facts did not come in time: it is set aside until they are there. */
    record Waiting<S>(Map<TopicPartition, Long> targets, Partition<S> state) implements Phase<S> {}
  }

  final int number;
  Phase<S> phase;

  Owned(int number, Phase<S> phase) {
    this.number = number;
    this.phase = phase;
  }

  /** What the partition waits for; empty while it is being decided. */
  String waitsFor() {
    return switch (phase) {
      case Phase.Asking<S> asking -> "pending offset commits of its last owner";
      case Phase.Measuring<S> measuring -> "the end of its log";
      case Phase.Folding<S> folding -> "its log to be read up to " + folding.targets();
      case Phase.Deciding<S> deciding -> "";
      case Phase.Waiting<S> waiting -> "facts up to " + waiting.targets();
    };
  }
}
