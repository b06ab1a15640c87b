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
 * The headers of every answer, wherever it was made: no intermediary may store it, and {@code
 * Location} reveals no internal address.
 */
@Singleton
class AnswerHeaders {

  /** Before anything that may answer. */
  private static final int BEFORE_ALL = 20_000;

  private static final String NO_STORE = "no-store";

  void register(@Observes Filters filters) {
    filters.register(AnswerHeaders::watch, BEFORE_ALL);
  }

  void register(@Observes ManagementInterface management) {
    management.router().route().order(-BEFORE_ALL).handler(AnswerHeaders::watch);
  }

  /** Set twice: answers that bypass the router's end handlers have the header from the start. */
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
   * Only the path, which callers resolve against the address they called (RFC 9110, 10.2.2). An
   * absolute address would repeat the host this service was called by: an internal one, or whatever
   * the caller's Host header said.
   */
  static String path(String location) {
    URI whole = URI.create(location);
    String query = whole.getRawQuery() == null ? "" : "?" + whole.getRawQuery();
    // Two leading slashes would name a host again.
    return whole.getRawPath().replaceFirst("^/{2,}", "/") + query;
  }
}
