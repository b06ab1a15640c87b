package cloud.reseller.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** The addresses of the services and the limits of calls. */
@ConfigMapping(prefix = "reseller.gateway")
interface GatewayConfig {

  /** Address of permissions-service. */
  @WithDefault("http://localhost:8081")
  URI permissions();

  /** Address of reservations-service. */
  @WithDefault("http://localhost:8082")
  URI reservations();

  /** Address of activity-log-service. */
  @WithDefault("http://localhost:8083")
  URI activityLog();

  /** Address of billing-service. */
  @WithDefault("http://localhost:8084")
  URI billing();

  /** Longest wait for a connection to a service. */
  @WithDefault("2s")
  Duration connectWithin();

  /** Longest time from sending a call to a service until the head of its answer. */
  @WithDefault("60s")
  Duration silence();

  /** Maximum number of concurrent calls to one service; as many again may wait. */
  @WithDefault("512")
  int callsPerService();

  /** Maximum number of concurrent calls of one address to one service, waiting ones included. */
  @WithDefault("64")
  int callsPerAddress();

  /** Largest body of a call. */
  @WithDefault("1M")
  MemorySize maxBody();

  /** Largest body of a price sheet or a file of ratios. */
  @WithDefault("64M")
  MemorySize maxPriceSheet();

  /** Longest time from the head of a call to the last byte of its body, except files. */
  @WithDefault("10s")
  Duration bodyWithin();

  /**
   * Heap available to bodies being read, except files; one address may use at most an eighth of it.
   */
  @WithDefault("128M")
  MemorySize bodyMemory();

  /** Address of a service. */
  default URI address(Service service) {
    return switch (service) {
      case PERMISSIONS -> permissions();
      case RESERVATIONS -> reservations();
      case ACTIVITY_LOG -> activityLog();
      case BILLING -> billing();
    };
  }
}
