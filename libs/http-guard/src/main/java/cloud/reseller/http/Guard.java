package cloud.reseller.http;

import cloud.reseller.http.MessageReader.Progress;
import cloud.reseller.http.Refusal.RefusedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.impl.Http1xOrH2CHandler;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reads a connection before the server's own decoder does and passes on only messages that every
 * HTTP implementation parses in the same way. Each message is read only after the previous one has
 * been answered: nothing after a refused message is ever read, and the refusal is the next answer.
 */
final class Guard extends ChannelDuplexHandler {

  static final String NAME = "guard";

  /** How long the rest of a refused message is discarded, so that its answer is not lost. */
  private static final int LINGER_MILLIS = 1_000;

  /**
   * Limit for bytes buffered behind a message; the rest waits in the socket until the message is
   * answered.
   */
  private static final int MOST_BEHIND = 4 * 1024;

  private enum State {
    READING,
    /**
     * The message has been read; its answer has not ended, or the caller has not yet taken earlier
     * answers.
     */
    ANSWERING,
    CLOSING,
    /** HTTP/2, which frames messages itself, or not HTTP at all. */
    ASIDE
  }

  /** Progress of the answer to the current message. */
  private enum Answer {
    NONE,
    BEGUN,
    ENDED,
    /** The server is ready for the next message. */
    SETTLED
  }

  private final GuardSettings settings;
  private final Shares calls;
  private final boolean bodies;
  private final MessageReader reader;
  private Deadline deadline;
  private ChannelHandlerContext context;
  private State state = State.READING;
  private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
  private boolean opened;
  private boolean undecided;
  private Answer answer = Answer.NONE;
  private boolean working;
  private boolean heldBack;
  private Optional<Http2Heads> heads = Optional.empty();
  private Optional<Http2Streams> streams = Optional.empty();

  /**
   * A guard for a new connection.
   *
   * @param calls counts the server's calls over HTTP/2
   * @param bodies whether messages may have a body
   */
  Guard(GuardSettings settings, Shares calls, boolean bodies) {
    this.settings = settings;
    this.calls = calls;
    this.bodies = bodies;
    this.reader = new MessageReader(bodies, this::pass);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    deadline = new Deadline(added, this::missed);
    deadline.in(settings.idleWithin());
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    deadline.never();
    heads.ifPresent(Http2Heads::end);
    bytes.release();
    bytes = Unpooled.EMPTY_BUFFER;
  }

  @Override
  public void channelInactive(ChannelHandlerContext inactive) {
    state = State.CLOSING;
    deadline.never();
    heads.ifPresent(Http2Heads::end);
    inactive.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) {
    if (!opened) {
      opened = true;
      open();
    }
    switch (state) {
      case ASIDE -> {
        heads.ifPresent(found -> found.look((ByteBuf) message));
        reading.fireChannelRead(message);
      }
      case CLOSING -> ReferenceCountUtil.release(message);
      case READING, ANSWERING -> {
        if (state == State.READING && reader.isInHead() && !bytes.isReadable()) {
          deadline.in(settings.headWithin());
        }
        bytes =
            ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(
                reading.alloc(), bytes, (ByteBuf) message);
        work();
      }
    }
  }

  /**
   * Called before the first byte, when TLS has negotiated the protocol and the server's pipeline is
   * complete.
   */
  private void open() {
    ChannelPipeline pipeline = context.pipeline();
    if (pipeline.get(HttpRequestDecoder.class) != null) {
      pipeline.addBefore("handler", Answers.NAME, new Answers(this));
    } else if (pipeline.get(Http1xOrH2CHandler.class) != null) {
      undecided = true;
    } else {
      state = State.ASIDE;
      Http2ConnectionHandler http2 = pipeline.get(Http2ConnectionHandler.class);
      if (http2 == null) {
        deadline.never();
      } else if (!bodies) {
        // No filter checks calls over HTTP/2 to a management port.
        context.close();
      } else {
        // Until the first call, the idle timeout applies.
        heads = Optional.of(new Http2Heads(new Deadline(context, this::headMissed), settings));
        Http2Streams watched = new Http2Streams(context, settings, calls, deadline);
        streams = Optional.of(watched);
        http2.connection().addListener(watched);
      }
    }
  }

  /** Whether there is room for a call over HTTP/2; called once for each. */
  boolean take(int stream) {
    return streams.filter(watched -> watched.take(stream)).isPresent();
  }

  /**
   * A management port's server detects the protocol from the first bytes. It first gets only two,
   * enough to tell any method from the HTTP/2 preface, so that its pipeline is complete before an
   * answer can start.
   */
  private void pass(ByteBuf part) {
    if (undecided) {
      undecided = false;
      context.fireChannelRead(part.readRetainedSlice(2));
      context.pipeline().addAfter("httpEncoder", Answers.NAME, new Answers(this));
    }
    context.fireChannelRead(part);
  }

  private void work() {
    if (working) {
      return;
    }
    working = true;
    try {
      while (state == State.READING && bytes.isReadable() && step()) {}
    } catch (RefusedException refused) {
      refuse(refused.why());
    } finally {
      working = false;
    }
    if (!bytes.isReadable()) {
      bytes.release();
      bytes = Unpooled.EMPTY_BUFFER;
    }
    if (state == State.ANSWERING && bytes.readableBytes() > MOST_BEHIND) {
      heldBack = true;
      context.channel().config().setAutoRead(false);
    }
  }

  private boolean step() throws RefusedException {
    boolean inHead = reader.isInHead();
    Progress progress = reader.read(bytes);
    if (state != State.READING) {
      return false;
    }
    return switch (progress) {
      case WAITING -> false;
      case PART -> {
        if (inHead) {
          deadline.in(settings.bodyWithin());
        }
        yield true;
      }
      case WHOLE -> {
        if (isTaken()) {
          next();
        } else {
          state = State.ANSWERING;
          deadline.in(settings.answerWithin());
        }
        yield true;
      }
    };
  }

  private void next() {
    if (heldBack) {
      heldBack = false;
      context.channel().config().setAutoRead(true);
    }
    state = State.READING;
    answer = Answer.NONE;
    deadline.in(bytes.isReadable() ? settings.headWithin() : settings.idleWithin());
  }

  /** The answer to the current message starts. */
  void answering() {
    answer = Answer.BEGUN;
  }

  /** The answer to the current message has been written completely. */
  void answered() {
    answer = Answer.ENDED;
  }

  /** The server has completed the answer and is ready for the next message. */
  void settled() {
    answer = Answer.SETTLED;
    goOn();
  }

  /**
   * Whether the caller has taken the previous answers. Answers that it does not read stay in
   * memory, so it gets no more until it does.
   */
  private boolean isTaken() {
    return answer == Answer.SETTLED && context.channel().isWritable();
  }

  private void goOn() {
    if (state == State.ANSWERING && isTaken()) {
      next();
      work();
      // Not inside a read of the socket: the server does not flush until it sees the read complete.
      context.fireChannelReadComplete();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext changed) {
    // A write is in progress: the next message starts when it is done.
    changed.executor().execute(this::goOn);
    changed.fireChannelWritabilityChanged();
  }

  private void missed() {
    switch (state) {
      case READING -> {
        if (reader.isInHead() && !bytes.isReadable()) {
          context.close();
        } else {
          refuse(Refusal.TOO_SLOW);
        }
      }
      case ANSWERING -> {
        RefusalCount.add("AnswerTimeout");
        state = State.CLOSING;
        context.close();
      }
      case ASIDE -> context.close();
      case CLOSING -> {}
    }
  }

  /** There is no stream yet to which an answer could be sent. */
  private void headMissed() {
    RefusalCount.add(Refusal.TOO_SLOW.code());
    context.close();
  }

  /**
   * Sends the refusal if the caller waits for an answer and nothing of one was sent; closes in any
   * case.
   */
  private void refuse(Refusal why) {
    RefusalCount.add(why.code());
    boolean underWay = !reader.isInHead();
    ByteBuf refusal =
        Unpooled.wrappedBuffer(
            why.answer(settings.source(), reader.ids(bytes), reader.isHead(bytes)));
    bytes.skipBytes(bytes.readableBytes());
    switch (answer) {
      case NONE -> linger(refusal);
      case BEGUN -> {
        state = State.CLOSING;
        context.close();
      }
      // The answer came before the message was read completely, or its state is unknown.
      case ENDED, SETTLED -> linger(underWay ? Unpooled.EMPTY_BUFFER : refusal);
    }
    if (underWay) {
      // The service must not mistake the part received so far for the whole message.
      context.fireExceptionCaught(why.thrown());
    }
  }

  /**
   * Closing a connection while data arrives would lose the last bytes written: the output is shut
   * down at once, the input a little later.
   */
  private void linger(ByteBuf last) {
    state = State.CLOSING;
    deadline.never();
    context.channel().config().setAutoRead(true);
    context.writeAndFlush(last).addListener(_ -> endOutput());
    context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void endOutput() {
    if (context.channel() instanceof DuplexChannel duplex
        && context.pipeline().get("ssl") == null) {
      duplex.shutdownOutput();
    }
  }

  @Override
  public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
    if (state == State.CLOSING || !writing.channel().isActive()) {
      LateFailures.fail(writing, message, promise);
    } else {
      writing.write(message, promise);
    }
  }

  @Override
  public void close(ChannelHandlerContext closing, ChannelPromise promise) {
    boolean unread = state == State.READING && !reader.isInHead() || bytes.isReadable();
    switch (state) {
      case READING, ANSWERING -> {
        if (unread) {
          linger(Unpooled.EMPTY_BUFFER);
          closing.channel().closeFuture().addListener(_ -> promise.trySuccess());
        } else {
          closing.close(promise);
        }
      }
      case CLOSING -> closing.channel().closeFuture().addListener(_ -> promise.trySuccess());
      case ASIDE -> closing.close(promise);
    }
  }
}
