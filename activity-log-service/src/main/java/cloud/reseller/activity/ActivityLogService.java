package cloud.reseller.activity;

import cloud.reseller.activity.read.AuditProjection;
import cloud.reseller.log.projection.Projection;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The parts of this service: one projection of the two event topics. */
@Singleton
class ActivityLogService {

  @Produces
  @Singleton
  Projection audit() {
    return new AuditProjection();
  }
}
