package cloud.reseller.kit.runtime;

import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.loop.DeciderRunner;
import cloud.reseller.log.decide.state.SnapshotStore;
import io.micrometer.core.instrument.MeterRegistry;

/** Implemented by a bean of every service that decides. */
public interface Deciding {

  /**
   * The topics.
   *
   * @param service the service's name
   * @param partitions number of partitions of every topic except the shared one
   */
  DeciderSpec spec(String service, int partitions);

  /** The input topic that this service's own HTTP side writes to. */
  String commandTopic();

  /** A decider with the service's rules and codecs; not started. */
  DeciderRunner<?, ?, ?, ?> decider(
      DeciderSpec spec, DeciderSettings settings, SnapshotStore snapshots, MeterRegistry metrics);
}
