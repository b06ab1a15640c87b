package cloud.reseller.kit.runtime;

import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.loop.DeciderRunner;
import cloud.reseller.log.decide.state.SnapshotStore;
import io.micrometer.core.instrument.MeterRegistry;

/** What a service that decides brings, as one bean. */
public interface Deciding {

  /**
   * The topics.
   *
   * @param service the service's name
   * @param partitions how many partitions each has but the shared one
   */
  DeciderSpec spec(String service, int partitions);

  /** The input this service's own HTTP side writes to. */
  String commandTopic();

  /** The decider with the service's rules and language; not started. */
  DeciderRunner<?, ?, ?, ?> decider(
      DeciderSpec spec, DeciderSettings settings, SnapshotStore snapshots, MeterRegistry metrics);
}
