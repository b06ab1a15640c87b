package cloud.reseller.http;

import cloud.reseller.http.Refusal.RefusedException;
import cloud.reseller.http.RequestHead.Version;
import io.netty.channel.ChannelHandlerContext;
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
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The same rules for calls over HTTP/2, whose messages the protocol frames but whose names and
 * values may hold what HTTP/1.1 takes for a line. Whatever came past the guard goes nowhere.
 */
@Singleton
class Http2Calls {

  /** Before everything else. */
  private static final int FIRST = 100_000;

  /** HTTP/2: the stream is not wanted any more. */
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

  /** An address without a path fails before any filter sees it; HTTP/1.1 has none such. */
  void register(@Observes Router router) {
    router
        .route()
        .order(-FIRST)
        .failureHandler(
            http -> {
              if (http.get(LOOKED_AT) == null) {
                refuse(http.request(), Refusal.ADDRESS, CallIds.of(fields(http.request())));
              } else {
                http.next();
              }
            });
  }

  private void check(RoutingContext http) {
    http.put(LOOKED_AT, true);
    HttpServerRequest call = http.request();
    if (call.version() != HttpVersion.HTTP_2) {
      if (isGuarded(call)) {
        http.next();
      } else {
        call.connection().close();
      }
      return;
    }
    List<Field> fields = fields(call);
    try {
      Field.checkAll(fields);
      new RequestHead(call.method().name(), call.uri(), Version.HTTP_2, fields).check();
      limitBody(call);
      count(http);
      http.next();
    } catch (RefusedException refused) {
      refuse(call, refused.why(), CallIds.of(fields));
    }
  }

  /** A connection without a call is shown out after a while; see the guard. */
  private static void count(RoutingContext http) {
    if (http.request().connection() instanceof ConnectionBase connection) {
      ChannelHandlerContext context = connection.channelHandlerContext();
      Guard guard = context.pipeline().get(Guard.class);
      if (guard != null) {
        guard.callBegins();
        http.addEndHandler(_ -> context.executor().execute(guard::callEnds));
      }
    }
  }

  private static boolean isGuarded(HttpServerRequest call) {
    return call.connection() instanceof ConnectionBase connection
        && connection.channelHandlerContext().pipeline().get(Guard.class) != null;
  }

  /** The name that HTTP/2 gives the host is a header of its own. */
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
    // A host beside it that says the same is the same host; another one comes twice.
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
