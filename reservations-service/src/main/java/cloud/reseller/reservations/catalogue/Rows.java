package cloud.reseller.reservations.catalogue;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a CSV file (RFC 4180, UTF-8), one by one; blank lines, and any number of byte order
 * marks at the beginning, are skipped.
 */
final class Rows {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** Maximum field length; a missing closing quote must not swallow a whole file. */
  private static final int FIELD_MOST = 10_000;

  /** Maximum number of fields in a line. */
  private static final int FIELDS_MOST = 200;

  /** Holds the longest field, even if every character is a doubled quote, and the next read. */
  private static final int BUFFER = 32 * 1024;

  private static final String TOO_LONG =
      "a field has more than " + FIELD_MOST + " characters: check the quotes.";

  private final Row row = new Row();
  private final Iterator<List<String>> rows;

  Rows(InputStream in) throws IOException {
    rows =
        CsvReader.builder()
            .allowUnclosedQuote(false)
            // The number of fields is compared with the header later, with a message of our own.
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(BUFFER)
            .build(row, text(in))
            .iterator();
  }

  /** Skips the byte order mark; the library's own detection would accept UTF-16 too. */
  private static Reader text(InputStream in) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(in, BYTE_ORDER_MARK.length);
    byte[] first = bytes.readNBytes(BYTE_ORDER_MARK.length);
    while (Arrays.equals(first, BYTE_ORDER_MARK)) {
      first = bytes.readNBytes(BYTE_ORDER_MARK.length);
    }
    bytes.unread(first);
    return new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder());
  }

  /**
   * Line number, from 1, at which the last row started, or at which the next would have started.
   */
  long line() {
    return row.line;
  }

  /**
   * The next row, empty at the end.
   *
   * @throws SheetRefusedException if it is not CSV
   */
  Optional<List<String>> next() throws IOException, SheetRefusedException {
    try {
      return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
    } catch (CsvParseException e) {
      throw new SheetRefusedException(line(), "", reason(e));
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw new SheetRefusedException(line(), "", "the file is not UTF-8: save it as UTF-8.");
      }
      throw e.getCause();
    }
  }

  /** Describes a library error; the library distinguishes errors only by their messages. */
  private static String reason(CsvParseException e) {
    // The outer exception adds the line number, which is known here.
    Throwable what = e.getCause() == null ? e : e.getCause();
    String text = String.valueOf(what.getMessage());
    if (what instanceof RowRefusedException) {
      return text;
    }
    if (text.startsWith("Unclosed quoted field")) {
      return "a quoted field is not closed.";
    }
    if (text.startsWith("The maximum buffer size")) {
      return TOO_LONG;
    }
    if (text.startsWith("Unexpected character after closing quote")) {
      return "text after a closing quote: double the quotes inside a field.";
    }
    throw e;
  }

  private static final class RowRefusedException extends CsvParseException {

    private static final long serialVersionUID = 1L;

    RowRefusedException(String what) {
      super(what);
    }
  }

  /** Collects the fields of one row within their limits. */
  private static final class Row extends AbstractBaseCsvCallbackHandler<List<String>> {

    private long line;
    private List<String> fields = List.of();

    @Override
    protected void handleBegin(long startingLineNumber) {
      line = startingLineNumber;
      fields = new ArrayList<>();
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
      if (index == FIELDS_MOST) {
        throw new RowRefusedException(
            "the line has more than " + FIELDS_MOST + " fields: check its commas.");
      }
      if (length > FIELD_MOST) {
        throw new RowRefusedException(TOO_LONG);
      }
      String field = new String(buffer, offset, length);
      if (field.indexOf('\0') >= 0) {
        throw new RowRefusedException("a field holds the character U+0000: remove it.");
      }
      fields.add(field);
    }

    @Override
    protected List<String> buildRecord() {
      return fields;
    }
  }
}
