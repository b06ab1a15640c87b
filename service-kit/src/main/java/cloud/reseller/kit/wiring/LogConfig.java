package cloud.reseller.kit.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a service uses the log. */
@ConfigMapping(prefix = "reseller")
interface LogConfig {

  /** Partitions of every topic but the shared one; fixed when the topics are made. */
  @WithDefault("12")
  int partitions();

  /** The topics. */
  TopicsConfig topics();

  /** The decider. */
  DeciderConfig decider();

  /** The log as such. */
  StartConfig log();

  /** The topics. */
  interface TopicsConfig {

    /**
     * Whether missing topics are made. For one machine and tests; else the cluster's owner does.
     */
    @WithDefault("false")
    boolean create();

    /** Topics used besides those that are decided on or projected, such as one only written to. */
    Optional<List<String>> also();
  }

  /** The decider. */
  interface DeciderConfig {

    /** This instance's own number, stable over restarts. */
    @WithDefault("0")
    int ordinal();
  }

  /** The log as such. */
  interface StartConfig {

    /**
     * How long starting waits for the log before the service goes on without it, not ready, and
     * keeps trying.
     */
    @WithName("start-within")
    @WithDefault("15s")
    Duration startWithin();
  }
}
