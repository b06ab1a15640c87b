package cloud.reseller.log.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/** The database, never waited for without end: neither for a lock nor for a server gone silent. */
final class BoundedDatabase {

  /** Longer than any statement of a batch takes; a server that is cut off says nothing at all. */
  private static final int SILENT_AT_MOST_MILLIS = 60_000;

  // A reader that lost its partitions while it slept must neither wait nor hold locks for long.
  private static final String BOUNDS =
      "set local lock_timeout = '10s'; set local idle_in_transaction_session_timeout = '10s'";

  private final DataSource source;

  BoundedDatabase(DataSource source) {
    this.source = source;
  }

  /** What is done with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Work of single statements, each its own transaction. */
  <T> T read(Work<T> work) throws SQLException {
    try (Connection connection = source.getConnection()) {
      int before = connection.getNetworkTimeout();
      connection.setNetworkTimeout(Runnable::run, SILENT_AT_MOST_MILLIS);
      try {
        return work.on(connection);
      } finally {
        setBack(connection, before);
      }
    }
  }

  private static void setBack(Connection connection, int timeoutMillis) {
    try {
      connection.setNetworkTimeout(Runnable::run, timeoutMillis);
    } catch (SQLException broken) {
      // The pool drops a connection that is broken; why it broke is reported by who used it.
      return;
    }
  }

  /** Work in one transaction; an empty result rolls it back. */
  <T> Optional<T> write(Work<Optional<T>> work) throws SQLException {
    return read(connection -> inTransaction(connection, work));
  }

  private static <T> Optional<T> inTransaction(Connection connection, Work<Optional<T>> work)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      try (Statement statement = connection.createStatement()) {
        statement.execute(BOUNDS);
      }
      Optional<T> result = work.on(connection);
      if (result.isPresent()) {
        connection.commit();
      } else {
        connection.rollback();
      }
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      rollBack(connection, e);
      throw e;
    }
  }

  private static void rollBack(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException gone) {
      cause.addSuppressed(gone);
    }
  }
}
