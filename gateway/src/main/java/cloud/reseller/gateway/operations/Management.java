package cloud.reseller.gateway.operations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.LinkedHashMap;
import java.util.Map;

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

  /** The addresses by the name of the service, in the order in which they are shown. */
  default Map<String, String> byService() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("permissions-service", permissions());
    all.put("reservations-service", reservations());
    all.put("activity-log-service", activityLog());
    all.put("billing-service", billing());
    return all;
  }
}
