package cloud.reseller.http;

import cloud.reseller.http.Refusal.RefusedException;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds the empty line that ends a head or a list of trailers. It inspects every byte once, as it
 * arrives, and refuses the first that is not allowed in a line.
 */
final class Lines {

  private static final int MOST = 16 * 1024;

  private final int mostOfFirst;
  private final boolean mayBeEmpty;
  private int looked;
  private int lineStart;
  private boolean firstLine = true;
  private boolean carriageReturn;

  private Lines(int mostOfFirst, boolean mayBeEmpty) {
    this.mostOfFirst = mostOfFirst;
    this.mayBeEmpty = mayBeEmpty;
  }

  /** The lines of a head. */
  static Lines ofHead() {
    return new Lines(4_000, false);
  }

  /** The lines after the last chunk. */
  static Lines ofTrailers() {
    return new Lines(MOST, true);
  }

  /**
   * All lines including the empty one, consumed from the bytes; empty until they are complete.
   *
   * @throws RefusedException if a byte is not allowed at its place
   */
  Optional<String> take(ByteBuf bytes) throws RefusedException {
    for (int end = bytes.readableBytes(); looked < end; looked++) {
      byte next = bytes.getByte(bytes.readerIndex() + looked);
      if (carriageReturn != (next == '\n')) {
        throw Refusal.message("A line does not end with CR LF. End every line with both.").thrown();
      }
      if (next == '\n') {
        if (looked - lineStart == 1) {
          return Optional.of(taken(bytes));
        }
        firstLine = false;
        lineStart = looked + 1;
      } else if (next >= 0 && next < ' ' && next != '\t' && next != '\r' || next == 127) {
        throw Refusal.message(
                "The request line or a header contains a control character. Leave it out.")
            .thrown();
      }
      carriageReturn = next == '\r';
      if (firstLine && looked > mostOfFirst) {
        throw Refusal.ADDRESS_TOO_LONG.thrown();
      }
      if (looked > MOST) {
        throw Refusal.HEADERS_TOO_LARGE.thrown();
      }
    }
    return Optional.empty();
  }

  private String taken(ByteBuf bytes) throws RefusedException {
    if (firstLine && !mayBeEmpty) {
      throw Refusal.message("The request is preceded by an empty line. Leave it out.").thrown();
    }
    return bytes.readCharSequence(looked + 1, StandardCharsets.ISO_8859_1).toString();
  }
}
