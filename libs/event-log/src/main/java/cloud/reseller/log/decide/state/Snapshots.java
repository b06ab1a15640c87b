package cloud.reseller.log.decide.state;

import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.MessageCodec;
import cloud.reseller.log.decide.SharedStateCodec;
import cloud.reseller.log.decide.StateCodec;
import cloud.reseller.log.decide.state.SnapshotStore.Key;
import cloud.reseller.log.decide.state.SnapshotStore.Saved;
import cloud.reseller.log.decide.state.SnapshotStore.Snapshot;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves and loads snapshots in the background: several loads at a time, one save at a time. The
 * state of a key is immutable, so a save costs the deciding thread only a copy of the changed
 * references.
 */
public final class Snapshots<S, G> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  /** Each load uses a connection; most of a pool of 16 must remain for views. */
  private static final int LOADED_AT_ONCE = 4;

  private final DeciderSpec spec;
  private final DeciderSettings settings;
  private final StateCodec<S> codec;
  private final SharedStateCodec<G> sharedCodec;
  private final SnapshotStore store;
  private final Restorer<?, S, G, ?> restorer;
  private final ExecutorService loaders;
  private final ExecutorService writer;
  private Optional<Fold.Shared<G>> sharedTaken = Optional.empty();
  private long sharedTakenNanos = System.nanoTime();
  private CompletableFuture<Saved> sharedSaving = CompletableFuture.completedFuture(Saved.YES);

  /**
   * Snapshots of one decider.
   *
   * @param loaders run loads
   * @param writer runs saves, one after another
   */
  Snapshots(
      DeciderSpec spec,
      DeciderSettings settings,
      StateCodec<S> codec,
      SharedStateCodec<G> sharedCodec,
      SnapshotStore store,
      Restorer<?, S, G, ?> restorer,
      ExecutorService loaders,
      ExecutorService writer) {
    this.spec = spec;
    this.settings = settings;
    this.codec = codec;
    this.sharedCodec = sharedCodec;
    this.store = store;
    this.restorer = restorer;
    this.loaders = loaders;
    this.writer = writer;
  }

  /**
   * Snapshots of one decider.
   *
   * @param log rereads facts that were unreadable when a snapshot was taken
   * @param unreadable receives the position of a fact that still cannot be read
   */
  public static <C, S, G, E> Snapshots<S, G> of(
      DeciderSpec spec,
      DeciderSettings settings,
      Decider<C, S, G, E> decider,
      MessageCodec<C, E> messageCodec,
      StateCodec<S> codec,
      SharedStateCodec<G> sharedCodec,
      SnapshotStore store,
      Supplier<Consumer<byte[], byte[]>> log,
      java.util.function.Consumer<Position> unreadable) {
    Fold<C, S, G, E> fold = new Fold<>(spec, decider, messageCodec, unreadable);
    return new Snapshots<>(
        spec,
        settings,
        codec,
        sharedCodec,
        store,
        new Restorer<>(
            spec,
            decider,
            codec,
            sharedCodec,
            store,
            new Reopening<>(spec, decider, fold, () -> new KafkaLogRange(log.get()))),
        loaders(),
        writer());
  }

  static ExecutorService loaders() {
    return Executors.newFixedThreadPool(
        LOADED_AT_ONCE, Thread.ofPlatform().daemon().name("snapshot-loads-", 0).factory());
  }

  private static ExecutorService writer() {
    return Executors.newSingleThreadExecutor(
        Thread.ofPlatform().daemon().name("snapshots-", 0).factory());
  }

  /** The state restored from a snapshot, or an empty one; without a time limit. */
  CompletableFuture<Partition<S>> load(int number) {
    return CompletableFuture.supplyAsync(() -> restorer.partition(number), loaders);
  }

  /** The shared state restored from a snapshot, or the initial state. */
  public CompletableFuture<Fold.Shared<G>> loadShared(String topic) {
    return CompletableFuture.supplyAsync(() -> restorer.shared(topic), loaders);
  }

  /** Whether a snapshot has read more of the log than a state with these positions. */
  CompletableFuture<Boolean> isNewer(int number, Map<String, Long> positions) {
    return CompletableFuture.supplyAsync(
        () ->
            store
                .find(number, KeyBytes.version(codec.version()))
                .filter(stored -> stored.isNewerThan(positions))
                .isPresent(),
        loaders);
  }

  /** Saves the partitions that are due. */
  public void takeDue(List<Partition<S>> partitions) {
    for (Partition<S> partition : partitions) {
      if (partition.lastSave().isOld(partition.position(spec.events()), settings)
          && partition.lastSave().ended(partition)) {
        take(partition);
      }
    }
  }

  private void take(Partition<S> partition) {
    partition.lastSave().lookedAt(partition.position(spec.events()));
    if (partition.changes() == 0) {
      return;
    }
    Set<String> changed = partition.takeChanged();
    Map<String, Optional<KeyState<S>>> states = new HashMap<>();
    changed.forEach(
        key ->
            states.put(
                key, partition.knows(key) ? Optional.of(partition.get(key)) : Optional.empty()));
    Snapshot snapshot =
        new Snapshot(
            KeyBytes.version(codec.version()),
            partition.lastTime(),
            partition.closedAt(),
            Map.copyOf(partition.positions()),
            Map.copyOf(partition.heads()),
            Map.copyOf(partition.decidedUpTo()));
    Optional<Snapshot> since = partition.saved();
    int number = partition.number();
    partition
        .lastSave()
        .begin(
            snapshot,
            changed,
            CompletableFuture.supplyAsync(
                () -> saved(number, snapshot, since, bytes(states)), writer));
  }

  /** Encodes keys lazily, while they are written. */
  private Iterator<Key> bytes(Map<String, Optional<KeyState<S>>> states) {
    return states.entrySet().stream()
        .map(
            key -> new Key(key.getKey(), key.getValue().map(state -> KeyBytes.write(state, codec))))
        .iterator();
  }

  private Saved saved(int number, Snapshot snapshot, Optional<Snapshot> since, Iterator<Key> keys) {
    try {
      return store.save(number, snapshot, since, keys);
    } catch (RuntimeException e) {
      LOG.warn(
          "snapshot not saved, it is tried again with the next one (service {}, partition {}, cause"
              + " {})",
          spec.service(),
          number,
          e.toString());
      throw e;
    }
  }

  /** Saves the shared state if it has changed and is due. */
  public void takeDue(String topic, Fold.Shared<G> shared) {
    boolean due = System.nanoTime() - sharedTakenNanos >= settings.snapshotEvery().toNanos();
    if (!due || !sharedSaving.isDone()) {
      return;
    }
    sharedTakenNanos = System.nanoTime();
    boolean stands =
        !sharedSaving.isCompletedExceptionally()
            && sharedTaken.filter(taken -> isSame(taken, shared)).isPresent();
    if (!stands && shared.position() > 0) {
      sharedTaken = Optional.of(shared);
      sharedSaving = CompletableFuture.supplyAsync(() -> savedShared(topic, shared), writer);
    }
  }

  private static <G> boolean isSame(Fold.Shared<G> taken, Fold.Shared<G> shared) {
    return taken.state() == shared.state() && taken.closedAt().equals(shared.closedAt());
  }

  private Saved savedShared(String topic, Fold.Shared<G> shared) {
    Snapshot snapshot =
        new Snapshot(
            KeyBytes.version(sharedCodec.version()),
            0,
            shared.closedAt(),
            Map.of(topic, shared.position()),
            Map.of(),
            Map.of());
    boolean stands =
        store
            .find(SnapshotStore.SHARED, snapshot.stateVersion())
            .filter(stored -> !snapshot.isNewerThan(stored.positions()))
            .isPresent();
    if (stands) {
      // Every instance has the same one.
      return Saved.NEWER_STANDS;
    }
    return saved(
        SnapshotStore.SHARED,
        snapshot,
        Optional.empty(),
        new SharedPieces(sharedCodec.write(shared.state())));
  }

  @Override
  public void close() {
    loaders.shutdownNow();
    writer.shutdown();
  }
}
