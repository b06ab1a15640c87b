package cloud.reseller.gateway;

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
    // Closed, and its handlers have not heard of it yet.
    open.set(false);
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

    channel
        .pipeline()
        .write(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", body), first);
    writing[0] = false;
    channel.runPendingTasks();

    assertThat(inTheWrite).containsExactly(false);
    assertThat(first.cause()).isInstanceOf(ClosedChannelException.class);
    assertThat(second.cause()).isInstanceOf(ClosedChannelException.class);
    assertThat(body.refCnt()).isZero();
  }
}
