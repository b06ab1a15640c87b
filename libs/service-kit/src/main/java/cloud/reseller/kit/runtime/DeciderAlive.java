package cloud.reseller.kit.runtime;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Liveness: down only if the decider has stopped by itself, which only a restart can fix. Does not
 * depend on whether the log or the database can be reached.
 */
@Singleton
@Liveness
class DeciderAlive implements HealthCheck {

  private final LogRuntime log;

  @Inject
  DeciderAlive(LogRuntime log) {
    this.log = log;
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("decider");
    String failure = log.deciderStatus().map(status -> status.failure()).orElse("");
    if (!failure.isEmpty()) {
      answer.withData("failure", failure);
    }
    return answer.status(failure.isEmpty()).build();
  }
}
