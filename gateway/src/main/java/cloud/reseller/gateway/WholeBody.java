package cloud.reseller.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/**
 * A body that is read to its end before a service hears of it: who trickles holds no connection to
 * a service, and what breaks off reaches none.
 */
final class WholeBody {

  private final BodyMemory memory;
  private final long limit;
  private final Promise<Buffer> whole = Promise.promise();
  private final Buffer read = Buffer.buffer();
  private long taken;

  private WholeBody(BodyMemory memory, long limit) {
    this.memory = memory;
    this.limit = limit;
  }

  /**
   * Reads a body.
   *
   * @param limit most bytes
   * @return fails with {@link LimitedBody.BodyTooLarge}, {@link BodyMemory.Full} or {@link
   *     BrokenOff}; until {@link #release} it holds its part of the memory
   */
  static WholeBody of(ReadStream<Buffer> stream, long limit, BodyMemory memory) {
    WholeBody body = new WholeBody(memory, limit);
    stream.exceptionHandler(_ -> body.whole.tryFail(new BrokenOff()));
    stream.endHandler(_ -> body.whole.tryComplete(body.read));
    stream.handler(body::add);
    stream.resume();
    return body;
  }

  Future<Buffer> bytes() {
    return whole.future();
  }

  void release() {
    memory.release(taken);
    taken = 0;
  }

  private void add(Buffer part) {
    if (whole.future().isComplete()) {
      return;
    }
    if (taken + part.length() > limit) {
      whole.fail(new LimitedBody.BodyTooLarge());
    } else if (!memory.take(part.length())) {
      whole.fail(new BodyMemory.Full());
    } else {
      taken += part.length();
      read.appendBuffer(part);
    }
  }

  /** The caller went, or sent what is no body. */
  static final class BrokenOff extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenOff() {
      super("the body broke off", null, false, false);
    }
  }
}
