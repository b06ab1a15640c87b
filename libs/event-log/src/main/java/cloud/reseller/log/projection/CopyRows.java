package cloud.reseller.log.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes new rows of one table with COPY in text format, streaming them so that the server works on
 * the first rows while the next are built. Until it is closed, the connection takes no other
 * statement.
 */
public final class CopyRows implements AutoCloseable {

  private static final int SEND_CHARS = 32 * 1024;

  private final Connection connection;
  private final String statement;
  private final StringBuilder rows = new StringBuilder(SEND_CHARS + SEND_CHARS / 2);
  private CopyIn copy;
  private boolean inRow;

  /**
   * Opens a COPY; nothing is sent before the first row.
   *
   * @param target the table, with its columns in parentheses in the order they are written
   */
  public CopyRows(Connection connection, String target) {
    this.connection = connection;
    statement = "copy " + target + " from stdin";
  }

  /** Writes the next column. U+0000, which PostgreSQL text cannot hold, becomes U+FFFD. */
  public CopyRows text(String value) {
    next();
    int length = value.length();
    int copied = 0;
    // Runs of plain characters are copied in one go: most strings are a single run.
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c == '\\' || c <= '\r') {
        String escaped = escaped(c);
        if (!escaped.isEmpty()) {
          rows.append(value, copied, i).append(escaped);
          copied = i + 1;
        }
      }
    }
    rows.append(value, copied, length);
    return this;
  }

  /** The escape sequence of a character in COPY's text format; empty if it needs none. */
  private static String escaped(char c) {
    return switch (c) {
      case '\\' -> "\\\\";
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\0' -> "\uFFFD";
      default -> "";
    };
  }

  /** Writes the next column. */
  public CopyRows number(long value) {
    next();
    rows.append(value);
    return this;
  }

  private void next() {
    if (inRow) {
      rows.append('\t');
    }
    inRow = true;
  }

  /**
   * Ends the row.
   *
   * @throws SQLException if the database fails
   */
  public void end() throws SQLException {
    rows.append('\n');
    inRow = false;
    if (rows.length() >= SEND_CHARS) {
      send();
    }
  }

  /**
   * Completes the COPY; does nothing if there are no rows.
   *
   * @throws SQLException if the database fails or refuses a row
   */
  public void finish() throws SQLException {
    if (copy == null && rows.isEmpty()) {
      return;
    }
    send();
    copy.endCopy();
  }

  private void send() throws SQLException {
    if (copy == null) {
      copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
    }
    byte[] bytes = rows.toString().getBytes(UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    rows.setLength(0);
  }

  /** Cancels an unfinished COPY; the transaction must then be rolled back. */
  @Override
  public void close() throws SQLException {
    if (copy != null && copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
