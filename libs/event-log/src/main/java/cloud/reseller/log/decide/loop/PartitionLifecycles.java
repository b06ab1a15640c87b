package cloud.reseller.log.decide.loop;

import cloud.reseller.log.decide.loop.PartitionLifecycle.Phase;
import cloud.reseller.log.decide.state.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The partitions an instance owns, by their numbers, and what their phases add up to. */
final class PartitionLifecycles<S> {

  private final Map<Integer, PartitionLifecycle<S>> owned = new TreeMap<>();
  private boolean restoredOnce;

  /** Takes a partition, in place of what was known of it. */
  void put(PartitionLifecycle<S> partition) {
    owned.put(partition.number(), partition);
  }

  /** A partition that is owned. */
  PartitionLifecycle<S> get(int number) {
    return Optional.ofNullable(owned.get(number)).orElseThrow();
  }

  /** Gives a partition up. Returns whether it was owned. */
  boolean remove(int number) {
    return owned.remove(number) != null;
  }

  /** Those owned now. */
  List<PartitionLifecycle<S>> all() {
    return List.copyOf(owned.values());
  }

  /** The numbers of those owned now. */
  TreeSet<Integer> numbers() {
    return new TreeSet<>(owned.keySet());
  }

  /** Whether any partition is on its way. */
  boolean underway() {
    return owned.values().stream()
        .map(PartitionLifecycle::phase)
        .anyMatch(phase -> !(phase instanceof Phase.Deciding || phase instanceof Phase.Stopped));
  }

  /**
   * Whether nothing is left to be restored, or was not at some time, and some partition is level
   * with its log. A member that owns nothing stands by and is that too.
   */
  boolean restored() {
    restoredOnce |= owned.values().stream().noneMatch(PartitionLifecycle::isBeingRestored);
    return restoredOnce
        && (owned.isEmpty() || owned.values().stream().anyMatch(PartitionLifecycle::isRestored));
  }

  /** The partitions that are decided. */
  List<Partition<S>> deciding() {
    List<Partition<S>> partitions = new ArrayList<>();
    for (PartitionLifecycle<S> each : owned.values()) {
      if (each.phase() instanceof Phase.Deciding<S>(Partition<S> state)) {
        partitions.add(state);
      }
    }
    return partitions;
  }

  TreeSet<Integer> decidingNumbers() {
    TreeSet<Integer> numbers = new TreeSet<>();
    deciding().forEach(p -> numbers.add(p.number()));
    return numbers;
  }

  /** What each partition that is not decided waits for. */
  Map<Integer, String> waiting() {
    Map<Integer, String> waiting = new TreeMap<>();
    owned.values().stream()
        .filter(o -> !o.waitsFor().isEmpty())
        .forEach(o -> waiting.put(o.number(), o.waitsFor()));
    return waiting;
  }
}
