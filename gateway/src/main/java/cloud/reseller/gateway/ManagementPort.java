package cloud.reseller.gateway;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * What every answer of the management port has, and the answer of an address that is none; the
 * server's own is a page for a browser.
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
