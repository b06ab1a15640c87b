package cloud.reseller.log.decide.state;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The states of the partitions an instance owns, and of those it lost a moment ago: a rebalance
 * often gives them back. One that was lost is trusted by its positions as any other is, but a newer
 * snapshot goes before it. Used by the deciding thread alone.
 */
public final class HeldStates<S> {

  /** A database that does not answer keeps nobody from the state that is at hand. */
  private static final long ASK_SECONDS = 2;

  private final Snapshots<S, ?> snapshots;
  private final long keptNanos;
  private final Map<Integer, CompletableFuture<Partition<S>>> states = new HashMap<>();
  private final Map<Integer, Long> lostNanos = new HashMap<>();

  /**
   * Nothing held yet.
   *
   * @param kept how long after its loss a state is of use: after that the next owner has saved one
   */
  public HeldStates(Snapshots<S, ?> snapshots, Duration kept) {
    this.snapshots = snapshots;
    this.keptNanos = kept.toNanos();
  }

  /** The state of a partition that is owned from here on. A load that is under way goes on. */
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

  /** The partition is not owned any more. */
  public void lose(int number) {
    lostNanos.put(number, System.nanoTime());
  }

  /** The state of a partition is not believed any more. */
  public void drop(int number) {
    if (states.containsKey(number) && states.get(number).isDone()) {
      states.remove(number);
    }
  }

  /** Drops what was lost too long ago to be of use. */
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
