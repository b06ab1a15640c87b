package cloud.reseller.kit.runtime;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How a service uses the log. Single keys and not a mapping: a mapping would refuse every other key
 * under {@code reseller}, which the services have of their own.
 */
@Singleton
final class LogConfig {

  /** Partitions of every topic but the shared one; fixed when the topics are made. */
  final int partitions;

  /** Whether missing topics are made. For tests; else the topics step has made them. */
  final boolean createTopics;

  /** Topics used besides those that are decided on or projected, such as one only written to. */
  final List<String> alsoTopics;

  /** Topics this service writes besides its commands and outcomes. */
  final List<String> alsoWrites;

  /**
   * Whether a cluster where everybody may do everything is taken. For tests of modules, never in
   * production.
   */
  final boolean unsecured;

  /** This instance's own number, stable over restarts. */
  final int ordinal;

  /** Time between two snapshots of a partition, which bounds what a restart reads of the log. */
  final Duration snapshotEvery;

  /**
   * How long starting waits for the log before the service goes on without it, not ready, and keeps
   * trying.
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
