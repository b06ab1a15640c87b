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
   * @param since positions of the save whose keys these ones change; empty if all keys are given
   * @param keys state by key; in a save only those changed {@code since}
   */
  record Snapshot(
      int stateVersion,
      long lastTime,
      String closedAt,
      Map<String, Long> positions,
      Map<String, byte[]> heads,
      Map<String, Long> decidedUpTo,
      Map<String, Long> since,
      Map<String, byte[]> keys) {}

  /** What became of a save. */
  enum Saved {
    /** It stands. */
    YES,
    /** A newer one stands; nothing was changed. */
    NEWER_STANDS,
    /** What it changes is not there, or older: nothing was changed, all keys must be given. */
    ALL_KEYS_WANTED
  }

  /** The newest snapshot of that version for a partition of this very log. */
  Optional<Snapshot> load(int partition, int stateVersion);

  /**
   * The broker's ids of the inputs that a partition was decided from when it was saved last, by
   * name, whether or not they are still those of the topics; empty where that is not kept.
   */
  default Map<String, String> inputIds(int partition) {
    return Map.of();
  }

  /** Saves what changed. A stored snapshot is whole at every time, whoever saves what and when. */
  Saved save(int partition, Snapshot snapshot);

  /** Keeps nothing: every restart folds the whole log. */
  static SnapshotStore none() {
    return new SnapshotStore() {
      @Override
      public Optional<Snapshot> load(int partition, int stateVersion) {
        return Optional.empty();
      }

      @Override
      public Saved save(int partition, Snapshot snapshot) {
        return Saved.YES;
      }
    };
  }
}
