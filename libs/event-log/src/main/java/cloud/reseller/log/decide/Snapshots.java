package cloud.reseller.log.decide;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes and loads snapshots beside the deciding thread. The state of a key is immutable, so taking
 * one costs that thread a copy of the changed references.
 */
final class Snapshots<S> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  private static final Duration LOAD_WITHIN = Duration.ofSeconds(30);

  private final DeciderSpec spec;
  private final DeciderSettings settings;
  private final Decider<?, S, ?, ?> decider;
  private final StateCodec<S> codec;
  private final SnapshotStore store;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("snapshots-", 0).factory());
  private final Map<Integer, Pending<S>> pending = new HashMap<>();

  /** The last save of a partition's state. */
  private static final class Pending<S> {
    final Partition<S> partition;
    long takenNanos = System.nanoTime();
    long takenAt;
    Set<String> keys = Set.of();
    Map<String, Long> positions = Map.of();
    Optional<CompletableFuture<SnapshotStore.Saved>> saving = Optional.empty();

    Pending(Partition<S> partition) {
      this.partition = partition;
    }
  }

  Snapshots(
      DeciderSpec spec,
      DeciderSettings settings,
      Decider<?, S, ?, ?> decider,
      StateCodec<S> codec,
      SnapshotStore store) {
    this.spec = spec;
    this.settings = settings;
    this.decider = decider;
    this.codec = codec;
    this.store = store;
  }

  /**
   * The state as far as a snapshot knows it, or an empty one: no database holds deciding up. A
   * snapshot with a key that is closed is not used: this release may be the one that can read the
   * fact, and has to meet it again.
   */
  CompletableFuture<Partition<S>> load(int number) {
    return CompletableFuture.supplyAsync(() -> loaded(number), writer)
        .completeOnTimeout(
            new Partition<>(number, decider), LOAD_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Partition<S> loaded(int number) {
    Partition<S> state = known(number);
    try {
      store.inputIds(number).forEach(state::topicId);
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("service", spec.service())
          .addKeyValue("partition", number)
          .addKeyValue("cause", e.toString())
          .log("the ids of the inputs are not known, the topics are taken as they are");
    }
    return state;
  }

  private Partition<S> known(int number) {
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
    return new Partition<>(number, decider);
  }

  private Partition<S> restored(int number, SnapshotStore.Snapshot snapshot) {
    Partition<S> partition = new Partition<>(number, decider);
    snapshot.keys().forEach((key, bytes) -> partition.restore(key, KeyBytes.read(bytes, codec)));
    snapshot.positions().forEach(partition::position);
    snapshot.heads().forEach(partition::head);
    snapshot.decidedUpTo().forEach(partition::decided);
    partition.time(snapshot.lastTime());
    partition.savedAt(Map.copyOf(snapshot.positions()));
    if (!snapshot.closedAt().isEmpty()) {
      partition.close(snapshot.closedAt());
    }
    return partition;
  }

  /** Hands the partitions whose time has come to the writer. */
  void takeDue(List<Partition<S>> partitions) {
    for (Partition<S> partition : partitions) {
      Pending<S> last = pending.get(partition.number());
      if (last == null || last.partition != partition) {
        last = new Pending<>(partition);
        pending.put(partition.number(), last);
      }
      long position = partition.position(spec.events());
      boolean due =
          position - last.takenAt >= settings.snapshotEvents()
              || System.nanoTime() - last.takenNanos >= settings.snapshotEvery().toNanos();
      if (due && ended(last)) {
        take(last, position);
      }
    }
  }

  /** Whether the last save is over; what it did not save is left to the next. */
  private static boolean ended(Pending<?> last) {
    if (last.saving.isEmpty()) {
      return true;
    }
    CompletableFuture<SnapshotStore.Saved> saving = last.saving.get();
    if (!saving.isDone()) {
      return false;
    }
    last.saving = Optional.empty();
    if (saving.isCompletedExceptionally()) {
      last.partition.changedAgain(last.keys);
      return true;
    }
    switch (saving.join()) {
      case YES -> last.partition.savedAt(last.positions);
      case NEWER_STANDS -> last.partition.changedAgain(last.keys);
      case ALL_KEYS_WANTED -> last.partition.unsaved();
    }
    return true;
  }

  private void take(Pending<S> last, long position) {
    Partition<S> partition = last.partition;
    last.takenNanos = System.nanoTime();
    last.takenAt = position;
    if (partition.changes() == 0) {
      return;
    }
    last.keys = partition.takeChanged();
    last.positions = Map.copyOf(partition.positions());
    Map<String, KeyState<S>> states = new HashMap<>();
    last.keys.forEach(key -> states.put(key, partition.get(key)));
    Map<String, byte[]> keys = new HashMap<>();
    SnapshotStore.Snapshot snapshot =
        new SnapshotStore.Snapshot(
            codec.version(),
            partition.lastTime(),
            partition.closedAt(),
            last.positions,
            Map.copyOf(partition.heads()),
            Map.copyOf(partition.decidedUpTo()),
            partition.savedAt(),
            keys);
    int number = partition.number();
    last.saving =
        Optional.of(
            CompletableFuture.supplyAsync(
                () -> {
                  states.forEach((key, state) -> keys.put(key, KeyBytes.write(state, codec)));
                  return saved(number, snapshot);
                },
                writer));
  }

  private SnapshotStore.Saved saved(int number, SnapshotStore.Snapshot snapshot) {
    try {
      return store.save(number, snapshot);
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("service", spec.service())
          .addKeyValue("partition", number)
          .addKeyValue("cause", e.toString())
          .log("snapshot not saved, it is tried again with the next one");
      throw e;
    }
  }

  String digest(Partition<S> partition) {
    return StateDigest.of(partition, codec);
  }

  @Override
  public void close() {
    writer.shutdown();
  }
}
