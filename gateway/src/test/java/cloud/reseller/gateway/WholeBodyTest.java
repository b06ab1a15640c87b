package cloud.reseller.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.http.Shares;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bodies that are read to their end, and what they take of the heap. */
class WholeBodyTest {

  private static final int KIB = 1024;

  private static final InetSocketAddress ONE = new InetSocketAddress("10.0.0.1", 1);
  private final Vertx vertx = Vertx.vertx();
  private final Shares memory = new Shares(8 * 64 * KIB, 64 * KIB);
  private final Pieces pieces = new Pieces();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void a_body_counts_with_the_whole_of_the_block_it_is_kept_in() {
    WholeBody body = body();

    pieces.handler.handle(Buffer.buffer("x"));
    assertThat(memory.taken()).isEqualTo(16 * KIB);
    pieces.handler.handle(Buffer.buffer(new byte[16 * KIB]));
    assertThat(memory.taken()).isEqualTo(32 * KIB);
    body.release();

    assertThat(memory.taken()).isZero();
  }

  @Test
  void a_body_in_many_pieces_is_whole() {
    WholeBody body = body();
    String text = "0123456789".repeat(4_000);
    for (int from = 0; from < text.length(); from += 7) {
      pieces.handler.handle(Buffer.buffer(text.substring(from, Math.min(text.length(), from + 7))));
    }
    pieces.end.handle(null);

    assertThat(body.bytes().result().toString(StandardCharsets.US_ASCII)).isEqualTo(text);
  }

  @Test
  void a_body_beyond_the_share_of_its_address_is_refused() {
    WholeBody body = body();

    pieces.handler.handle(Buffer.buffer(new byte[64 * KIB + 1]));

    assertThat(body.bytes().cause()).isInstanceOf(WholeBody.FullException.class);
  }

  @Test
  void a_body_that_does_not_come_in_time_is_given_up() {
    WholeBody body = WholeBody.of(pieces, 100 * KIB, Duration.ofMillis(1), memory, ONE, vertx);

    assertThat(
            body.bytes()
                .toCompletionStage()
                .toCompletableFuture()
                .handle(
                    (_, failure) ->
                        failure instanceof CompletionException e ? e.getCause() : failure)
                .join())
        .isInstanceOf(WholeBody.TooSlowException.class);
  }

  private WholeBody body() {
    return WholeBody.of(pieces, 100 * KIB, Duration.ofMinutes(1), memory, ONE, vertx);
  }

  /** A body whose pieces a test gives. */
  private static final class Pieces implements ReadStream<Buffer> {

    private Handler<Buffer> handler = piece -> {};
    private Handler<Void> end = none -> {};

    @Override
    public Pieces handler(Handler<Buffer> with) {
      handler = with;
      return this;
    }

    @Override
    public Pieces endHandler(Handler<Void> with) {
      end = with;
      return this;
    }

    @Override
    public Pieces exceptionHandler(Handler<Throwable> with) {
      return this;
    }

    @Override
    public Pieces pause() {
      return this;
    }

    @Override
    public Pieces resume() {
      return this;
    }

    @Override
    public Pieces fetch(long amount) {
      return this;
    }
  }
}
