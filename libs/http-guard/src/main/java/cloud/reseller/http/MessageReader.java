package cloud.reseller.http;

import cloud.reseller.http.Refusal.RefusedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds where each message of a connection starts and ends, and rewrites it in normal form: the
 * head as it was understood, chunks without extensions, no trailers.
 */
final class MessageReader {

  /** The progress of reading. */
  enum Progress {
    /** More bytes are needed. */
    WAITING,
    /** A part was read. */
    PART,
    /** The message was read completely. */
    WHOLE
  }

  private enum State {
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS
  }

  /** Chunks of 256 MiB would exceed any body limit. */
  private static final int CHUNK_DIGITS = 7;

  /** A management port's server would allow pages of any origin to read its answers. */
  private static final Set<String> OF_PAGES = Set.of("origin");

  private final boolean bodies;
  private final Consumer<ByteBuf> out;
  private State state = State.HEAD;
  private Lines lines = Lines.ofHead();
  private Optional<CallIds> ids = Optional.empty();
  private boolean isHead;
  private long left;

  /**
   * A reader for a new connection.
   *
   * @param bodies whether messages may have a body
   * @param out receives the parts of a message
   */
  MessageReader(boolean bodies, Consumer<ByteBuf> out) {
    this.bodies = bodies;
    this.out = out;
  }

  /** Whether the head of the current message has not been read completely. */
  boolean isInHead() {
    return state == State.HEAD;
  }

  /** The ids of the current message, whose head may be incomplete. */
  CallIds ids(ByteBuf bytes) {
    return ids.orElseGet(() -> CallIds.ofLines(bytes.toString(StandardCharsets.ISO_8859_1)));
  }

  /** Whether the method of the current message is HEAD. */
  boolean isHead(ByteBuf bytes) {
    return ids.isPresent() ? isHead : isHead(bytes.toString(StandardCharsets.ISO_8859_1));
  }

  private static boolean isHead(String head) {
    return head.startsWith("HEAD ");
  }

  /**
   * Reads one part of a message and passes it on.
   *
   * @param bytes at least one
   * @throws RefusedException if implementations could parse it differently
   */
  Progress read(ByteBuf bytes) throws RefusedException {
    return switch (state) {
      case HEAD -> head(bytes);
      case BODY -> data(bytes, State.HEAD);
      case CHUNK_SIZE -> chunkSize(bytes);
      case CHUNK -> data(bytes, State.CHUNK_END);
      case CHUNK_END -> chunkEnd(bytes);
      case TRAILERS -> trailers(bytes);
    };
  }

  private Progress head(ByteBuf bytes) throws RefusedException {
    ids = Optional.empty();
    Optional<String> read = lines.take(bytes);
    if (read.isEmpty()) {
      return Progress.WAITING;
    }
    ids = Optional.of(CallIds.ofLines(read.get()));
    isHead = isHead(read.get());
    RequestHead head = RequestHead.read(read.get());
    Framing framing = head.check();
    if (!bodies && !framing.equals(new Framing.Length(0))) {
      throw Refusal.BODY.thrown();
    }
    lines = Lines.ofHead();
    state =
        switch (framing) {
          case Framing.Length length -> {
            left = length.bytes();
            yield left == 0 ? State.HEAD : State.BODY;
          }
          case Framing.Chunks _ -> State.CHUNK_SIZE;
        };
    pass(head.written(bodies ? Set.of() : OF_PAGES));
    return progress();
  }

  private Progress data(ByteBuf bytes, State behind) {
    int length = (int) Math.min(left, bytes.readableBytes());
    left -= length;
    if (left == 0) {
      state = behind;
    }
    out.accept(bytes.readRetainedSlice(length));
    return progress();
  }

  /**
   * Reads hexadecimal digits and the end of the line; extensions are refused because a line break
   * could hide in them.
   */
  private Progress chunkSize(ByteBuf bytes) throws RefusedException {
    int digits = 0;
    while (digits < bytes.readableBytes() && Character.digit(at(bytes, digits), 16) >= 0) {
      digits++;
    }
    if (digits > CHUNK_DIGITS || digits == 0) {
      throw badChunk();
    }
    if (!isLineEnd(bytes, digits)) {
      return Progress.WAITING;
    }
    left = Long.parseLong(bytes.readCharSequence(digits, StandardCharsets.US_ASCII), 0, digits, 16);
    bytes.skipBytes(2);
    if (left == 0) {
      lines = Lines.ofTrailers();
      state = State.TRAILERS;
    } else {
      state = State.CHUNK;
      pass(Long.toHexString(left) + "\r\n");
    }
    return Progress.PART;
  }

  private Progress chunkEnd(ByteBuf bytes) throws RefusedException {
    if (!isLineEnd(bytes, 0)) {
      return Progress.WAITING;
    }
    bytes.skipBytes(2);
    state = State.CHUNK_SIZE;
    pass("\r\n");
    return Progress.PART;
  }

  private Progress trailers(ByteBuf bytes) throws RefusedException {
    Optional<String> read = lines.take(bytes);
    if (read.isEmpty()) {
      return Progress.WAITING;
    }
    Trailers.check(read.get());
    lines = Lines.ofHead();
    state = State.HEAD;
    pass("0\r\n\r\n");
    return Progress.WHOLE;
  }

  /** False if it is not complete yet. */
  private static boolean isLineEnd(ByteBuf bytes, int from) throws RefusedException {
    int there = bytes.readableBytes() - from;
    if (there > 0 && at(bytes, from) != '\r' || there > 1 && at(bytes, from + 1) != '\n') {
      throw badChunk();
    }
    return there > 1;
  }

  private static char at(ByteBuf bytes, int offset) {
    return (char) bytes.getUnsignedByte(bytes.readerIndex() + offset);
  }

  private static RefusedException badChunk() {
    return Refusal.message(
            "A chunk is not its size in hexadecimal digits, CR LF, so many bytes and CR LF. Send"
                + " chunks without extensions.")
        .thrown();
  }

  private Progress progress() {
    return state == State.HEAD ? Progress.WHOLE : Progress.PART;
  }

  private void pass(String text) {
    out.accept(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
  }
}
