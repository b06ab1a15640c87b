package cloud.reseller.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a caller that goes away does to the connection its call was sent on. */
class KeptConnectionTest {

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<HttpServerRequest> calls = new LinkedBlockingQueue<>();
  private final List<HttpConnection> closed = new CopyOnWriteArrayList<>();
  private HttpClient client;
  private int port;

  @BeforeEach
  void start() {
    port =
        done(vertx
                .createHttpServer()
                .connectionHandler(
                    connection -> connection.closeHandler(_ -> closed.add(connection)))
                .requestHandler(
                    call -> {
                      call.response().putHeader("Content-Length", "12").write("first;");
                      calls.add(call);
                    })
                .listen(0))
            .actualPort();
    client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(1));
  }

  @AfterEach
  void stop() {
    done(vertx.close());
  }

  @Test
  void an_answer_nobody_waits_for_is_read_to_its_end_and_the_next_call_takes_its_connection()
      throws InterruptedException {
    HttpClientRequest first = call();
    done(first.send().map(answer -> answer.pause()));
    HttpServerRequest seen = calls.take();

    assertThat(first.reset(0, new IllegalStateException("the caller is gone"))).isFalse();
    seen.response().end("second");

    HttpClientRequest next = call();
    Future<Buffer> whole = next.send().compose(answer -> answer.body());
    HttpServerRequest seenNext = calls.take();
    assertThat(seenNext.connection()).isSameAs(seen.connection());
    seenNext.response().end("second");
    assertThat(done(whole).toString()).isEqualTo("first;second");
    assertThat(first.reset()).isFalse();
    assertThat(closed).isEmpty();
  }

  @Test
  void a_call_whose_body_breaks_off_takes_its_connection_with_it() throws InterruptedException {
    HttpClientRequest call = call();
    call.setChunked(true);
    done(call.write("a part of it"));
    HttpServerRequest seen = calls.take();

    assertThat(call.reset(0, new IllegalStateException("the caller is gone"))).isTrue();

    await().untilAsserted(() -> assertThat(closed).containsExactly(seen.connection()));
  }

  private HttpClientRequest call() {
    return KeptConnection.of(done(client.request(HttpMethod.PUT, port, "localhost", "/")));
  }

  private static <T> T done(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
