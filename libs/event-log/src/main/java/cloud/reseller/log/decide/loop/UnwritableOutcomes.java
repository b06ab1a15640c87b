package cloud.reseller.log.decide.loop;

import cloud.reseller.log.Position;
import cloud.reseller.log.decide.state.Partition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Outcomes rejected by the producer or broker, by partition number: after the first time, the next
 * attempt parks the input; after the second, its partition stops. A due fact stops it at once.
 * Confined to the deciding thread.
 */
final class UnwritableOutcomes {

  private final Map<Integer, Map<String, String>> parkNext = new HashMap<>();
  private final Map<Integer, String> stopped = new HashMap<>();

  /** An outcome was refused. */
  void met(Unwritable outcome) {
    if (outcome.isDue()) {
      // There is no input to park, and its customer must not be closed. The key is left out because
      // health is open to everybody who can reach it.
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

  /** Why outcomes cannot be written, by origin. */
  Map<String, String> of(int number) {
    return parkNext.getOrDefault(number, Map.of());
  }

  /** Why deciding has stopped in a partition; empty if it has not. */
  Optional<String> stopped(int number) {
    return Optional.ofNullable(stopped.get(number));
  }

  /** A partition has committed: earlier failures in it are obsolete. */
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

  /** A partition has a new owner, which makes its own attempts. */
  void forget(int number) {
    parkNext.remove(number);
    stopped.remove(number);
  }
}
