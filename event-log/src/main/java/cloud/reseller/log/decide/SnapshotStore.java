package cloud.reseller.log.decide;

import java.util.Map;
import java.util.Optional;

/** Where snapshots of partitions are kept, so that a restart reads only the tail of the log. */
public interface SnapshotStore {

  /**
   * A partition's state as bytes.
   *
   * @param stateVersion form of the state; another version's snapshot is never used
   * @param lastTime last decision time in milliseconds since 1970
   * @param closedAt the fact that closed the partition, empty if none did
   * @param positions next offset by topic
   * @param heads chain head by output topic
   * @param decidedUpTo offset of the last decided input by topic
   * @param keys state by key; in a save only the changed ones
   */
  record Snapshot(
      int stateVersion,
      long lastTime,
      String closedAt,
      Map<String, Long> positions,
      Map<String, byte[]> heads,
      Map<String, Long> decidedUpTo,
      Map<String, byte[]> keys) {}

  /** The newest snapshot of that version for a partition of this very log. */
  Optional<Snapshot> load(int partition, int stateVersion);

  /**
   * Saves what changed. A save from an older position than the stored one changes nothing.
   *
   * @param events the topic whose position orders snapshots
   * @return false if a newer snapshot stands
   */
  boolean save(int partition, String events, Snapshot snapshot);

  /** Keeps nothing: every restart folds the whole log. */
  static SnapshotStore none() {
    return new SnapshotStore() {
      @Override
      public Optional<Snapshot> load(int partition, int stateVersion) {
        return Optional.empty();
      }

      @Override
      public boolean save(int partition, String events, Snapshot snapshot) {
        return true;
      }
    };
  }
}
