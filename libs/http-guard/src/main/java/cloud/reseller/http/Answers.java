package cloud.reseller.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/** Notifies the guard when an answer starts and ends, before it is encoded. */
final class Answers extends ChannelOutboundHandlerAdapter {

  static final String NAME = "answers";

  private final Guard guard;

  Answers(Guard guard) {
    this.guard = guard;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    boolean interim =
        message instanceof HttpResponse response
            && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    if (message instanceof HttpResponse && !interim) {
      guard.answering();
    }
    context.write(message, promise);
    if (message instanceof LastHttpContent && !interim) {
      guard.answered();
      // The server is still completing it.
      context.executor().execute(guard::settled);
    }
  }
}
