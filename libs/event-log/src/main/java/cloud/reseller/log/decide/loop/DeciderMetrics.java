package cloud.reseller.log.decide.loop;

import cloud.reseller.log.decide.evidence.DecisionCount;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Counts committed decisions. Updated by the deciding thread only. */
final class DeciderMetrics implements DecisionCount {

  private final MeterRegistry registry;
  private final String service;
  private final Map<String, Integer> refused = new HashMap<>();
  private int accepted;
  private int repeated;
  private int parked;
  private final List<Meter> shown = new ArrayList<>();
  private boolean committed;

  DeciderMetrics(MeterRegistry registry, String service) {
    this.registry = registry;
    this.service = service;
  }

  @Override
  public void accepted() {
    accepted++;
  }

  @Override
  public void repeated() {
    repeated++;
  }

  @Override
  public void parked() {
    parked++;
  }

  @Override
  public void refused(String code) {
    refused.merge(code, 1, Integer::sum);
  }

  void commit() {
    committed = true;
    registry.counter("decisions", "service", service, "outcome", "accepted").increment(accepted);
    registry.counter("decisions", "service", service, "outcome", "repeated").increment(repeated);
    registry.counter("inputs_parked", "service", service).increment(parked);
    refused.forEach(
        (code, count) ->
            registry
                .counter("decisions_refused", "service", service, "code", code)
                .increment(count));
    discard();
  }

  /** Whether anything was committed since the last call. */
  boolean takeCommitted() {
    boolean taken = committed;
    committed = false;
    return taken;
  }

  void discard() {
    accepted = 0;
    repeated = 0;
    parked = 0;
    refused.clear();
  }

  /** Counts an unreadable fact, which is read again after a restart. */
  void unreadable() {
    registry.counter("facts_unreadable", "service", service).increment();
  }

  /** Counts a partition stopped because something cannot be read. */
  void stopped() {
    registry.counter("decider_partitions_stopped", "service", service).increment();
  }

  /** Registers the gauges of deciding and waiting partitions. */
  void show(Supplier<DeciderStatus> status) {
    shown.add(partitions("deciding", () -> status.get().deciding().size()));
    shown.add(partitions("waiting", () -> status.get().waiting().size()));
  }

  private Gauge partitions(String are, Supplier<Number> count) {
    return Gauge.builder("decider_partitions", count)
        .tag("service", service)
        .tag("are", are)
        .register(registry);
  }

  /** Removes the gauges registered by {@link #show}. */
  void showNothing() {
    shown.forEach(registry::remove);
    shown.clear();
  }

  void barrier(int partition, Duration waited) {
    registry
        .timer("barrier_wait", "service", service, "partition", Integer.toString(partition))
        .record(waited);
  }
}
