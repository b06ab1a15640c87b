package cloud.reseller.log.decide.loop;

import cloud.reseller.log.decide.loop.PartitionLifecycle.Phase;
import cloud.reseller.log.decide.state.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The partitions owned by an instance, by number, with their combined status. */
final class PartitionLifecycles<S> {

  private final Map<Integer, PartitionLifecycle<S>> owned = new TreeMap<>();
  private boolean restoredOnce;

  /** Adds or replaces a partition. */
  void put(PartitionLifecycle<S> partition) {
    owned.put(partition.number(), partition);
  }

  /** An owned partition. */
  PartitionLifecycle<S> get(int number) {
    return Optional.ofNullable(owned.get(number)).orElseThrow();
  }

  /** Removes a partition. Returns whether it was owned. */
  boolean remove(int number) {
    return owned.remove(number) != null;
  }

  /** All owned partitions. */
  List<PartitionLifecycle<S>> all() {
    return List.copyOf(owned.values());
  }

  /** The numbers of all owned partitions. */
  TreeSet<Integer> numbers() {
    return new TreeSet<>(owned.keySet());
  }

  /** Whether any partition is not being decided yet. */
  boolean underway() {
    return owned.values().stream()
        .map(PartitionLifecycle::phase)
        .anyMatch(phase -> !(phase instanceof Phase.Deciding || phase instanceof Phase.Stopped));
  }

  /**
   * Whether nothing is left to restore, or was at some time, and some partition is caught up with
   * its log. Also true for a member that owns nothing and stands by.
   */
  boolean restored() {
    restoredOnce |= owned.values().stream().noneMatch(PartitionLifecycle::isBeingRestored);
    return restoredOnce
        && (owned.isEmpty() || owned.values().stream().anyMatch(PartitionLifecycle::isRestored));
  }

  /** The partitions being decided. */
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

  /** The reason for each partition that is waiting. */
  Map<Integer, String> waiting() {
    Map<Integer, String> waiting = new TreeMap<>();
    owned.values().stream()
        .filter(o -> !o.waitsFor().isEmpty())
        .forEach(o -> waiting.put(o.number(), o.waitsFor()));
    return waiting;
  }
}
