package cloud.reseller.log.decide.state;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A store of snapshots, so that a restart reads only the tail of the log. */
public interface SnapshotStore {

  /** The number under which the shared state is stored. */
  int SHARED = -1;

  /**
   * A state without its keys.
   *
   * @param stateVersion form of the state; another version's snapshot is never used
   * @param lastTime last decision time in milliseconds since 1970
   * @param closedAt the fact that closed all of it, empty if none did
   * @param positions next offset by topic
   * @param heads chain head by output topic
   * @param decidedUpTo offset of the last decided input by topic
   */
  record Snapshot(
      int stateVersion,
      long lastTime,
      String closedAt,
      Map<String, Long> positions,
      Map<String, byte[]> heads,
      Map<String, Long> decidedUpTo) {

    /** Whether this one has read more of the log, by the sum of offsets of all its topics. */
    boolean isNewerThan(Map<String, Long> others) {
      return offsets(positions) > offsets(others);
    }

    private static long offsets(Map<String, Long> positions) {
      return positions.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** A key with its state as bytes, which are empty if the key was forgotten. */
  record Key(String key, Optional<byte[]> state) {}

  /** The result of a save. */
  enum Saved {
    /** It was saved. */
    YES,
    /** There is a newer one; nothing was changed. */
    NEWER_STANDS,
    /** Its base is missing or older; nothing was changed, and all keys must be given. */
    ALL_KEYS_WANTED
  }

  /** The newest snapshot of that version for this log, without its keys. */
  Optional<Snapshot> find(int number, int stateVersion);

  /**
   * The newest snapshot of that version for this log. There is no time limit; throws if the store
   * stops answering.
   *
   * @param keys receives every key, one by one, in no particular order
   */
  Optional<Snapshot> load(int number, int stateVersion, BiConsumer<String, byte[]> keys);

  /**
   * The broker's ids of the inputs from which a partition was decided at its last save, by name,
   * even if they are outdated; empty if not stored.
   */
  default Map<String, String> inputIds(int number) {
    return Map.of();
  }

  /**
   * Saves a state. A stored snapshot is always complete, even with concurrent saves.
   *
   * @param since the stored state whose keys these ones change; empty if all keys are given
   * @param keys consumed one key at a time while writing
   */
  Saved save(int number, Snapshot snapshot, Optional<Snapshot> since, Iterator<Key> keys);

  /** A store without snapshots: every restart folds the whole log. */
  static SnapshotStore none() {
    return new SnapshotStore() {
      @Override
      public Optional<Snapshot> find(int number, int stateVersion) {
        return Optional.empty();
      }

      @Override
      public Optional<Snapshot> load(
          int number, int stateVersion, BiConsumer<String, byte[]> keys) {
        return Optional.empty();
      }

      @Override
      public Saved save(
          int number, Snapshot snapshot, Optional<Snapshot> since, Iterator<Key> keys) {
        return Saved.YES;
      }
    };
  }
}
