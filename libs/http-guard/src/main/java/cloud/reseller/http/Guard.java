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
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reads a connection before the server's own decoder does and passes on nothing but messages that
 * every reader takes alike. A message is looked at when the one before it has been answered: what
 * stands behind a refused one is never read, and the refusal is the next answer.
 */
final class Guard extends ChannelDuplexHandler {

  static final String NAME = "guard";

  /** How long the rest of a refused message is thrown away, so that its answer is not lost. */
  private static final int LINGER_MILLIS = 1_000;

  /** What comes behind a message waits in the socket until that message is answered. */
  private static final int MOST_BEHIND = 4 * 1024;

  private enum State {
    READING,
    /** The message is read; its answer has not ended, or those before wait for the caller. */
    ANSWERING,
    CLOSING,
    /** HTTP/2, which frames its messages itself, or no HTTP at all. */
    ASIDE
  }

  /** How far the answer to the message in hand is. */
  private enum Answer {
    NONE,
    BEGUN,
    ENDED,
    /** The server takes the next message. */
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
   * Before the first byte.
   *
   * @param calls those of the server over HTTP/2
   * @param bodies whether a message may have one
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

  /** Before the first byte TLS has agreed on the protocol, and the server stands. */
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
        // No filter looks at calls over HTTP/2 to a management port.
        context.close();
      } else {
        // Until the first call the time runs that may pass between two.
        heads = Optional.of(new Http2Heads(new Deadline(context, this::headMissed), settings));
        Http2Streams watched = new Http2Streams(context, settings, calls, deadline);
        streams = Optional.of(watched);
        http2.connection().addListener(watched);
      }
    }
  }

  /** Whether there is room for a call over HTTP/2; asked once for each. */
  boolean take(int stream) {
    return streams.filter(watched -> watched.take(stream)).isPresent();
  }

  /**
   * The server of a management port makes up its mind by the first bytes. It gets two alone, which
   * no method shares with the preface of HTTP/2, and stands before the answer can begin.
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

  /** The answer to the message in hand begins. */
  void answering() {
    answer = Answer.BEGUN;
  }

  /** The answer to the message in hand is written to its end. */
  void answered() {
    answer = Answer.ENDED;
  }

  /** The server is done with the answer and takes the next message. */
  void settled() {
    answer = Answer.SETTLED;
    goOn();
  }

  /** Answers that the caller does not read are kept here: there are no more until it does. */
  private boolean isTaken() {
    return answer == Answer.SETTLED && context.channel().isWritable();
  }

  private void goOn() {
    if (state == State.ANSWERING && isTaken()) {
      next();
      work();
      // Outside a read of the socket: the server sends nothing before it is told that it is over.
      context.fireChannelReadComplete();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext changed) {
    // In the middle of sending: the next message begins when that is done.
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

  /** No stream is there yet that an answer could go to. */
  private void headMissed() {
    RefusalCount.add(Refusal.TOO_SLOW.code());
    context.close();
  }

  /** Answers if the caller waits for an answer and nothing of one was sent; closes in any case. */
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
      // There was an answer before the message was read to its end, or nobody knows.
      case ENDED, SETTLED -> linger(underWay ? Unpooled.EMPTY_BUFFER : refusal);
    }
    if (underWay) {
      // The service must not take what came so far for the whole.
      context.fireExceptionCaught(why.thrown());
    }
  }

  /**
   * A connection that is closed while bytes come loses what was written last: the output ends at
   * once, the input a little later.
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
      ReferenceCountUtil.release(message);
      // Whoever hears of it writes again, and the encoder in between is in the middle of its list:
      // it would send on a second time, and release a second time, what stands there.
      writing.executor().execute(() -> promise.tryFailure(new ClosedChannelException()));
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
