package cloud.reseller.log.decide.loop;

import cloud.reseller.log.Position;
import cloud.reseller.log.decide.state.Partition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What producer or broker refused, by partition number: the first time the input is parked by its
 * next try, the second time its partition stops. A fact that falls due stops it at once. Used by
 * the deciding thread alone.
 */
final class UnwritableOutcomes {

  private final Map<Integer, Map<String, String>> parkNext = new HashMap<>();
  private final Map<Integer, String> stopped = new HashMap<>();

  /** An outcome was refused. */
  void met(Unwritable outcome) {
    if (outcome.isDue()) {
      // Nothing was asked that could be parked, and its customer must not be closed for it. The key
      // is the customer's: health is open to whoever reaches it.
      stop(outcome, "what fell due could not be written (" + outcome.why() + ")");
      return;
    }
    String before =
        parkNext
            .computeIfAbsent(outcome.partition(), _ -> new HashMap<>())
            .putIfAbsent(outcome.answers(), outcome.why());
    if (before != null) {
      stop(
          outcome,
          "neither the outcome of "
              + outcome.answers()
              + " could be written ("
              + before
              + ") nor that it is parked ("
              + outcome.why()
              + ")");
    }
  }

  private void stop(Unwritable outcome, String why) {
    stopped.put(outcome.partition(), "another owner or a restart: " + why);
  }

  /** Why outcomes cannot be written, by what they answer. */
  Map<String, String> of(int number) {
    return parkNext.getOrDefault(number, Map.of());
  }

  /** Why nothing more is decided in a partition, empty if it goes on. */
  Optional<String> stopped(int number) {
    return Optional.ofNullable(stopped.get(number));
  }

  /** A partition went on: what it has decided is not tried again. */
  void committed(Partition<?> state) {
    Map<String, String> left = parkNext.get(state.number());
    if (left == null) {
      return;
    }
    left.keySet()
        .removeIf(
            answers -> {
              Position input = Position.parse(answers);
              return input.offset() <= state.decidedUpTo(input.topic());
            });
    if (left.isEmpty()) {
      parkNext.remove(state.number());
    }
  }

  /** A partition has another owner, who tries for itself. */
  void forget(int number) {
    parkNext.remove(number);
    stopped.remove(number);
  }
}
