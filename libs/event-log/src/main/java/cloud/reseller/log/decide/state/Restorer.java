package cloud.reseller.log.decide.state;

import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.Fatal;
import cloud.reseller.log.decide.SharedStateCodec;
import cloud.reseller.log.decide.StateCodec;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds states from snapshots. Anything without a snapshot is folded from the log: the database
 * never holds up deciding.
 */
final class Restorer<C, S, G, E> {

  private static final Logger LOG = LoggerFactory.getLogger(Restorer.class);

  private final DeciderSpec spec;
  private final Decider<C, S, G, E> decider;
  private final StateCodec<S> codec;
  private final SharedStateCodec<G> sharedCodec;
  private final SnapshotStore store;
  private final Reopening<C, S, G, E> reopening;

  Restorer(
      DeciderSpec spec,
      Decider<C, S, G, E> decider,
      StateCodec<S> codec,
      SharedStateCodec<G> sharedCodec,
      SnapshotStore store,
      Reopening<C, S, G, E> reopening) {
    this.spec = spec;
    this.decider = decider;
    this.codec = codec;
    this.sharedCodec = sharedCodec;
    this.store = store;
    this.reopening = reopening;
  }

  /** A partition restored from a snapshot, or an empty one. */
  Partition<S> partition(int number) {
    Partition<S> restored = known(number);
    try {
      store.inputIds(number).forEach(restored.topics()::id);
    } catch (RuntimeException e) {
      LOG.warn(
          "the ids of the inputs are not known, the topics are taken as they are (service {},"
              + " partition {}, cause {})",
          spec.service(),
          number,
          e.toString());
    }
    return restored;
  }

  private Partition<S> known(int number) {
    Partition<S> restored = new Partition<>(number, decider);
    try {
      Optional<SnapshotStore.Snapshot> found =
          store.load(
              number,
              KeyBytes.version(codec.version()),
              (key, bytes) -> restored.restore(key, KeyBytes.read(bytes, codec)));
      found.ifPresent(restored::restore);
    } catch (Throwable e) {
      return unusable(number, e);
    }
    try {
      if (!restored.closedAt().isEmpty() && reopening.opens(restored)) {
        return new Partition<>(number, decider);
      }
      reopening.openKeys(restored);
    } catch (Throwable e) {
      Fatal.check(e);
      LOG.warn(
          "what is closed could not be read again and stays closed (service {}, partition {}, cause"
              + " {})",
          spec.service(),
          number,
          e.toString());
    }
    return restored;
  }

  private Partition<S> unusable(int number, Throwable why) {
    Fatal.check(why);
    LOG.warn(
        "snapshot not usable, the log is read from its beginning (service {}, partition {}, cause"
            + " {})",
        spec.service(),
        number,
        why.toString());
    return new Partition<>(number, decider);
  }

  /** The shared state restored from a snapshot, or the initial state. */
  Fold.Shared<G> shared(String topic) {
    Fold.Shared<G> none = new Fold.Shared<>(decider.initialShared(), 0, "");
    try {
      TreeMap<Integer, byte[]> pieces = new TreeMap<>();
      Optional<SnapshotStore.Snapshot> found =
          store.load(
              SnapshotStore.SHARED,
              KeyBytes.version(sharedCodec.version()),
              (number, piece) -> pieces.put(Integer.valueOf(number), piece));
      if (found.isEmpty()) {
        return none;
      }
      Fold.Shared<G> restored =
          new Fold.Shared<>(
              sharedCodec.read(SharedPieces.of(pieces)),
              found.get().positions().get(topic),
              found.get().closedAt());
      return !restored.closedAt().isEmpty() && reopening.opens(restored) ? none : restored;
    } catch (Throwable e) {
      Fatal.check(e);
      LOG.warn(
          "snapshot of the shared state not usable, its log is read from its beginning (service {},"
              + " cause {})",
          spec.service(),
          e.toString());
      return none;
    }
  }
}
