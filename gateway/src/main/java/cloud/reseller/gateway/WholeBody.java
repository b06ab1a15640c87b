package cloud.reseller.gateway;

import cloud.reseller.http.Shares;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
import io.vertx.core.streams.ReadStream;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A body that is buffered completely before the service is called: slow callers do not occupy a
 * connection to a service, and incomplete bodies never reach one. It is stored in blocks, each
 * counted in full when allocated: small pieces use no more memory than is counted, and nothing is
 * copied to grow.
 */
final class WholeBody {

  private static final int BLOCK = 16 * 1024;

  private final Shares memory;
  private final SocketAddress caller;
  private final long limit;
  private final Promise<Buffer> whole = Promise.promise();
  private final List<ByteBuf> blocks = new ArrayList<>();
  private long read;
  private long taken;

  private WholeBody(Shares memory, SocketAddress caller, long limit) {
    this.memory = memory;
    this.caller = caller;
    this.limit = limit;
  }

  /**
   * Reads a body.
   *
   * @param limit maximum number of bytes
   * @param within longest time until its last byte
   * @return fails with {@link LimitedBody.BodyTooLargeException}, {@link FullException}, {@link
   *     TooSlowException} or {@link BrokenOffException}; it occupies memory until {@link #release}
   */
  static WholeBody of(
      ReadStream<Buffer> stream,
      long limit,
      Duration within,
      Shares memory,
      SocketAddress caller,
      Vertx vertx) {
    WholeBody body = new WholeBody(memory, caller, limit);
    long timer = vertx.setTimer(within.toMillis(), _ -> body.whole.tryFail(new TooSlowException()));
    body.whole.future().onComplete(_ -> vertx.cancelTimer(timer));
    stream.exceptionHandler(_ -> body.whole.tryFail(new BrokenOffException()));
    stream.endHandler(_ -> body.end());
    stream.handler(body::add);
    stream.resume();
    return body;
  }

  Future<Buffer> bytes() {
    return whole.future();
  }

  void release() {
    blocks.clear();
    memory.release(caller, taken);
    taken = 0;
  }

  private void end() {
    whole.tryComplete(BufferImpl.buffer(Unpooled.wrappedBuffer(blocks.toArray(ByteBuf[]::new))));
  }

  private void add(Buffer part) {
    if (whole.future().isComplete()) {
      return;
    }
    read += part.length();
    if (read > limit) {
      whole.fail(new LimitedBody.BodyTooLargeException());
      return;
    }
    for (int from = 0; from < part.length(); ) {
      if (blocks.isEmpty() || !blocks.getLast().isWritable()) {
        if (!memory.take(caller, BLOCK)) {
          whole.fail(new FullException());
          return;
        }
        taken += BLOCK;
        blocks.add(Unpooled.buffer(BLOCK, BLOCK));
      }
      ByteBuf block = blocks.getLast();
      int length = Math.min(block.writableBytes(), part.length() - from);
      block.writeBytes(part.getBytes(from, from + length));
      from += length;
    }
  }

  /** The caller disconnected, or sent an invalid body. */
  static final class BrokenOffException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenOffException() {
      super("the body broke off", null, false, false);
    }
  }

  /** No memory is left for the body. */
  static final class FullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FullException() {
      super("too many bodies at once", null, false, false);
    }
  }

  /** The last byte did not arrive in time. */
  static final class TooSlowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooSlowException() {
      super("the body took too long", null, false, false);
    }
  }
}
