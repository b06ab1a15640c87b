package cloud.reseller.billing;

import cloud.reseller.billing.read.ChargesProjection;
import cloud.reseller.billing.read.NamesProjection;
import cloud.reseller.log.projection.Projection;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The parts of this service: projections of charges and of the names shown with them. */
@Singleton
class BillingService {

  @Produces
  @Singleton
  Projection charges() {
    return new ChargesProjection();
  }

  @Produces
  @Singleton
  Projection names() {
    return new NamesProjection();
  }
}
