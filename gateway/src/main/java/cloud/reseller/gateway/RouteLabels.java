package cloud.reseller.gateway;

import cloud.reseller.http.ClosedLabels;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** The allowed route labels of meters, which are the targets of {@code match-patterns}. */
@Singleton
class RouteLabels {

  private static final Set<String> ADDRESSES =
      Set.of(
          "/v1/agents",
          "/v1/agents/{id}",
          "/v1/customers",
          "/v1/customers/{id}",
          "/v1/customers/{id}/subscriptions",
          "/v1/customers/{id}/users",
          "/v1/customers/{id}/purchasepermission",
          "/v1/customers/{id}/pricerules",
          "/v1/customers/{id}/purchaselimits",
          "/v1/customers/{id}/orders",
          "/v1/customers/{id}/reservations",
          "/v1/customers/{id}/purchaserequests",
          "/v1/customers/{id}/limituse",
          "/v1/customers/{id}/pricepreview",
          "/v1/customers/{id}/sizes",
          "/v1/SelfServePolicy",
          "/v1/SelfServePolicy/{id}",
          "/v1/sharedentitlements",
          "/v1/pricesheets",
          "/v1/flexibilityratios",
          "/v1/auditrecords",
          "/v1/invoices",
          "/",
          "/dashboard",
          "/portal",
          "/assets");

  @Produces
  @Singleton
  MeterFilter closedLabels() {
    return new ClosedLabels(() -> ADDRESSES);
  }
}
