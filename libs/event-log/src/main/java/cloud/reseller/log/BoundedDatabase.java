package cloud.reseller.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/** Database access with bounded waits, both for locks and for a server that has gone silent. */
public final class BoundedDatabase {

  /** Longer than any statement of a batch takes; a server that is cut off never answers. */
  private static final int SILENT_AT_MOST_MILLIS = 60_000;

  // A reader that lost its partitions while suspended must neither wait for locks nor hold them for
  // long.
  private static final String BOUNDS =
      "set local statement_timeout = '30s'; set local lock_timeout = '10s';"
          + " set local idle_in_transaction_session_timeout = '10s'";

  private static final String ONE_MOMENT =
      "set transaction isolation level repeatable read, read only; ";

  private final DataSource source;

  /** Uses the connections of a pool. */
  public BoundedDatabase(DataSource source) {
    this.source = source;
  }

  /** Work to do with a connection. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does the work. */
    T on(Connection connection) throws SQLException;
  }

  /** Runs work in auto-commit mode, each statement in its own transaction. */
  public <T> T read(Work<T> work) throws SQLException {
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
      // The pool drops a broken connection; the work itself reports why it broke.
      return;
    }
  }

  /** Runs work that sees all rows as of the same moment, however many statements it executes. */
  public <T> T readAsOfOneMoment(Work<T> work) throws SQLException {
    return read(
        connection -> {
          connection.setAutoCommit(false);
          try {
            execute(connection, ONE_MOMENT + BOUNDS);
            T result = work.on(connection);
            connection.rollback();
            return result;
          } catch (SQLException | RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
          }
        });
  }

  /** Runs work in one transaction; an empty result rolls it back. */
  public <T> Optional<T> write(Work<Optional<T>> work) throws SQLException {
    return read(connection -> inTransaction(connection, work));
  }

  private static <T> Optional<T> inTransaction(Connection connection, Work<Optional<T>> work)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      execute(connection, BOUNDS);
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

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
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
