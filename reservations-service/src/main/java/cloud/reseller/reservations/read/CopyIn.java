package cloud.reseller.reservations.read;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** New rows of one table, written with COPY in its text form. */
final class CopyIn {

  private final String target;
  private final StringBuilder rows = new StringBuilder();

  /** Nothing yet for a table; its columns are written in their order. */
  CopyIn(String target) {
    this.target = target;
  }

  /** One row; no value may be null. */
  void row(Object... values) {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        rows.append('\t');
      }
      append(values[i].toString());
    }
    rows.append('\n');
  }

  private void append(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> rows.append("\\\\");
        case '\t' -> rows.append("\\t");
        case '\n' -> rows.append("\\n");
        case '\r' -> rows.append("\\r");
        default -> rows.append(c);
      }
    }
  }

  /**
   * Writes the rows.
   *
   * @throws SQLException if the database fails or refuses a row
   */
  void write(Connection connection) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy " + target + " from stdin", new StringReader(rows.toString()));
    } catch (IOException e) {
      throw new SQLException("cannot copy to " + target, e);
    }
  }
}
