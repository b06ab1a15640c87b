package cloud.reseller.kit.metrics;

import cloud.reseller.http.ClosedLabels;
import cloud.reseller.kit.publicapi.Routes;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The routes of a service, the only ones allowed as metric labels. */
@Singleton
class RouteLabels {

  @Produces
  @Singleton
  MeterFilter closedLabels(Routes routes) {
    return new ClosedLabels(routes::templates);
  }
}
