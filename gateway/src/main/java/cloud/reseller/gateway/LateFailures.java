package cloud.reseller.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;

/**
 * Says of what is written to a connection that a service has just closed that it failed, but not
 * before the write is over. The proxy gives the call up when it hears of it, which writes again,
 * and the encoder in between is then in the middle of its list: it would send on a second time, and
 * release a second time, what stands there.
 */
final class LateFailures extends ChannelOutboundHandlerAdapter {

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (context.channel().isActive()) {
      context.write(message, promise);
    } else {
      ReferenceCountUtil.release(message);
      context.executor().execute(() -> promise.tryFailure(new ClosedChannelException()));
    }
  }
}
