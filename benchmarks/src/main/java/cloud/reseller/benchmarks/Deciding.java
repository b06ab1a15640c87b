package cloud.reseller.benchmarks;

import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.loop.DeciderRunner;
import cloud.reseller.log.decide.state.SnapshotStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A running decider instance. */
final class Deciding implements AutoCloseable {

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final DeciderRunner<?, ?, ?, ?> decider;

  /** Starts an instance with the settings of a service. */
  Deciding(Machine machine, Work work, SnapshotStore snapshots) {
    this(work, DeciderSettings.of(machine.kafka(), 0), snapshots);
  }

  /** Starts an instance that saves a snapshot every second. */
  static Deciding savingOften(Machine machine, Work work, SnapshotStore snapshots) {
    DeciderSettings usual = DeciderSettings.of(machine.kafka(), 0);
    return new Deciding(
        work,
        new DeciderSettings(
            usual.bootstrapServers(),
            usual.ordinal(),
            usual.barrierWait(),
            usual.maxBatch(),
            Duration.ofSeconds(1),
            usual.snapshotEvents(),
            usual.clients()),
        snapshots);
  }

  private Deciding(Work work, DeciderSettings settings, SnapshotStore snapshots) {
    decider = work.decider(settings, snapshots, metrics);
    decider.start();
  }

  /** Waits until every partition is restored. */
  void awaitRestored() {
    while (decider.status().deciding().size() < Work.PARTITIONS) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** The number of requests that were answered. */
  double decided() {
    return Stream.of("decisions", "decisions_refused")
        .map(name -> metrics.find(name).counters())
        .flatMap(Collection::stream)
        .mapToDouble(Counter::count)
        .sum();
  }

  @Override
  public void close() {
    decider.close();
  }
}
