package cloud.reseller.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Services to stand behind the door: one that says what it got, one that fails, one that is down.
 */
public final class BackEnds implements QuarkusTestResourceLifecycleManager {

  /** More than the sockets between a service and a caller take. */
  private static final int LARGE = 32 * 1024 * 1024;

  private static final Set<HttpConnection> FIRST_CALLS = ConcurrentHashMap.newKeySet();

  private Vertx vertx;

  @Override
  public Map<String, String> start() {
    vertx = Vertx.vertx();
    String mirror = "http://localhost:" + listen(BackEnds::mirror);
    return Map.of(
        "reseller.gateway.permissions",
        mirror,
        "reseller.gateway.reservations",
        mirror,
        "reseller.gateway.billing",
        "http://localhost:" + listen(BackEnds::fail),
        "reseller.gateway.activity-log",
        "http://localhost:" + closedPort(),
        "reseller.gateway.silence",
        "2s",
        "reseller.gateway.max-body",
        "1M",
        "reseller.gateway.max-price-sheet",
        "16M");
  }

  @Override
  public void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private int listen(Handler<HttpServerRequest> handler) {
    HttpServer server = vertx.createHttpServer().requestHandler(handler);
    return server.listen(0).toCompletionStage().toCompletableFuture().join().actualPort();
  }

  /** Says what it got: method, address, headers, size and digest of the body. */
  private static void mirror(HttpServerRequest call) {
    if (call.path().endsWith("/refused")) {
      call.response().setStatusCode(401).end();
      return;
    }
    if (call.path().endsWith("/closing")) {
      call.response().setStatusCode(401).end().onComplete(_ -> call.connection().close());
      return;
    }
    if (call.path().endsWith("/orders")) {
      stream(call);
      return;
    }
    if (call.path().endsWith("/silent")) {
      return;
    }
    if (call.path().endsWith("/large")) {
      call.response().end(Buffer.buffer(new byte[LARGE]));
      return;
    }
    MessageDigest digest = sha256();
    long[] size = {0};
    call.handler(
        part -> {
          size[0] += part.length();
          digest.update(part.getBytes());
        });
    call.endHandler(
        end -> {
          JsonObject headers = new JsonObject();
          call.headers()
              .forEach(header -> headers.put(header.getKey().toLowerCase(), header.getValue()));
          String status = call.getHeader("X-Status");
          call.response()
              .setStatusCode(status == null ? 200 : Integer.parseInt(status))
              .putHeader("ETag", "\"v1\"")
              .putHeader("X-Hop", "secret")
              .putHeader("Connection", "keep-alive, X-Hop")
              .putHeader("Keep-Alive", "timeout=5")
              .putHeader("MS-RequestId", call.getHeader("MS-RequestId"));
          if (call.response().getStatusCode() == 204) {
            call.response().end();
          } else {
            Buffer seen =
                new JsonObject()
                    .put("method", call.method().name())
                    .put("uri", call.uri())
                    .put("headers", headers)
                    .put("size", size[0])
                    .put("digest", HexFormat.of().formatHex(digest.digest()))
                    .toBuffer();
            call.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Content-Length", Integer.toString(seen.length()))
                .end(call.method() == HttpMethod.HEAD ? Buffer.buffer() : seen);
          }
        });
  }

  /**
   * Sends the first part at once and the second when the caller has shown that it has the first.
   */
  private static void stream(HttpServerRequest call) {
    call.response().setChunked(true).write("first;");
    call.endHandler(end -> call.response().end("second;"));
  }

  /**
   * Silent, or hanging up: always, or on the second call of a connection as one that stops does.
   */
  private static void fail(HttpServerRequest call) {
    if (call.path().contains("silent")) {
      return;
    }
    if (call.path().contains("stopping") && FIRST_CALLS.add(call.connection())) {
      call.response().end("{}");
    } else {
      call.connection().close();
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int closedPort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
