package cloud.reseller.gateway.operations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The management ports of the services, where their health and metrics are. */
@ConfigMapping(prefix = "reseller.management")
interface Management {

  /** Of permissions-service. */
  @WithDefault("http://localhost:9081")
  String permissions();

  /** Of reservations-service. */
  @WithDefault("http://localhost:9082")
  String reservations();

  /** Of activity-log-service. */
  @WithDefault("http://localhost:9083")
  String activityLog();

  /** Of billing-service. */
  @WithDefault("http://localhost:9084")
  String billing();
}
