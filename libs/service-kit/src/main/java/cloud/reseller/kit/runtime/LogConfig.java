package cloud.reseller.kit.runtime;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How a service uses the log. Injects individual keys instead of a config mapping, which would
 * reject every other key under {@code reseller}, such as the services' own.
 */
@Singleton
final class LogConfig {

  /**
   * Number of partitions of every topic except the shared one; fixed when the topics are created.
   */
  final int partitions;

  /** Whether to create missing topics. For tests only; otherwise the topics step creates them. */
  final boolean createTopics;

  /**
   * Topics used in addition to those that are decided on or projected, such as one that is only
   * written to.
   */
  final List<String> alsoTopics;

  /** Topics that this service writes in addition to its commands and outcomes. */
  final List<String> alsoWrites;

  /**
   * Whether a cluster without access control is accepted. For module tests only, never in
   * production.
   */
  final boolean unsecured;

  /** This instance's number, unique and stable across restarts. */
  final int ordinal;

  /** Time between two snapshots of a partition, which bounds what a restart reads of the log. */
  final Duration snapshotEvery;

  /**
   * How long startup waits for the log before the service continues without it, not ready, and
   * keeps retrying.
   */
  final Duration startWithin;

  @Inject
  LogConfig(
      @ConfigProperty(name = "reseller.partitions", defaultValue = "12") int partitions,
      @ConfigProperty(name = "reseller.topics.create", defaultValue = "false") boolean createTopics,
      @ConfigProperty(name = "reseller.topics.also") Optional<List<String>> alsoTopics,
      @ConfigProperty(name = "reseller.topics.also-writes") Optional<List<String>> alsoWrites,
      @ConfigProperty(name = "reseller.kafka.unsecured", defaultValue = "false") boolean unsecured,
      @ConfigProperty(name = "reseller.decider.ordinal", defaultValue = "0") int ordinal,
      @ConfigProperty(name = "reseller.decider.snapshot-every", defaultValue = "60s")
          Duration snapshotEvery,
      @ConfigProperty(name = "reseller.log.start-within", defaultValue = "15s")
          Duration startWithin) {
    this.partitions = partitions;
    this.createTopics = createTopics;
    this.alsoTopics = alsoTopics.orElse(List.of());
    this.alsoWrites = alsoWrites.orElse(List.of());
    this.unsecured = unsecured;
    this.ordinal = ordinal;
    this.snapshotEvery = snapshotEvery;
    this.startWithin = startWithin;
  }
}
