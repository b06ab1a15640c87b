package cloud.reseller.log.projection;

import static org.awaitility.Awaitility.await;

import cloud.reseller.testing.Database;
import cloud.reseller.testing.Infrastructure;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A fresh database with the mechanism's tables and one for notes; it can be taken away. */
final class Rows implements DataSource {

  private final Database database = Infrastructure.shared().database("projections");
  private final PGSimpleDataSource source = new PGSimpleDataSource();
  private volatile boolean away;
  private volatile boolean broken;

  Rows() throws SQLException, IOException {
    source.setUrl(database.jdbcUrl());
    source.setUser(database.user());
    source.setPassword(database.password());
    run(migration());
    // No key: a record applied twice would show as a second row.
    run(
        "create table note (topic text, partition int, record_offset bigint, key text,"
            + " body text check (body <> 'refused'), bounds text default"
            + " current_setting('lock_timeout') || ' '"
            + " || current_setting('idle_in_transaction_session_timeout'))");
  }

  private static String migration() throws IOException {
    try (InputStream sql = Rows.class.getResourceAsStream("/db/event-log/V0_1__positions.sql")) {
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** As the role that owns the tables, which the mechanism does not work as. */
  void run(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.migrator(), database.migratorPassword());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query, their columns joined by a blank. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          columns.add(rows.getString(i));
        }
        found.add(String.join(" ", columns));
      }
      return found;
    }
  }

  /** The notes in the log's order, as key=body. */
  List<String> notes() throws SQLException {
    return query("select key || '=' || body from note order by topic, partition, record_offset");
  }

  List<String> positions() throws SQLException {
    return query("select partition, position from projection_position order by partition");
  }

  List<String> parked() throws SQLException {
    return query(
        "select record_key, record_offset from projection_parked order by partition, record_offset");
  }

  /** Ends every connection to this database but the one that asks, as a fail-over would. */
  void cutConnections() throws SQLException {
    query(
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where datname = current_database() and pid <> pg_backend_pid()");
  }

  /**
   * Kills a process of the server. It then ends all others, throws its memory away and recovers
   * from what is on the disk, as after a power cut.
   */
  void crash() throws SQLException {
    try (Connection victim = source.getConnection();
        Statement statement = victim.createStatement();
        ResultSet process = statement.executeQuery("select pg_backend_pid()")) {
      process.next();
      Infrastructure.shared().killDatabaseProcess(process.getInt(1));
      await().atMost(Duration.ofSeconds(30)).until(() -> !victim.isValid(1));
    } catch (SQLException endedToo) {
      if (!endedToo.getSQLState().equals("57P02") && !endedToo.getSQLState().startsWith("08")) {
        throw endedToo;
      }
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> !query("select 1").isEmpty());
  }

  /** Lets the first inserts of notes fail with that SQL state. */
  void failFirst(int times, String sqlState) throws SQLException {
    run("create sequence insert_tries");
    run(
        "create function fail() returns trigger language plpgsql as $$ begin"
            + " if nextval('insert_tries') <= "
            + times
            + " then raise exception 'not now' using errcode = '"
            + sqlState
            + "'; end if;"
            + " return null; end $$");
    run("create trigger fails before insert on note for each statement execute function fail()");
  }

  void takeAway() throws SQLException {
    away = true;
    cutConnections();
  }

  void breakPool(boolean how) {
    broken = how;
  }

  void bringBack() {
    away = false;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (broken) {
      throw new IllegalStateException("pool closed");
    }
    if (away) {
      throw new SQLException("connection refused", "08001");
    }
    return source.getConnection();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return source.getConnection(user, password);
  }

  @Override
  public PrintWriter getLogWriter() {
    return source.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    source.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) {
    source.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() {
    return source.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return source.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return source.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return source.isWrapperFor(type);
  }
}
