package cloud.reseller.http;

import cloud.reseller.http.Refusal.RefusedException;
import cloud.reseller.http.RequestHead.Version;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Applies the same rules to calls over HTTP/2, which frames messages itself but allows names and
 * values that HTTP/1.1 would read as a line break. Calls on connections without a guard are closed.
 */
@Singleton
class Http2Calls {

  /** Before everything else. */
  private static final int FIRST = 100_000;

  /** HTTP/2 error code: the call was not processed and may be retried. */
  private static final long REFUSED_STREAM = 0x7;

  /** HTTP/2 error code: the stream is no longer needed. */
  private static final long CANCEL = 0x8;

  private static final String LOOKED_AT = Http2Calls.class.getName();

  private final Vertx vertx;
  private final GuardSettings settings = GuardSettings.of(ConfigProvider.getConfig());

  @Inject
  Http2Calls(Vertx vertx) {
    this.vertx = vertx;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, FIRST);
  }

  /**
   * A request target without a path fails before any filter sees it; over HTTP/1.1 there is no such
   * target.
   */
  void register(@Observes Router router) {
    router
        .route()
        .order(-FIRST)
        .failureHandler(
            http -> {
              if (http.get(LOOKED_AT) != null) {
                http.next();
              } else if (isTaken(http.request())) {
                refuse(http.request(), Refusal.ADDRESS, CallIds.of(fields(http.request())));
              }
            });
  }

  private void check(RoutingContext http) {
    http.put(LOOKED_AT, true);
    HttpServerRequest call = http.request();
    if (call.version() != HttpVersion.HTTP_2) {
      if (guard(call).isPresent()) {
        http.next();
      } else {
        call.connection().close();
      }
      return;
    }
    if (!isTaken(call)) {
      return;
    }
    List<Field> fields = fields(call);
    try {
      Field.checkAll(fields);
      new RequestHead(call.method().name(), call.uri(), Version.HTTP_2, fields).check();
      limitBody(call);
      http.next();
    } catch (RefusedException refused) {
      refuse(call, refused.why(), CallIds.of(fields));
    }
  }

  /**
   * Whether the caller reads its answers. If not, answering with an error would only keep another
   * answer in memory.
   */
  private static boolean isTaken(HttpServerRequest call) {
    if (guard(call).filter(guard -> guard.take(call.response().streamId())).isPresent()) {
      return true;
    }
    call.response().reset(REFUSED_STREAM);
    return false;
  }

  private static Optional<Guard> guard(HttpServerRequest call) {
    return call.connection() instanceof ConnectionBase connection
        ? Optional.ofNullable(connection.channelHandlerContext().pipeline().get(Guard.class))
        : Optional.empty();
  }

  /** The headers of a call, with HTTP/2's {@code :authority} as Host. */
  private static List<Field> fields(HttpServerRequest call) {
    List<Field> fields = new ArrayList<>();
    call.headers()
        .forEach(
            (name, value) -> {
              if (!name.startsWith(":")) {
                fields.add(new Field(name, value));
              }
            });
    String authority = call.authority() == null ? "" : call.authority().toString();
    // A Host header equal to the authority is dropped; a different one stays and is refused as a
    // duplicate.
    fields.removeIf(field -> field.is("host") && field.value().equalsIgnoreCase(authority));
    fields.add(new Field("host", authority));
    return fields;
  }

  private void limitBody(HttpServerRequest call) {
    long timer =
        vertx.setTimer(
            settings.bodyWithin().toMillis(),
            _ -> {
              if (!call.isEnded()) {
                RefusalCount.add(Refusal.TOO_SLOW.code());
                call.response().reset(CANCEL);
              }
            });
    call.end().onComplete(_ -> vertx.cancelTimer(timer));
  }

  private void refuse(HttpServerRequest call, Refusal why, CallIds ids) {
    HttpServerResponse response = call.response();
    RefusalCount.add(why.code());
    response.setStatusCode(why.status());
    why.headers(ids).forEach(response::putHeader);
    if (call.method() == HttpMethod.HEAD) {
      response.end();
    } else {
      response.end(why.body(settings.source()));
    }
  }
}
