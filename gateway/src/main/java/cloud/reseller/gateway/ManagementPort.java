package cloud.reseller.gateway;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * The common headers of the management port's answers, and its answer to unknown addresses, which
 * replaces Quarkus' HTML page.
 */
@Singleton
class ManagementPort {

  private static final int FIRST = Integer.MIN_VALUE;

  void open(@Observes ManagementInterface management) {
    Router router = management.router();
    router.route().order(FIRST).handler(ManagementPort::head);
    router
        .route()
        .last()
        .handler(
            http -> PublicError.NOT_FOUND_HERE.send(http.response(), CallIds.of(http.request())));
  }

  private static void head(RoutingContext http) {
    HttpServerResponse answer = http.response();
    CallIds ids = CallIds.of(http.request());
    http.addHeadersEndHandler(
        _ -> {
          answer.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
          ids.addMissing(answer.headers());
        });
    http.next();
  }
}
