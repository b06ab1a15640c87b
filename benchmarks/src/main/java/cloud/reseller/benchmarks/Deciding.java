package cloud.reseller.benchmarks;

import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.SnapshotStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** One instance at work. */
final class Deciding implements AutoCloseable {

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Decider<?, ?, ?, ?> decider;

  /** Starts an instance with the settings a service has. */
  Deciding(Machine machine, Work work, SnapshotStore snapshots) {
    decider = work.decider(DeciderSettings.of(machine.bootstrap(), 0), snapshots, metrics);
    decider.start();
  }

  /** Waits until every partition is restored. */
  void awaitRestored() {
    while (decider.status().deciding().size() < Work.PARTITIONS) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** How many requests were answered. */
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
