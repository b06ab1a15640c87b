package cloud.reseller.http;

import cloud.reseller.http.Refusal.RefusedException;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds the empty line that ends a head or a list of trailers. It looks at every byte once, as it
 * comes, and at the first that no line has it refuses.
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

  /** Those of a head. */
  static Lines ofHead() {
    return new Lines(4_000, false);
  }

  /** Those behind a last chunk. */
  static Lines ofTrailers() {
    return new Lines(MOST, true);
  }

  /**
   * All lines with the empty one, taken out of the bytes; nothing as long as they are not all
   * there.
   *
   * @throws RefusedException if a byte stands where none may stand
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
