package cloud.reseller.billing;

import cloud.reseller.billing.read.ChargesProjection;
import cloud.reseller.billing.read.NamesProjection;
import cloud.reseller.log.projection.Projection;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What this service is made of: charges from purchases, and the names that stand beside them. */
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
