package cloud.reseller.kit.wiring;

import cloud.reseller.log.project.RetriedSequence;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * An operator's call on the management port: {@code POST /parked/{key}/retry} applies what the
 * views parked for a key again and says what became of it.
 */
@Singleton
class ParkedRoute {

  private static final Logger LOG = Logger.getLogger(ParkedRoute.class);

  private final LogRuntime log;

  @Inject
  ParkedRoute(LogRuntime log) {
    this.log = log;
  }

  void add(@Observes ManagementInterface management) {
    // Not ordered: a retry that takes long holds no other one back.
    management.router().post("/parked/:key/retry").blockingHandler(this::retry, false);
  }

  private void retry(RoutingContext call) {
    var projections = log.projections();
    if (projections.isEmpty()) {
      answer(call, 503, problem("the projections do not run yet: try again when ready"));
      return;
    }
    try {
      List<RetriedSequence> retried = projections.get().retryParked(call.pathParam("key"));
      if (retried.isEmpty()) {
        answer(call, 404, problem("nothing is parked under this key"));
      } else {
        answer(call, 200, new JsonObject().put("sequences", sequences(retried)));
      }
    } catch (SQLException | KafkaException e) {
      LOG.warnf("retry of a parked key failed: %s", e.getClass().getName());
      answer(call, 503, problem("the database or the log fails; nothing was lost: try again"));
    } catch (IllegalStateException gone) {
      answer(call, 409, problem(gone.getMessage()));
    }
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

  private static JsonObject problem(String description) {
    return new JsonObject().put("description", description);
  }

  private static void answer(RoutingContext call, int status, JsonObject body) {
    call.response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .end(body.encode());
  }
}
