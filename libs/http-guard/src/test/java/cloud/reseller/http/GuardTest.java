package cloud.reseller.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardTest {

  private final AtomicBoolean open = new AtomicBoolean(true);
  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new Guard(GuardSettings.of(new SmallRyeConfigBuilder().build()), new Shares(1, 1), true),
          new HttpRequestDecoder(),
          new HttpResponseEncoder()) {
        @Override
        public boolean isActive() {
          return open.get() && super.isActive();
        }
      };

  @AfterEach
  void end() {
    open.set(true);
    channel.finishAndReleaseAll();
  }

  @Test
  void what_comes_behind_a_message_waits_in_the_socket() {
    channel.pipeline().addLast("handler", new ChannelInboundHandlerAdapter());
    ByteBuf calls =
        Unpooled.copiedBuffer(
            "GET / HTTP/1.1\r\nHost: h\r\n\r\n".repeat(200), StandardCharsets.US_ASCII);

    channel.writeInbound(calls.readRetainedSlice(1_000));
    assertThat(channel.config().isAutoRead()).isTrue();

    channel.writeInbound(calls);
    assertThat(channel.config().isAutoRead()).isFalse();
    assertThat(channel.inboundMessages()).as("the head of the first and its end").hasSize(2);
  }

  @Test
  void what_is_written_when_an_answer_has_failed_meets_no_half_written_answer() {
    // The caller has disconnected, and its handlers have not been notified yet.
    open.set(false);

    LateFailuresTest.assertWrittenAndReleasedOnce(
        channel,
        body -> new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body));
  }
}
