package cloud.reseller.log.decide;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes and loads snapshots beside the deciding thread. The state of a key is immutable, so taking
 * one costs that thread a copy of the changed references.
 */
final class Snapshots<S> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  private final DeciderSpec spec;
  private final DeciderSettings settings;
  private final Rules<?, S, ?, ?> rules;
  private final StateCodec<S> codec;
  private final SnapshotStore store;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("snapshots-", 0).factory());
  private final Map<Integer, Pending> pending = new HashMap<>();

  private static final class Pending {
    long takenNanos = System.nanoTime();
    long takenAt;
    CompletableFuture<Boolean> saving = CompletableFuture.completedFuture(true);
    Set<String> saved = Set.of();
  }

  Snapshots(
      DeciderSpec spec,
      DeciderSettings settings,
      Rules<?, S, ?, ?> rules,
      StateCodec<S> codec,
      SnapshotStore store) {
    this.spec = spec;
    this.settings = settings;
    this.rules = rules;
    this.codec = codec;
    this.store = store;
  }

  /**
   * The state as far as a snapshot knows it, or an empty one. A snapshot with a key that is closed
   * is not used: this release may be the one that can read the fact, and has to meet it again.
   */
  CompletableFuture<Partition<S>> load(int number) {
    return CompletableFuture.supplyAsync(() -> loaded(number), writer);
  }

  private Partition<S> loaded(int number) {
    try {
      Optional<SnapshotStore.Snapshot> found = store.load(number, codec.version());
      Optional<Partition<S>> whole =
          found.map(snapshot -> restored(number, snapshot)).filter(Partition::isOpen);
      if (whole.isPresent()) {
        return whole.get();
      }
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("service", spec.service())
          .addKeyValue("partition", number)
          .addKeyValue("cause", e.toString())
          .log("snapshot not usable, the log is read from its beginning");
    }
    return new Partition<>(number, rules);
  }

  private Partition<S> restored(int number, SnapshotStore.Snapshot snapshot) {
    Partition<S> partition = new Partition<>(number, rules);
    snapshot.keys().forEach((key, bytes) -> partition.restore(key, KeyBytes.read(bytes, codec)));
    snapshot.positions().forEach(partition::position);
    snapshot.heads().forEach(partition::head);
    snapshot.decidedUpTo().forEach(partition::decided);
    partition.time(snapshot.lastTime());
    if (!snapshot.closedAt().isEmpty()) {
      partition.close(snapshot.closedAt());
    }
    return partition;
  }

  /** Hands the partitions whose time has come to the writer. */
  void takeDue(List<Partition<S>> partitions) {
    for (Partition<S> partition : partitions) {
      Pending last = pending.computeIfAbsent(partition.number(), n -> new Pending());
      long position = partition.position(spec.events());
      boolean due =
          position - last.takenAt >= settings.snapshotEvents()
              || System.nanoTime() - last.takenNanos >= settings.snapshotEvery().toNanos();
      if (due && last.saving.isDone()) {
        if (last.saving.isCompletedExceptionally()) {
          partition.changedAgain(last.saved);
        }
        take(partition, last, position);
      }
    }
  }

  private void take(Partition<S> partition, Pending last, long position) {
    last.takenNanos = System.nanoTime();
    last.takenAt = position;
    last.saving = CompletableFuture.completedFuture(true);
    last.saved = Set.of();
    if (partition.changes() == 0) {
      return;
    }
    last.saved = partition.takeChanged();
    Map<String, KeyState<S>> states = new HashMap<>();
    last.saved.forEach(key -> states.put(key, partition.get(key)));
    long lastTime = partition.lastTime();
    String closedAt = partition.closedAt();
    Map<String, Long> positions = Map.copyOf(partition.positions());
    Map<String, byte[]> heads = Map.copyOf(partition.heads());
    Map<String, Long> decidedUpTo = Map.copyOf(partition.decidedUpTo());
    int number = partition.number();
    last.saving =
        CompletableFuture.supplyAsync(
            () -> {
              Map<String, byte[]> keys = new HashMap<>();
              states.forEach((key, state) -> keys.put(key, KeyBytes.write(state, codec)));
              return store.save(
                  number,
                  spec.events(),
                  new SnapshotStore.Snapshot(
                      codec.version(), lastTime, closedAt, positions, heads, decidedUpTo, keys));
            },
            writer);
  }

  String digest(Partition<S> partition) {
    return StateDigest.of(partition, codec);
  }

  @Override
  public void close() {
    writer.shutdown();
  }
}
