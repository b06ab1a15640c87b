package cloud.reseller.log.decide.state;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Where snapshots are kept, so that a restart reads only the tail of the log. */
public interface SnapshotStore {

  /** The number the state that all keys share is kept under, beside those of the partitions. */
  int SHARED = -1;

  /**
   * A state but for its keys.
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

    /** Whether this one has read more of the log, counted in offsets of all its topics. */
    boolean isNewerThan(Map<String, Long> others) {
      return offsets(positions) > offsets(others);
    }

    private static long offsets(Map<String, Long> positions) {
      return positions.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** A key and its state as bytes; no bytes if the key is known no longer. */
  record Key(String key, Optional<byte[]> state) {}

  /** What became of a save. */
  enum Saved {
    /** It stands. */
    YES,
    /** A newer one stands; nothing was changed. */
    NEWER_STANDS,
    /** What it changes is not there, or older: nothing was changed, all keys must be given. */
    ALL_KEYS_WANTED
  }

  /** The newest snapshot of that version of this very log, without its keys. */
  Optional<Snapshot> find(int number, int stateVersion);

  /**
   * The newest snapshot of that version of this very log. It takes as long as it takes: a store
   * that no longer answers throws.
   *
   * @param keys is given every key of it, one by one, in no particular order
   */
  Optional<Snapshot> load(int number, int stateVersion, BiConsumer<String, byte[]> keys);

  /**
   * The broker's ids of the inputs that a partition was decided from when it was saved last, by
   * name, whether or not they are still those of the topics; empty where that is not kept.
   */
  default Map<String, String> inputIds(int number) {
    return Map.of();
  }

  /**
   * Saves a state. A stored snapshot is whole at every time, whoever saves what and when.
   *
   * @param since the stored state whose keys these ones change; empty if all keys are given
   * @param keys is asked for one key after another while they are written
   */
  Saved save(int number, Snapshot snapshot, Optional<Snapshot> since, Iterator<Key> keys);

  /** Keeps nothing: every restart folds the whole log. */
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
