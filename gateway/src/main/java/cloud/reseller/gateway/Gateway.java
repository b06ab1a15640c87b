package cloud.reseller.gateway;

import cloud.reseller.http.LateFailures;
import cloud.reseller.http.RefusalCount;
import cloud.reseller.http.Shares;
import cloud.reseller.throttle.LogThrottle;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.net.impl.ConnectionBase;
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
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards calls to the services and answers for a service that is down. Calls of pages are left to
 * the routes after this one.
 */
@Singleton
class Gateway {

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /** Context key: the call to the service, for the interceptor that checks its answer. */
  private static final String SENT = "sent";

  /** Context key: the gateway's own answer. */
  private static final String OWN = "own";

  /** Context key: an answer that is buffered until its caller has taken it. */
  private static final String KEPT = "kept";

  /** Context key: the address that a concurrent call to a service counts against. */
  private static final String COUNTED = "counted";

  /** One address can use at most this fraction of the body memory, so that others' bodies fit. */
  private static final int CALLERS = 8;

  private static final Pattern HIDDEN_SEPARATOR = Pattern.compile("%(2[fF]|5[cC]|00)");

  private static final Pattern BEARER = Pattern.compile("(?i)bearer +[^ ].*");

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final GatewayConfig config;
  private final Vertx vertx;
  private final Map<String, LogThrottle> failures = new ConcurrentHashMap<>();
  private final Shares memory;
  private final HttpClient client;
  private final Map<Service, HttpProxy> proxies = new EnumMap<>(Service.class);

  @Inject
  Gateway(GatewayConfig config, Vertx vertx) {
    this.config = config;
    this.vertx = vertx;
    long bodies = config.bodyMemory().asLongValue();
    this.memory = new Shares(bodies, bodies / CALLERS);
    this.client =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setConnectTimeout((int) config.connectWithin().toMillis())
                    // Shorter than the services' idle timeout, so that they do not close a
                    // connection just as it is used.
                    .setKeepAliveTimeout(30)
                    // Bodies are passed on unchanged, compressed or not.
                    .setDecompressionSupported(false)
                    .setMaxWaitQueueSize(config.callsPerService()))
            .with(new PoolOptions().setHttp1MaxSize(config.callsPerService()))
            .withConnectHandler(Gateway::prepare)
            .build();
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
    String path = http.normalizedPath();
    boolean plain = plain(call, path);
    if (plain && PageAddresses.have(path)) {
      page(http, path, ids);
      return;
    }
    Optional<Service> service = plain ? Service.of(path) : Optional.empty();
    if (service.isEmpty()) {
      PublicError.NOT_FOUND.send(call.response(), ids);
      return;
    }
    if (mayHaveBody(call) && !hasToken(call)) {
      // No service would accept the call, so the body need not be read.
      RefusalCount.add(PublicError.UNAUTHENTICATED.code());
      closeAfter(call);
      PublicError.UNAUTHENTICATED.send(call.response(), ids);
      return;
    }
    long limit = limit(path);
    if (length(call) > limit) {
      closeAfter(call);
      PublicError.tooLarge(limit).send(call.response(), ids);
      return;
    }
    if (isOpenEnded(call)) {
      // HTTP/1.1 needs chunked encoding for a body without a length.
      call.headers().set(HttpHeaders.TRANSFER_ENCODING, HttpHeaders.CHUNKED);
    }
    if (call.headers().contains(HttpHeaders.EXPECT)) {
      // The guard accepts only 100-continue. Callers refused above are not told to continue.
      call.response().writeContinue();
    }
    proxies.get(service.get()).handle(call);
  }

  /** Forms are small but for the one with a price sheet, and browsers say how long they are. */
  private void page(RoutingContext http, String path, CallIds ids) {
    HttpServerRequest call = http.request();
    boolean unmeasured =
        call.headers().contains(HttpHeaders.TRANSFER_ENCODING) || isOpenEnded(call);
    long limit =
        PageAddresses.takesFile(path) && SessionCookies.has(call)
            ? config.maxPriceSheet().asLongValue() + PageAddresses.FORM_BYTES
            : PageAddresses.FORM_BYTES;
    if (unmeasured || length(call) > limit) {
      closeAfter(call);
      (unmeasured ? PublicError.LENGTH_NEEDED : PublicError.tooLarge(limit))
          .send(call.response(), ids);
      return;
    }
    if (call.headers().contains(HttpHeaders.EXPECT)) {
      call.response().writeContinue();
    }
    http.next();
  }

  /**
   * Whether a service parses the path as it is parsed here: it is in normal form and has no encoded
   * separators.
   */
  private static boolean plain(HttpServerRequest call, String normal) {
    return normal.equals(call.path()) && !HIDDEN_SEPARATOR.matcher(normal).find();
  }

  /** Files are streamed, because they are too large to buffer. */
  private static boolean isFile(String path) {
    return path.startsWith("/v1/pricesheets") || path.startsWith("/v1/flexibilityratios");
  }

  private long limit(String path) {
    return isFile(path) ? config.maxPriceSheet().asLongValue() : config.maxBody().asLongValue();
  }

  /** The Content-Length; the guard has ensured that it is a number. */
  private static long length(HttpServerRequest call) {
    String length = call.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }

  /** Over HTTP/2 the head does not say whether a body follows. */
  private static boolean mayHaveBody(HttpServerRequest call) {
    return call.version() == HttpVersion.HTTP_2
        || length(call) > 0
        || call.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  /** Only checks for presence; the service validates the token. */
  private static boolean hasToken(HttpServerRequest call) {
    String sent = call.getHeader(HttpHeaders.AUTHORIZATION);
    return sent != null && BEARER.matcher(sent).matches();
  }

  /** Over HTTP/2 a body may come without a length. */
  private static boolean isOpenEnded(HttpServerRequest call) {
    return call.version() == HttpVersion.HTTP_2
        && !isRead(call)
        && !call.headers().contains(HttpHeaders.CONTENT_LENGTH);
  }

  private static boolean isRead(HttpServerRequest call) {
    return call.method() == HttpMethod.GET || call.method() == HttpMethod.HEAD;
  }

  /** Closes the connection, so that the rest of a refused body is not read. */
  private static void closeAfter(HttpServerRequest call) {
    if (call.version() == HttpVersion.HTTP_2) {
      // Other calls share the connection.
      return;
    }
    call.response().putHeader(HttpHeaders.CONNECTION, "close");
    call.response().endHandler(end -> call.connection().close());
  }

  private static SocketAddress callerOf(HttpServerRequest call) {
    if (!(call.connection() instanceof ConnectionBase connection)) {
      throw new IllegalStateException("no connection of the server's own kind");
    }
    return connection.channelHandlerContext().channel().remoteAddress();
  }

  private static void prepare(HttpConnection service) {
    ServiceCall.watch(service);
    if (service instanceof ConnectionBase connection) {
      connection.channelHandlerContext().pipeline().addFirst(new LateFailures());
    }
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
        .origin(
            context ->
                context
                    .client()
                    .request(new RequestOptions(target))
                    .recover(Gateway::notConnected)
                    .map(ServiceCall::of)
                    .compose(request -> awaited(context, request))
                    .onSuccess(request -> context.set(SENT, request)))
        .addInterceptor(new ForwardingInterceptor(service));
  }

  /** A call that never got a connection was not sent, so its outcome is known. */
  private static Future<HttpClientRequest> notConnected(Throwable failure) {
    return Future.failedFuture(
        failure instanceof TimeoutException
            ? new ConnectException("no connection in time")
            : failure);
  }

  /** Fails if the caller has already gone: nothing would notice that later and stop the call. */
  private static Future<HttpClientRequest> awaited(
      ProxyContext context, HttpClientRequest request) {
    if (!context.request().proxiedRequest().response().closed()) {
      return Future.succeededFuture(request);
    }
    request.reset();
    return Future.failedFuture(new WholeBody.BrokenOffException());
  }

  private record OwnAnswer(PublicError error, CallIds ids) {}

  /** Intercepts one call to a service. */
  private final class ForwardingInterceptor implements ProxyInterceptor {

    private final Service service;

    /** Calls being made or waiting for a connection, until their answers are taken. */
    private final Shares calls =
        new Shares(2L * config.callsPerService(), config.callsPerAddress());

    ForwardingInterceptor(Service service) {
      this.service = service;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      var request = context.request();
      HttpServerRequest call = request.proxiedRequest();
      CallIds ids = CallIds.of(call);
      long limit = limit(call.path());
      // The request target may be an absolute URI: the service gets only the routed path.
      request.setURI(call.query() == null ? call.path() : call.path() + "?" + call.query());
      HopByHopHeaders.toService(request.headers(), call);
      ids.addMissing(request.headers());
      return sent(context, call, limit)
          .compose(answer -> whole(context, answer))
          .compose(answer -> sized(context, call, answer))
          .recover(
              failure -> {
                if (!call.isEnded()) {
                  closeAfter(call);
                }
                context.set(OWN, new OwnAnswer(answer(failure, ids, limit), ids));
                return Future.succeededFuture(request.release().response());
              });
    }

    private Future<ProxyResponse> sent(ProxyContext context, HttpServerRequest call, long limit) {
      var request = context.request();
      if (isFile(call.path())) {
        LimitedBody body = new LimitedBody(request.getBody().stream(), limit);
        request.setBody(Body.body(body, request.getBody().length()));
        return counted(context, call)
            .recover(
                failure ->
                    Future.failedFuture(
                        body.exceeded() ? new LimitedBody.BodyTooLargeException() : failure));
      }
      WholeBody body =
          WholeBody.of(
              request.getBody().stream(),
              limit,
              config.bodyWithin(),
              memory,
              callerOf(call),
              vertx);
      return body.bytes()
          .compose(bytes -> sentWhole(context, call, bytes))
          .onComplete(_ -> body.release());
    }

    private Future<ProxyResponse> sentWhole(
        ProxyContext context, HttpServerRequest call, Buffer body) {
      context.request().setBody(Body.body(body));
      return counted(context, call)
          .recover(
              failure -> {
                if (!isRepeatable(call, body) || !(failure instanceof HttpClosedException)) {
                  return Future.failedFuture(failure);
                }
                // A pooled connection may be closed by a stopping service just as it is used.
                context.request().setBody(Body.body(body));
                return context.sendRequest();
              });
    }

    /** Sends a call that counts until {@link #over}, unless its address is at its limit. */
    private Future<ProxyResponse> counted(ProxyContext context, HttpServerRequest call) {
      SocketAddress caller = callerOf(call);
      if (!calls.take(caller, 1)) {
        return Future.failedFuture(new TooManyCallsException());
      }
      context.set(COUNTED, caller);
      return context.sendRequest();
    }

    /**
     * Rejects non-final answers: the final one would follow on the connection and must not be taken
     * for the answer to the next call.
     */
    private static Future<ProxyResponse> whole(ProxyContext context, ProxyResponse answer) {
      int status = answer.getStatusCode();
      boolean nothing = status == HttpResponseStatus.NO_CONTENT.code();
      boolean framed =
          answer.headers().getAll(HttpHeaders.TRANSFER_ENCODING).stream()
              .allMatch(HttpHeaders.CHUNKED.toString()::equals);
      if (status >= 200 && status <= 599 && framed && !(nothing && answer.getBody().length() > 0)) {
        return Future.succeededFuture(answer);
      }
      context.get(SENT, HttpClientRequest.class).connection().close();
      return Future.failedFuture(new HttpClosedException("no final answer"));
    }

    /**
     * HTTP/1.0 has no chunked encoding: an answer without a length is buffered completely, and
     * counts towards the body memory until its caller has taken it.
     */
    private Future<ProxyResponse> sized(
        ProxyContext context, HttpServerRequest call, ProxyResponse answer) {
      if (call.version() != HttpVersion.HTTP_1_0 || answer.getBody().length() >= 0) {
        return Future.succeededFuture(answer);
      }
      WholeBody body =
          WholeBody.of(
              answer.getBody().stream(),
              config.maxBody().asLongValue(),
              config.silence(),
              memory,
              callerOf(call),
              vertx);
      context.set(KEPT, body);
      return body.bytes()
          .map(bytes -> answer.setBody(Body.body(bytes)))
          .recover(
              failure -> {
                body.release();
                context.get(SENT, HttpClientRequest.class).reset();
                return Future.failedFuture(
                    switch (failure) {
                      case LimitedBody.BodyTooLargeException _ -> new AnswerTooLargeException();
                      case WholeBody.TooSlowException _ -> new TimeoutException("the answer");
                      case WholeBody.BrokenOffException _ -> new HttpClosedException("the answer");
                      default -> failure;
                    });
              });
    }

    /** A GET or HEAD without a body has no side effects and may be repeated. */
    private static boolean isRepeatable(HttpServerRequest call, Buffer body) {
      return isRead(call) && body.length() == 0;
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
      // Releases what a call holds even if writing fails or throws.
      return Future.succeededFuture(context).compose(this::write).onComplete(_ -> over(context));
    }

    private void over(ProxyContext context) {
      Optional.ofNullable(context.get(KEPT, WholeBody.class)).ifPresent(WholeBody::release);
      Optional.ofNullable(context.get(COUNTED, SocketAddress.class))
          .ifPresent(caller -> calls.release(caller, 1));
    }

    private Future<Void> write(ProxyContext context) {
      HttpServerRequest call = context.request().proxiedRequest();
      OwnAnswer own = context.get(OWN, OwnAnswer.class);
      if (own != null) {
        // Sent directly: the proxy would look for a call to a service if the caller does not take
        // the answer.
        own.error().send(call.response(), own.ids());
        return Future.succeededFuture();
      }
      HopByHopHeaders.toCaller(context.response().headers());
      if (isRefused(context.response().getStatusCode()) && !call.isEnded()) {
        closeAfter(call);
      }
      if (context.response().getStatusCode() == HttpResponseStatus.NO_CONTENT.code()) {
        HttpServerResponse answer = call.response();
        answer.headersEndHandler(_ -> HopByHopHeaders.unframe(answer.headers()));
      }
      return context.sendResponse();
    }

    /**
     * A service may start a successful answer while it still reads, but an error status is final.
     */
    private static boolean isRefused(int status) {
      return status >= 400;
    }

    private PublicError answer(Throwable failure, CallIds ids, long limit) {
      log(failure, ids);
      return switch (failure) {
        case ConnectException _, UnknownHostException _, ConnectionPoolTooBusyException _ ->
            PublicError.SERVICE_DOWN;
        case WholeBody.FullException _ -> {
          RefusalCount.add("BodyMemoryFull");
          yield PublicError.FULL;
        }
        case TooManyCallsException _ -> {
          RefusalCount.add(PublicError.TOO_MANY_CALLS.code());
          yield PublicError.TOO_MANY_CALLS;
        }
        case WholeBody.TooSlowException _ -> {
          RefusalCount.add("RequestTimeout");
          yield PublicError.tooSlow(config.bodyWithin());
        }
        case LimitedBody.BodyTooLargeException _ -> PublicError.tooLarge(limit);
        case AnswerTooLargeException _ -> PublicError.TOO_LARGE_FOR_HTTP_1_0;
        case TimeoutException _ -> PublicError.SERVICE_SILENT;
        default -> PublicError.SERVICE_BROKE;
      };
    }

    /**
     * Rate-limited: anybody can make calls fail, with or without a token, and must not flood the
     * log.
     */
    private void log(Throwable failure, CallIds ids) {
      String name = failure.getClass().getSimpleName();
      switch (failure) {
        case StreamResetException _,
            LimitedBody.BodyTooLargeException _,
            AnswerTooLargeException _,
            WholeBody.BrokenOffException _,
            WholeBody.TooSlowException _,
            WholeBody.FullException _,
            TooManyCallsException _ ->
            LOG.debug("{}: {} ({})", service, name, ids.correlationId());
        default ->
            failures
                .computeIfAbsent(
                    service + name, _ -> new LogThrottle(BETWEEN_LINES, System::nanoTime))
                .ifDue(
                    suppressed ->
                        LOG.warn("{}: {} ({}){}", service, name, ids.correlationId(), suppressed));
      }
    }
  }

  /** The address has reached its limit of concurrent calls to a service. */
  private static final class TooManyCallsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyCallsException() {
      super("too many calls of one address", null, false, false);
    }
  }

  /** The answer exceeds what is buffered for HTTP/1.0 callers. */
  private static final class AnswerTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AnswerTooLargeException() {
      super("answer too large", null, false, false);
    }
  }
}
