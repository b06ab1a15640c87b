package cloud.reseller.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A call written to a connection that has just closed. */
class LateFailuresTest {

  @Test
  void what_is_written_when_a_write_has_failed_meets_no_half_written_call() {
    AtomicBoolean open = new AtomicBoolean(true);
    EmbeddedChannel channel =
        new EmbeddedChannel(new LateFailures(), new HttpClientCodec()) {
          @Override
          public boolean isActive() {
            return open.get() && super.isActive();
          }
        };
    // Closed, and its handlers have not been notified yet.
    open.set(false);

    assertWrittenAndReleasedOnce(
        channel,
        body -> new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", body));
  }

  /**
   * Writes a message to a closed channel, and something else as soon as that has failed.
   *
   * @param message makes it from its body
   */
  static void assertWrittenAndReleasedOnce(
      EmbeddedChannel channel, Function<ByteBuf, Object> message) {
    ByteBuf body = Unpooled.copiedBuffer(new byte[50_000]);
    ChannelPromise first = channel.newPromise();
    ChannelPromise second = channel.newPromise();
    List<Boolean> inTheWrite = new ArrayList<>();
    boolean[] writing = {true};
    first.addListener(
        _ -> {
          inTheWrite.add(writing[0]);
          channel.pipeline().write(Unpooled.EMPTY_BUFFER, second);
        });

    channel.pipeline().write(message.apply(body), first);
    writing[0] = false;
    channel.runPendingTasks();

    assertThat(inTheWrite).containsExactly(false);
    assertThat(first.cause()).isInstanceOf(ClosedChannelException.class);
    assertThat(second.cause()).isInstanceOf(ClosedChannelException.class);
    assertThat(body.refCnt()).isZero();
  }
}
