package cloud.reseller.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers that disconnect before the gateway has completed the answer. */
class GoneCallerTest {

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<HttpServerRequest> atService = new LinkedBlockingQueue<>();
  private final List<HttpConnection> closed = new CopyOnWriteArrayList<>();
  private final CountDownLatch gone = new CountDownLatch(1);
  private HttpClient client;
  private int service;
  private int door;

  @BeforeEach
  void start() {
    service = listen(atService::add);
    client =
        vertx
            .httpClientBuilder()
            .with(new PoolOptions().setHttp1MaxSize(1))
            .withConnectHandler(ServiceCall::watch)
            .build();
    door = done(vertx.createHttpServer().requestHandler(this::pass).listen(0)).actualPort();
  }

  @AfterEach
  void stop() {
    done(vertx.close());
  }

  @Test
  void ends_nobody_elses_call_when_the_service_has_answered() throws Exception {
    Socket caller = call();
    HttpServerRequest first = atService.take();
    first.response().end("{}");
    HttpClientRequest next = request();
    Future<Integer> status = next.send().map(HttpClientResponse::statusCode);
    HttpServerRequest second = atService.take();
    assertThat(second.connection()).isSameAs(first.connection());

    leave(caller);

    second.response().end("{}");
    assertThat(done(status)).isEqualTo(200);
    assertThat(closed).isEmpty();
  }

  @Test
  void ends_the_call_when_the_service_still_answers() throws Exception {
    Socket caller = call();
    HttpServerRequest first = atService.take();
    first.response().setChunked(true).write("{");

    leave(caller);

    await().untilAsserted(() -> assertThat(closed).containsExactly(first.connection()));
  }

  /** Passes a call on and never takes its answer. */
  private void pass(HttpServerRequest call) {
    call.connection().closeHandler(_ -> gone.countDown());
    client
        .request(HttpMethod.GET, service, "localhost", "/")
        .map(ServiceCall::of)
        .onSuccess(
            sent -> {
              call.response().exceptionHandler(left -> sent.reset(0, left));
              sent.send()
                  .onSuccess(
                      answer -> {
                        answer.pause();
                        call.response().setChunked(true).write("begun");
                      });
            });
  }

  private Socket call() throws IOException {
    Socket socket = new Socket("localhost", door);
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private void leave(Socket caller) throws IOException, InterruptedException {
    // So that the answer has begun.
    caller.getInputStream().read();
    caller.setSoLinger(true, 0);
    caller.close();
    gone.await();
  }

  private HttpClientRequest request() {
    return done(client.request(HttpMethod.GET, service, "localhost", "/"));
  }

  private int listen(Handler<HttpServerRequest> handler) {
    return done(vertx
            .createHttpServer()
            .connectionHandler(connection -> connection.closeHandler(_ -> closed.add(connection)))
            .requestHandler(handler)
            .listen(0))
        .actualPort();
  }

  private static <T> T done(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
