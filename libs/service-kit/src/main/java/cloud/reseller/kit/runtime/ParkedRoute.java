package cloud.reseller.kit.runtime;

import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.kit.publicapi.RouteAnswers;
import cloud.reseller.log.projection.Projections;
import cloud.reseller.log.projection.RetriedSequence;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An operator's call on the management port: {@code POST /parked/{key}/retry} retries the records
 * that the views have parked for a key and reports the results. {@code OperationsOnly} checks
 * access for the whole port.
 */
@Singleton
class ParkedRoute {

  private static final Logger LOG = LoggerFactory.getLogger(ParkedRoute.class);

  private final LogRuntime log;
  private final String source;

  @Inject
  ParkedRoute(LogRuntime log, @ConfigProperty(name = "quarkus.application.name") String source) {
    this.log = log;
    this.source = source;
  }

  void add(@Observes ManagementInterface management) {
    // Unordered, so that a long retry does not block others.
    management.router().post("/parked/:key/retry").blockingHandler(this::retry, false);
  }

  private void retry(RoutingContext call) {
    try {
      answer(call, new JsonObject().put("sequences", sequences(retried(call.pathParam("key")))));
    } catch (ProblemException why) {
      RouteAnswers.refuse(call, why, source);
    }
  }

  private List<RetriedSequence> retried(String key) {
    Projections projections =
        log.projections()
            .orElseThrow(
                () ->
                    unavailable(
                        "The views are not running yet. Try again when the service is ready."));
    try {
      List<RetriedSequence> retried = projections.retryParked(key);
      if (retried.isEmpty()) {
        throw ErrorCode.NOT_FOUND.because(
            "Nothing is parked under this key. The table projection_parked names those that are.");
      }
      return retried;
    } catch (SQLException | KafkaException e) {
      LOG.warn("retry of a parked key failed: {}", e.getClass().getName());
      throw unavailable("The database or the log is failing; nothing was lost. Try again.");
    } catch (IllegalStateException gone) {
      throw ErrorCode.PARKED_RECORD_GONE.because("Nothing was applied: " + gone.getMessage() + ".");
    }
  }

  private static ProblemException unavailable(String description) {
    return ErrorCode.UNAVAILABLE.because(description).retryAfter(Duration.ofSeconds(5));
  }

  private static JsonArray sequences(List<RetriedSequence> retried) {
    JsonArray sequences = new JsonArray();
    retried.forEach(
        one ->
            sequences.add(
                new JsonObject()
                    .put("projection", one.projection())
                    .put("topic", one.topic())
                    .put("partition", one.partition())
                    .put("applied", one.applied())
                    .put("stillParked", one.stillParked())));
    return sequences;
  }

  private static void answer(RoutingContext call, JsonObject body) {
    call.response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(body.encode());
  }
}
