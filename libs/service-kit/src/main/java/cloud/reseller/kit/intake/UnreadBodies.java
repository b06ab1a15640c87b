package cloud.reseller.kit.intake;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Closes the connection after an answer that was given before the body of its call was read.
 * Incoming data is discarded for a moment first: closing a socket with unread data would reset the
 * connection and lose the answer.
 */
@Singleton
class UnreadBodies {

  /** Set on calls whose body was read completely. */
  static final String READ = UnreadBodies.class.getName();

  /** Before anything that may refuse a call. */
  static final int FIRST = 11_000;

  private static final long THROWN_AWAY_MS = 2_000;
  private static final long THROWN_AWAY_BYTES = 1024 * 1024;

  void register(@Observes Filters filters) {
    filters.register(UnreadBodies::watch, FIRST);
  }

  private static void watch(RoutingContext http) {
    HttpServerRequest request = http.request();
    if (request.version() != HttpVersion.HTTP_2 && hasBody(request)) {
      http.addHeadersEndHandler(
          _ -> {
            if (isUnread(http)) {
              http.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
          });
      http.addEndHandler(
          _ -> {
            if (isUnread(http)) {
              throwAway(http);
            }
          });
    }
    http.next();
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null
        ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        : !length.equals("0");
  }

  private static boolean isUnread(RoutingContext http) {
    return http.get(READ) == null;
  }

  private static void throwAway(RoutingContext http) {
    HttpServerRequest request = http.request();
    if (request.isEnded()) {
      request.connection().close();
      return;
    }
    long[] bytes = {0};
    request.exceptionHandler(_ -> request.connection().close());
    request.endHandler(_ -> request.connection().close());
    request.handler(
        piece -> {
          bytes[0] += piece.length();
          if (bytes[0] > THROWN_AWAY_BYTES) {
            request.connection().close();
          }
        });
    http.vertx().setTimer(THROWN_AWAY_MS, _ -> request.connection().close());
    request.resume();
  }
}
