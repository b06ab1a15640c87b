package cloud.reseller.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;

/**
 * Fails writes to a connection that has just been closed, but only after the write call has
 * returned. Failing the promise at once would make its listener write again while the encoder in
 * between is still iterating over its output list, which it would then send and release twice.
 */
public final class LateFailures extends ChannelOutboundHandlerAdapter {

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (context.channel().isActive()) {
      context.write(message, promise);
    } else {
      fail(context, message, promise);
    }
  }

  /** Releases the message, and fails its promise after the write call has returned. */
  static void fail(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    ReferenceCountUtil.release(message);
    context.executor().execute(() -> promise.tryFailure(new ClosedChannelException()));
  }
}
