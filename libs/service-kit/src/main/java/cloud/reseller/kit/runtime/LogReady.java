package cloud.reseller.kit.runtime;

import cloud.reseller.log.projection.ProjectionHealth;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Readiness: state is restored, the instance decides or stands by, and the rows hold everything
 * that was in the log at the start. Individual partitions that wait are reported but do not make it
 * not ready.
 */
@Singleton
@Readiness
class LogReady implements HealthCheck {

  private final LogRuntime log;

  @Inject
  LogReady(LogRuntime log) {
    this.log = log;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("log");
    boolean ready = log.open();
    if (!log.waitingFor().isEmpty()) {
      answer.withData("waiting", log.waitingFor());
    }
    var decider = log.deciderStatus();
    if (decider.isPresent()) {
      var status = decider.get();
      ready &= status.ready();
      answer.withData("deciding", status.deciding().toString());
      status
          .waiting()
          .forEach((partition, what) -> answer.withData("partition " + partition, what));
      if (!status.failure().isEmpty()) {
        answer.withData("decider", status.failure());
      }
    }
    var projections = log.projections();
    if (projections.isPresent()) {
      ready &= projections.get().caughtUp();
      for (ProjectionHealth health : projections.get().health()) {
        ready &= health.status() != ProjectionHealth.Status.REFUSED;
        answer.withData(
            "projection " + health.projection(),
            health.detail().isEmpty()
                ? health.status().name()
                : health.status() + ": " + health.detail());
      }
    }
    var outcomes = log.outcomes();
    if (outcomes.isPresent()) {
      ready &= outcomes.get().ready();
      outcomes.get().trouble().ifPresent(trouble -> answer.withData("outcomes", trouble));
    }
    return answer.status(ready).build();
  }
}
