package cloud.reseller.log.decide;

import cloud.reseller.log.BackOff;
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
 * @param <G> the state all keys share
 * @param <E> a fact, an outcome or a refusal
 */
public final class Decider<C, S, G, E> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Decider.class);

  /** What fails again and again must not fill the log with transactions that are given up. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final DeciderStatus NOT_STARTED =
      new DeciderStatus(false, false, new TreeSet<>(), Map.of(), "");

  private final DeciderSpec spec;
  private final DeciderSettings settings;
  private final Rules<C, S, G, E> rules;
  private final Language<C, E> language;
  private final StateCodec<S> codec;
  private final SnapshotStore store;
  private final Tally tally;
  private final Thread thread;
  private final BackOff backOff = new BackOff(FIRST_PAUSE, LONGEST_PAUSE);
  private final Object pause = new Object();
  private volatile boolean closing;
  private volatile Loop<C, S, G, E> loop;
  private volatile DeciderStatus status = NOT_STARTED;
  private volatile Map<Integer, String> digests = Map.of();

  /** A decider that is not running yet. */
  public Decider(
      DeciderSpec spec,
      DeciderSettings settings,
      Rules<C, S, G, E> rules,
      Language<C, E> language,
      StateCodec<S> codec,
      SnapshotStore store,
      MeterRegistry metrics) {
    this.spec = spec;
    this.settings = settings;
    this.rules = rules;
    this.language = language;
    this.codec = codec;
    this.store = store;
    this.tally = new Tally(metrics, spec.service());
    this.thread = Thread.ofPlatform().name("decider-" + spec.service()).unstarted(this::run);
  }

  /** Starts the thread. Topics and settings must have been verified. */
  public void start() {
    thread.start();
  }

  /** What it is doing. */
  public DeciderStatus status() {
    return status;
  }

  /** SHA-256 over the state of each partition it was deciding when it was closed in good order. */
  Map<Integer, String> digests() {
    return digests;
  }

  /** Ends the running transaction, leaves the group and stops. */
  @Override
  public void close() {
    closing = true;
    Loop<C, S, G, E> running = loop;
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
    }
  }

  private void run() {
    String failure = "";
    while (!closing && failure.isEmpty()) {
      try (Loop<C, S, G, E> running =
          new Loop<>(
              spec,
              settings,
              rules,
              language,
              new Snapshots<>(spec, settings, rules, codec, store),
              tally)) {
        loop = running;
        turn(running);
        digests = running.digests();
        digests.forEach(
            (number, digest) -> LOG.debug("partition {} ended with the state {}", number, digest));
      } catch (RuntimeException e) {
        // Kafka wraps what a rebalance callback throws.
        if (e.getCause() instanceof Loop.NotCoPartitioned wrong) {
          failure = wrong.getMessage();
          LOG.atError().addKeyValue("service", spec.service()).log(failure);
          continue;
        }
        LOG.atError()
            .setCause(e)
            .addKeyValue("service", spec.service())
            .log("deciding interrupted, everything is read again from the log");
        status = new DeciderStatus(true, false, new TreeSet<>(), Map.of(-1, why(e)), "");
        rest();
      } catch (Error e) {
        status = new DeciderStatus(false, false, new TreeSet<>(), Map.of(), e.toString());
        throw e;
      } finally {
        loop = null;
      }
    }
    status = new DeciderStatus(false, false, new TreeSet<>(), Map.of(), failure);
  }

  private String why(RuntimeException e) {
    return e instanceof FencedInstanceIdException
        ? "another instance has taken the ordinal "
            + settings.ordinal()
            + ": give each instance its own"
        : e.toString();
  }

  private void turn(Loop<C, S, G, E> running) {
    try {
      while (!closing) {
        running.turn();
        if (tally.takeCommitted()) {
          backOff.reset();
        }
        status =
            new DeciderStatus(
                true, running.member(), running.decidingNumbers(), running.waiting(), "");
      }
    } catch (WakeupException e) {
      LOG.atDebug().addKeyValue("service", spec.service()).log("woken to stop");
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
