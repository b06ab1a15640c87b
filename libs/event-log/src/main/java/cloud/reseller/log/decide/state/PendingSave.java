package cloud.reseller.log.decide.state;

import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.state.SnapshotStore.Saved;
import cloud.reseller.log.decide.state.SnapshotStore.Snapshot;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The last save of a partition's state, which may be in progress. */
final class PendingSave {

  private long takenNanos = System.nanoTime();
  private long takenAt;
  private Set<String> keys = Set.of();
  private Optional<Snapshot> taken = Optional.empty();
  private Optional<CompletableFuture<Saved>> saving = Optional.empty();

  /** Whether the next save is due, by time or number of outcomes. */
  boolean isOld(long position, DeciderSettings settings) {
    return position - takenAt >= settings.snapshotEvents()
        || System.nanoTime() - takenNanos >= settings.snapshotEvery().toNanos();
  }

  /** Notes a check at a position, whether or not there was anything to save. */
  void lookedAt(long position) {
    takenNanos = System.nanoTime();
    takenAt = position;
  }

  /** Starts a save with the changed keys. */
  void begin(Snapshot snapshot, Set<String> changed, CompletableFuture<Saved> result) {
    taken = Optional.of(snapshot);
    keys = changed;
    saving = Optional.of(result);
  }

  /** Whether it has ended. Unsaved keys are marked as changed again. */
  boolean ended(Partition<?> partition) {
    if (saving.isEmpty()) {
      return true;
    }
    CompletableFuture<Saved> result = saving.get();
    if (!result.isDone()) {
      return false;
    }
    saving = Optional.empty();
    if (result.isCompletedExceptionally()) {
      partition.changedAgain(keys);
      return true;
    }
    switch (result.join()) {
      case YES -> taken.ifPresent(partition::saved);
      case NEWER_STANDS -> partition.changedAgain(keys);
      case ALL_KEYS_WANTED -> partition.unsaved();
    }
    return true;
  }
}
