package cloud.reseller.log.decide.loop;

import cloud.reseller.log.BackOff;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.MessageCodec;
import cloud.reseller.log.decide.SharedStateCodec;
import cloud.reseller.log.decide.StateCodec;
import cloud.reseller.log.decide.state.SnapshotStore;
import cloud.reseller.log.decide.state.Snapshots;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance of a service's decider: a thread that decides the requests of the partitions it
 * owns.
 *
 * @param <C> a command or request
 * @param <S> the state of one key
 * @param <G> the state shared by all keys
 * @param <E> a fact, an outcome or a refusal
 */
public final class DeciderRunner<C, S, G, E> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeciderRunner.class);

  /** Repeated failures must not fill the log with aborted transactions. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final DeciderStatus NOT_STARTED =
      new DeciderStatus(false, false, false, new TreeSet<>(), Map.of(), "");

  private final DeciderSpec spec;
  private final DeciderSettings settings;
  private final Decider<C, S, G, E> decider;
  private final MessageCodec<C, E> messageCodec;
  private final StateCodec<S> codec;
  private final SharedStateCodec<G> sharedCodec;
  private final SnapshotStore store;
  private final DeciderMetrics metrics;
  private final Thread thread;
  private final BackOff backOff = new BackOff(FIRST_PAUSE, LONGEST_PAUSE);
  private final Object pause = new Object();
  private volatile boolean closing;
  private volatile DeciderLoop<C, S, G, E> loop;
  private volatile DeciderStatus status = NOT_STARTED;

  /** A decider that has not been started. */
  public DeciderRunner(
      DeciderSpec spec,
      DeciderSettings settings,
      Decider<C, S, G, E> decider,
      MessageCodec<C, E> messageCodec,
      StateCodec<S> codec,
      SharedStateCodec<G> sharedCodec,
      SnapshotStore store,
      MeterRegistry metrics) {
    this.spec = spec;
    this.settings = settings;
    this.decider = decider;
    this.messageCodec = messageCodec;
    this.codec = codec;
    this.sharedCodec = sharedCodec;
    this.store = store;
    this.metrics = new DeciderMetrics(metrics, spec.service());
    this.thread = Thread.ofPlatform().name("decider-" + spec.service()).unstarted(this::run);
  }

  /** Starts the thread. Topics and settings must have been verified. */
  public void start() {
    metrics.show(() -> status);
    thread.start();
  }

  /** What it is doing. */
  public DeciderStatus status() {
    return status;
  }

  /** Ends the running transaction, leaves the group and stops. */
  @Override
  public void close() {
    closing = true;
    DeciderLoop<C, S, G, E> running = loop;
    if (running != null) {
      running.leave();
    }
    synchronized (pause) {
      pause.notifyAll();
    }
    try {
      thread.join(Duration.ofSeconds(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      metrics.showNothing();
    }
  }

  private void run() {
    String failure = "";
    while (!closing && failure.isEmpty()) {
      try (DeciderLoop<C, S, G, E> running =
          new DeciderLoop<>(spec, settings, decider, messageCodec, snapshots(), metrics)) {
        loop = running;
        turn(running);
      } catch (RuntimeException e) {
        // Kafka wraps exceptions of rebalance callbacks.
        if (e.getCause() instanceof OwnedPartitions.NotCoPartitionedException wrong) {
          failure = wrong.getMessage();
          LOG.error("{} (service {})", failure, spec.service());
          continue;
        }
        LOG.error(
            "deciding interrupted, everything is read again from the log (service {})",
            spec.service(),
            e);
        status = new DeciderStatus(true, false, false, new TreeSet<>(), Map.of(-1, why(e)), "");
        rest();
      } catch (Error e) {
        status = new DeciderStatus(false, false, false, new TreeSet<>(), Map.of(), e.toString());
        throw e;
      } finally {
        loop = null;
      }
    }
    status = new DeciderStatus(false, false, false, new TreeSet<>(), Map.of(), failure);
  }

  private Snapshots<S, G> snapshots() {
    Clients clients = new Clients(spec, settings);
    return Snapshots.of(
        spec,
        settings,
        decider,
        messageCodec,
        codec,
        sharedCodec,
        store,
        clients::ranges,
        this::stillUnreadable);
  }

  private void stillUnreadable(Position at) {
    metrics.unreadable();
    LOG.warn(
        "a fact cannot be read yet, what rests on it is refused on (service {}, position {})",
        spec.service(),
        at);
  }

  private String why(RuntimeException e) {
    return e instanceof FencedInstanceIdException
        ? "another instance has taken the ordinal "
            + settings.ordinal()
            + ": give each instance its own"
        : e.toString();
  }

  private void turn(DeciderLoop<C, S, G, E> running) {
    try {
      while (!closing) {
        running.turn();
        if (metrics.takeCommitted()) {
          backOff.reset();
        }
        status = running.status();
      }
    } catch (WakeupException e) {
      LOG.debug("woken to stop (service {})", spec.service());
    }
  }

  private void rest() {
    synchronized (pause) {
      if (!closing) {
        try {
          pause.wait(backOff.next().toMillis());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          closing = true;
        }
      }
    }
  }
}
