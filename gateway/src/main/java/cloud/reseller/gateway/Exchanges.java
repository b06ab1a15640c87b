package cloud.reseller.gateway;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Counts the completed exchanges of a connection to a service, each being a call and its answer up
 * to the last byte, before the client notices and gives the connection to the next call.
 */
final class Exchanges extends ChannelDuplexHandler {

  private boolean sent;
  private boolean interim;
  private boolean answered;
  private volatile int over;

  /** The number of completed exchanges; confined to the connection's event loop. */
  int over() {
    return over;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpRequest) {
      sent = false;
      answered = false;
    }
    if (message instanceof LastHttpContent) {
      sent = true;
      count();
    }
    context.write(message, promise);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpResponse answer) {
      interim = answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
    if (message instanceof LastHttpContent && !interim) {
      answered = true;
      count();
    }
    context.fireChannelRead(message);
  }

  private void count() {
    if (sent && answered) {
      over++;
    }
  }
}
