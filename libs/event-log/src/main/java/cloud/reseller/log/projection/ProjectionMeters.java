package cloud.reseller.log.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The metrics of a projection; each covers the partitions owned by this instance. */
final class ProjectionMeters {

  final Timer batches;
  final Counter records;
  final Counter parkedRecords;
  final Counter overtaken;
  final Counter databaseFailures;
  final Counter logFailures;

  private final MeterRegistry registry;
  private final List<Meter> gauges;

  ProjectionMeters(
      MeterRegistry registry,
      String projection,
      Supplier<Number> lagRecords,
      Supplier<Number> lagSeconds,
      Supplier<Number> parkedKeys,
      Supplier<Number> running) {
    this.registry = registry;
    batches =
        Timer.builder("projection.batch")
            .description("Time of one batch from its first statement to its commit")
            .tag("projection", projection)
            .register(registry);
    records =
        Counter.builder("projection.records")
            .description("Records read and committed, applied or parked")
            .tag("projection", projection)
            .register(registry);
    parkedRecords =
        Counter.builder("projection.parked.records")
            .description(
                "Records that could not be applied or are queued behind one that could not")
            .tag("projection", projection)
            .register(registry);
    overtaken =
        Counter.builder("projection.overtaken")
            .description("Batches rolled back because another instance had moved the position")
            .tag("projection", projection)
            .register(registry);
    databaseFailures = failures(registry, projection, "database");
    logFailures = failures(registry, projection, "log");
    gauges =
        List.of(
            Gauge.builder("projection.lag.records", lagRecords)
                .description("Committed records not applied yet, markers included")
                .tag("projection", projection)
                .register(registry),
            TimeGauge.builder("projection.lag", lagSeconds, TimeUnit.SECONDS)
                .description("How far the rows are behind the log in time; 0 when level")
                .tag("projection", projection)
                .register(registry),
            Gauge.builder("projection.parked.keys", parkedKeys)
                .description("Keys that wait for an operator")
                .tag("projection", projection)
                .register(registry),
            // The lag does not cover a projection that has given up its partitions.
            Gauge.builder("projection.running", running)
                .description("1 while it applies records or stands by, else 0")
                .tag("projection", projection)
                .register(registry));
  }

  /** Removes the gauges; one left behind would keep reporting a stopped runtime. */
  void removeGauges() {
    gauges.forEach(registry::remove);
  }

  private static Counter failures(MeterRegistry registry, String projection, String of) {
    return Counter.builder("projection.failures")
        .description("Attempts that failed and were retried")
        .tag("projection", projection)
        .tag("of", of)
        .register(registry);
  }
}
