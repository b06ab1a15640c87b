package cloud.reseller.reservations.catalogue;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes on text up to a maximum number of lines, which end with LF, CR LF or CR. */
final class LimitedLines extends FilterOutputStream {

  private final int most;
  private int ended;
  private boolean afterCarriageReturn;

  LimitedLines(OutputStream to, int most) {
    super(to);
    this.most = most;
  }

  /** The limit was exceeded. */
  static final class TooManyException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int most;

    private TooManyException(int most) {
      this.most = most;
    }

    SheetRefusedException refused() {
      return new SheetRefusedException(
          most + 1L,
          "",
          "the file has more lines than the "
              + most
              + " that are allowed. Leave out lines of products that are not sold here, or have the"
              + " operator raise reseller.catalogue.max-lines.");
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    for (int i = from; i < from + length; i++) {
      if (afterCarriageReturn && bytes[i] != '\n') {
        ended++;
      }
      afterCarriageReturn = bytes[i] == '\r';
      if (ended == most) {
        throw new TooManyException(most);
      }
      if (bytes[i] == '\n') {
        ended++;
      }
    }
    out.write(bytes, from, length);
  }
}
