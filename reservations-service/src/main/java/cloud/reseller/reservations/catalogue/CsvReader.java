package cloud.reseller.reservations.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads CSV (RFC 4180, UTF-8) row by row; blank lines and a byte order mark are passed over. */
final class CsvReader {

  /** Longest field; a missing closing quote must not swallow a whole file. */
  private static final int FIELD_MOST = 10_000;

  /** Most fields of a line. */
  private static final int FIELDS_MOST = 200;

  private static final int END = -1;
  private static final int BYTE_ORDER_MARK = '\uFEFF';

  private final BufferedReader in;
  private long linesRead;
  private long rowLine;
  private boolean begun;

  CsvReader(InputStream in) {
    this.in =
        new BufferedReader(
            new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  /** Number of the line the last row began on, from 1. */
  long line() {
    return rowLine;
  }

  /**
   * The next row, empty at the end.
   *
   * @throws SheetRefusedException if it is not CSV
   */
  Optional<List<String>> next() throws IOException, SheetRefusedException {
    try {
      int c = first();
      while (c == '\r' || c == '\n') {
        if (c == '\n') {
          linesRead++;
        }
        c = in.read();
      }
      rowLine = linesRead + 1;
      return c == END ? Optional.empty() : Optional.of(row(c));
    } catch (CharacterCodingException e) {
      throw new SheetRefusedException(
          linesRead + 1, "", "the file is not UTF-8: save it as UTF-8.");
    }
  }

  private int first() throws IOException {
    int c = in.read();
    if (!begun) {
      begun = true;
      return c == BYTE_ORDER_MARK ? in.read() : c;
    }
    return c;
  }

  private List<String> row(int first) throws IOException, SheetRefusedException {
    List<String> fields = new ArrayList<>();
    int c = first;
    while (true) {
      if (fields.size() == FIELDS_MOST) {
        throw new SheetRefusedException(
            rowLine, "", "the line has more than " + FIELDS_MOST + " fields: check its commas.");
      }
      StringBuilder field = new StringBuilder();
      c = c == '"' ? quoted(field) : plain(field, c);
      fields.add(field.toString());
      if (c != ',') {
        return endOfRow(c, fields);
      }
      c = in.read();
    }
  }

  private List<String> endOfRow(int c, List<String> fields)
      throws IOException, SheetRefusedException {
    int end = c == '\r' ? in.read() : c;
    if (end == '\n') {
      linesRead++;
    } else if (end != END) {
      throw new SheetRefusedException(
          rowLine, "", "text after a closing quote: double the quotes inside a field.");
    }
    return fields;
  }

  private int plain(StringBuilder field, int first) throws IOException, SheetRefusedException {
    int c = first;
    while (c != ',' && c != '\r' && c != '\n' && c != END) {
      append(field, c);
      c = in.read();
    }
    return c;
  }

  private int quoted(StringBuilder field) throws IOException, SheetRefusedException {
    while (true) {
      int c = in.read();
      if (c == END) {
        throw new SheetRefusedException(rowLine, "", "a quoted field is not closed.");
      }
      if (c == '"') {
        c = in.read();
        if (c != '"') {
          return c;
        }
      } else if (c == '\n') {
        linesRead++;
      }
      append(field, c);
    }
  }

  private void append(StringBuilder field, int c) throws SheetRefusedException {
    if (field.length() == FIELD_MOST) {
      throw new SheetRefusedException(
          rowLine, "", "a field has more than " + FIELD_MOST + " characters: check the quotes.");
    }
    if (c == 0) {
      throw new SheetRefusedException(
          rowLine, "", "a field holds the character U+0000: remove it.");
    }
    field.append((char) c);
  }
}
