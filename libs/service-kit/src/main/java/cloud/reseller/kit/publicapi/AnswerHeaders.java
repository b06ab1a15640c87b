package cloud.reseller.kit.publicapi;

import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;

/**
 * What holds for the headers of every answer, whoever made it: nobody between here and the caller
 * keeps it, and {@code Location} names no address of ours.
 */
@Singleton
class AnswerHeaders {

  /** Before everything that may answer. */
  private static final int BEFORE_ALL = 20_000;

  private static final String NO_STORE = "no-store";

  void register(@Observes Filters filters) {
    filters.register(AnswerHeaders::watch, BEFORE_ALL);
  }

  void register(@Observes ManagementInterface management) {
    management.router().route().order(-BEFORE_ALL).handler(AnswerHeaders::watch);
  }

  /** Twice: what answers without the router's end has the header from the start. */
  private static void watch(RoutingContext http) {
    http.response().putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    http.addHeadersEndHandler(_ -> settle(http.response().headers()));
    http.next();
  }

  private static void settle(MultiMap headers) {
    headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
    String location = headers.get(HttpHeaders.LOCATION);
    if (location != null) {
      headers.set(HttpHeaders.LOCATION, path(location));
    }
  }

  /**
   * The path alone, which a caller resolves against the address it called (RFC 9110, 10.2.2). A
   * whole address would repeat the host this service was called by: an inner one, or whatever stood
   * in the caller's header.
   */
  static String path(String location) {
    URI whole = URI.create(location);
    String query = whole.getRawQuery() == null ? "" : "?" + whole.getRawQuery();
    // Two slashes at the beginning would name a host again.
    return whole.getRawPath().replaceFirst("^/{2,}", "/") + query;
  }
}
