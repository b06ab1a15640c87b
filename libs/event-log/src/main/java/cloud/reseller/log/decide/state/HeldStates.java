package cloud.reseller.log.decide.state;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The states of the partitions owned by an instance, and of those it recently lost, since a
 * rebalance often returns them. A lost state is still valid for its positions, but a newer snapshot
 * takes precedence. Confined to the deciding thread.
 */
public final class HeldStates<S> {

  /** Time limit for the database, after which the available state is used. */
  private static final long ASK_SECONDS = 2;

  private final Snapshots<S, ?> snapshots;
  private final long keptNanos;
  private final Map<Integer, CompletableFuture<Partition<S>>> states = new HashMap<>();
  private final Map<Integer, Long> lostNanos = new HashMap<>();

  /**
   * Holds no states yet.
   *
   * @param kept how long a lost state remains useful: after that, the next owner has saved a
   *     snapshot
   */
  public HeldStates(Snapshots<S, ?> snapshots, Duration kept) {
    this.snapshots = snapshots;
    this.keptNanos = kept.toNanos();
  }

  /** The state of a newly owned partition. A load in progress continues. */
  public CompletableFuture<Partition<S>> take(int number) {
    CompletableFuture<Partition<S>> known = states.get(number);
    boolean lost = lostNanos.remove(number) != null;
    if (known == null || known.isCompletedExceptionally()) {
      states.put(number, snapshots.load(number));
    } else if (lost && known.isDone()) {
      states.put(number, newer(number, known));
    }
    return states.get(number);
  }

  private CompletableFuture<Partition<S>> newer(int number, CompletableFuture<Partition<S>> held) {
    return snapshots
        .isNewer(number, Map.copyOf(held.join().positions()))
        .completeOnTimeout(false, ASK_SECONDS, TimeUnit.SECONDS)
        .exceptionally(_ -> false)
        .thenCompose(newer -> newer ? snapshots.load(number) : held);
  }

  /** The partition is no longer owned. */
  public void lose(int number) {
    lostNanos.put(number, System.nanoTime());
  }

  /** Drops the state of a partition. */
  public void drop(int number) {
    if (states.containsKey(number) && states.get(number).isDone()) {
      states.remove(number);
    }
  }

  /** Drops states that were lost too long ago. */
  public void dropUseless() {
    long now = System.nanoTime();
    lostNanos
        .entrySet()
        .removeIf(
            lost -> {
              boolean useless = now - lost.getValue() > keptNanos;
              if (useless) {
                states.remove(lost.getKey());
              }
              return useless;
            });
  }
}
