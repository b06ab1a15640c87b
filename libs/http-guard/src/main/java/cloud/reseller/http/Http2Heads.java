package cloud.reseller.http;

import io.netty.buffer.ByteBuf;

/**
 * Tracks where the heads of calls start and end in the frames of HTTP/2 (RFC 9113, 4.1 and 6.2), to
 * apply the head timeout of HTTP/1.1. It reads only the nine-byte frame headers; the server reads
 * the frames.
 */
final class Http2Heads {

  private static final int PREFACE_BYTES = 24;
  private static final int FRAME_HEAD_BYTES = 9;
  private static final int HEADERS = 1;
  private static final int CONTINUATION = 9;
  private static final int END_HEADERS = 4;

  private final Deadline deadline;
  private final GuardSettings settings;
  private int skipped = PREFACE_BYTES;
  private int read;
  private int length;
  private int type;
  private boolean inHead;
  private boolean last;

  /**
   * A tracker for a new connection, before the preface.
   *
   * @param deadline of the current head
   */
  Http2Heads(Deadline deadline, GuardSettings settings) {
    this.deadline = deadline;
    this.settings = settings;
  }

  /** Inspects bytes on their way to the server without consuming them. */
  void look(ByteBuf bytes) {
    int at = bytes.readerIndex();
    while (at < bytes.writerIndex()) {
      if (skipped > 0) {
        int there = Math.min(skipped, bytes.writerIndex() - at);
        skipped -= there;
        at += there;
        if (skipped == 0 && last) {
          headEnds();
        }
      } else {
        frameHead(bytes.getUnsignedByte(at++));
      }
    }
  }

  private void frameHead(int next) {
    switch (read++) {
      case 0 -> {
        length = next;
        headMayBegin();
      }
      case 1, 2 -> length = length << 8 | next;
      case 3 -> type = next;
      case 4 -> last = isOfHead() && (next & END_HEADERS) != 0;
      default -> {}
    }
    if (read == FRAME_HEAD_BYTES) {
      read = 0;
      skipped = length;
      if (!isOfHead() || last && length == 0) {
        headEnds();
      }
    }
  }

  private boolean isOfHead() {
    return type == HEADERS || type == CONTINUATION;
  }

  /** Starts the deadline early, since the frame type is only in the fourth byte. */
  private void headMayBegin() {
    if (!inHead) {
      inHead = true;
      deadline.in(settings.headWithin());
    }
  }

  private void headEnds() {
    inHead = false;
    last = false;
    deadline.never();
  }

  /** The connection has ended. */
  void end() {
    deadline.never();
  }
}
