package cloud.reseller.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Passes calls on to the services, bodies as they come, and answers for a service that is down. */
@Singleton
class Gateway {

  private static final Logger LOG = Logger.getLogger(Gateway.class);
  private static final Set<HttpMethod> REFUSED = Set.of(HttpMethod.TRACE, HttpMethod.CONNECT);

  private static final Pattern HIDDEN_SEPARATOR = Pattern.compile("%(2[fF]|5[cC]|00)");

  private final GatewayConfig config;
  private final HttpClient client;
  private final Map<Service, HttpProxy> proxies = new EnumMap<>(Service.class);

  @Inject
  Gateway(GatewayConfig config, Vertx vertx) {
    this.config = config;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) config.connectWithin().toMillis())
                // Shorter than a service keeps an idle connection: it must not close one under us.
                .setKeepAliveTimeout(30)
                // Bodies are passed on as they are, packed or not.
                .setDecompressionSupported(false)
                .setMaxWaitQueueSize(config.callsPerService()),
            new PoolOptions().setHttp1MaxSize(config.callsPerService()));
    for (Service service : Service.values()) {
      proxies.put(service, proxy(service));
    }
  }

  void open(@Observes Router router) {
    router.route().handler(this::route);
  }

  @PreDestroy
  void close() {
    client.close();
  }

  private void route(RoutingContext http) {
    HttpServerRequest call = http.request();
    CallIds ids = CallIds.of(call);
    if (REFUSED.contains(call.method())) {
      PublicError.NOT_ALLOWED.send(call.response(), ids);
      return;
    }
    String path = http.normalizedPath();
    Optional<Service> service = plain(call, path) ? Service.of(path) : Optional.empty();
    if (service.isEmpty()) {
      PublicError.NOT_FOUND.send(call.response(), ids);
      return;
    }
    long limit = limit(path);
    switch (length(call)) {
      case Length.Unreadable _ -> {
        closeAfter(call);
        PublicError.UNREADABLE.send(call.response(), ids);
      }
      case Length.Known known when known.bytes() > limit -> {
        closeAfter(call);
        PublicError.tooLarge(limit).send(call.response(), ids);
      }
      case Length.Known _, Length.Open _ -> proxies.get(service.get()).handle(call);
    }
  }

  /**
   * Whether a service reads the path as it is read here: in its normal form, and with no separator
   * that shows only when it is decoded.
   */
  private static boolean plain(HttpServerRequest call, String normal) {
    return normal.equals(call.path()) && !HIDDEN_SEPARATOR.matcher(normal).find();
  }

  private long limit(String path) {
    return path.startsWith("/v1/pricesheets") || path.startsWith("/v1/flexibilityratios")
        ? config.maxPriceSheet().asLongValue()
        : config.maxBody().asLongValue();
  }

  /** How long a body says it is. */
  private sealed interface Length {
    record Known(long bytes) implements Length {}

    record Open() implements Length {}

    record Unreadable() implements Length {}
  }

  private static Length length(HttpServerRequest call) {
    String coding = call.getHeader(HttpHeaders.TRANSFER_ENCODING);
    String length = call.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (coding != null) {
      // A coding the next one reads otherwise is how one message is smuggled inside another.
      return coding.equalsIgnoreCase("chunked") ? new Length.Open() : new Length.Unreadable();
    }
    if (length == null) {
      return new Length.Open();
    }
    try {
      long bytes = Long.parseLong(length);
      return bytes < 0 ? new Length.Unreadable() : new Length.Known(bytes);
    } catch (NumberFormatException e) {
      return new Length.Unreadable();
    }
  }

  /** The rest of a refused body is not worth reading. */
  private static void closeAfter(HttpServerRequest call) {
    call.response().putHeader(HttpHeaders.CONNECTION, "close");
    call.response().endHandler(end -> call.connection().close());
  }

  private HttpProxy proxy(Service service) {
    URI address = config.address(service);
    boolean tls = "https".equals(address.getScheme());
    int port = address.getPort() > 0 ? address.getPort() : tls ? 443 : 80;
    RequestOptions target =
        new RequestOptions()
            .setHost(address.getHost())
            .setPort(port)
            .setSsl(tls)
            .setConnectTimeout(config.connectWithin().toMillis())
            .setIdleTimeout(config.silence().toMillis());
    return HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
        .origin(context -> context.client().request(new RequestOptions(target)))
        .addInterceptor(new Pass(service));
  }

  /** One call to a service. */
  private final class Pass implements ProxyInterceptor {

    private final Service service;

    Pass(Service service) {
      this.service = service;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      var request = context.request();
      HttpServerRequest call = request.proxiedRequest();
      CallIds ids = CallIds.of(call);
      long limit = limit(call.path());
      LimitedBody body = new LimitedBody(request.getBody().stream(), limit);
      request.setBody(Body.body(body, request.getBody().length()));
      // The target may have come with a scheme and a host: the service gets the path that was
      // routed.
      request.setURI(call.query() == null ? call.path() : call.path() + "?" + call.query());
      Hop.toService(request.headers(), call);
      ids.addMissing(request.headers());
      boolean repeatable = isRepeatable(call);
      if (repeatable) {
        call.resume();
        request.setBody(nothing());
      }
      return context
          .sendRequest()
          .recover(
              failure -> {
                if (!repeatable || !(failure instanceof HttpClosedException)) {
                  return Future.failedFuture(failure);
                }
                // A kept connection may be closed by a service that stops just as it is used.
                request.setBody(nothing());
                return context.sendRequest();
              })
          .recover(
              failure -> {
                PublicError answer =
                    body.exceeded() ? PublicError.tooLarge(limit) : answer(failure, ids);
                if (body.exceeded()) {
                  closeAfter(call);
                }
                return Future.succeededFuture(answer.fill(request.release().response(), ids));
              });
    }

    /** A read without a body changes nothing, however often it arrives. */
    private static boolean isRepeatable(HttpServerRequest call) {
      return (call.method() == HttpMethod.GET || call.method() == HttpMethod.HEAD)
          && !call.headers().contains(HttpHeaders.CONTENT_LENGTH)
          && !call.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private static Body nothing() {
      return Body.body(Buffer.buffer());
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
      Hop.toCaller(context.response().headers());
      return context.sendResponse();
    }

    private PublicError answer(Throwable failure, CallIds ids) {
      LOG.warnf("%s: %s (%s)", service, failure.getClass().getSimpleName(), ids.correlationId());
      return switch (failure) {
        case ConnectException _, UnknownHostException _, ConnectionPoolTooBusyException _ ->
            PublicError.SERVICE_DOWN;
        case TimeoutException _ -> PublicError.SERVICE_SILENT;
        default -> PublicError.SERVICE_BROKE;
      };
    }
  }
}
