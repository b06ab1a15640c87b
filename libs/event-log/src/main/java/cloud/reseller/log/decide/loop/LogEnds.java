package cloud.reseller.log.decide.loop;

import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.state.Partition;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * The ends of the log from which a partition is restored.
 *
 * @param ends the offset after the last record, for every topic in the state
 */
record LogEnds(DeciderSpec spec, Map<TopicPartition, Long> ends) {

  /**
   * Describes what a state has read beyond the end of the log, and the remedy; empty if nothing.
   *
   * @param sharedPosition the next offset of the shared topic
   */
  Optional<String> beyond(Partition<?> state, long sharedPosition) {
    Set<TopicPartition> read = spec.restoredFrom(state.number());
    read.addAll(spec.inputsOf(state.number()));
    for (TopicPartition partition : read) {
      boolean input = spec.inputs().contains(partition.topic());
      long position =
          input ? state.decidedUpTo(partition.topic()) + 1 : state.position(partition.topic());
      if (position > ends.get(partition)) {
        return Optional.of(said(partition, input ? "decided" : "read", position));
      }
    }
    return spec.sharedPartition()
        .filter(partition -> sharedPosition > ends.get(partition))
        .map(partition -> said(partition, "read", sharedPosition));
  }

  private String said(TopicPartition partition, String what, long position) {
    return partition
        + " ends at "
        + ends.get(partition)
        + " but was "
        + what
        + " up to "
        + position
        + ": if that lasts, the topic was made anew or lost its end; bring it back, or"
        + " stop the service and drop its decider tables";
  }
}
