package cloud.reseller.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Stream;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The calls of one HTTP/2 connection. A call ends when its stream is closed: an answer for which
 * the caller opens no flow-control window stays in memory, however long ago the server finished it.
 */
final class Http2Streams extends Http2ConnectionAdapter {

  private final ChannelHandlerContext context;
  private final GuardSettings settings;
  private final Shares calls;
  private final Deadline idle;
  private final SocketAddress from;
  private final Map<Integer, Deadline> open = new HashMap<>();
  private final Set<Integer> counted = new HashSet<>();

  /**
   * Tracks a new connection.
   *
   * @param calls counts the calls of all connections of the server
   * @param idle the idle timeout of the connection, which runs while there is no call
   */
  Http2Streams(ChannelHandlerContext context, GuardSettings settings, Shares calls, Deadline idle) {
    this.context = context;
    this.settings = settings;
    this.calls = calls;
    this.idle = idle;
    this.from = context.channel().remoteAddress();
  }

  /** Whether the stream is still open and there is room for the call until it is closed. */
  boolean take(int stream) {
    if (!open.containsKey(stream)) {
      return false;
    }
    if (!calls.take(from, 1)) {
      RefusalCount.add("TooManyCalls");
      return false;
    }
    counted.add(stream);
    return true;
  }

  @Override
  public void onStreamActive(Http2Stream stream) {
    idle.never();
    Deadline deadline = new Deadline(context, this::missed);
    open.put(stream.id(), deadline);
    if (stream.state() == Http2Stream.State.HALF_CLOSED_REMOTE) {
      deadline.in(settings.answerWithin());
    } else {
      deadline.in(settings.bodyWithin().plus(settings.answerWithin()));
    }
  }

  @Override
  public void onStreamHalfClosed(Http2Stream stream) {
    if (stream.state() == Http2Stream.State.HALF_CLOSED_REMOTE) {
      Optional.ofNullable(open.get(stream.id()))
          .ifPresent(deadline -> deadline.in(settings.answerWithin()));
    }
  }

  @Override
  public void onStreamClosed(Http2Stream stream) {
    Optional.ofNullable(open.remove(stream.id())).ifPresent(Deadline::never);
    if (counted.remove(stream.id())) {
      calls.release(from, 1);
    }
    if (open.isEmpty() && context.channel().isActive()) {
      idle.in(settings.idleWithin());
    }
  }

  /** As over HTTP/1.1, the connection is closed, which ends the calls to services. */
  private void missed() {
    RefusalCount.add("AnswerTimeout");
    context.close();
  }
}
