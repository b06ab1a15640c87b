package cloud.reseller.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** A new database with the tables of a service, for a projection to fill. */
public final class FreshTables {

  private final PGSimpleDataSource database = new PGSimpleDataSource();

  /**
   * Creates the tables.
   *
   * @param migrations migration resources of the service, in order
   */
  public FreshTables(String... migrations) throws SQLException {
    Database fresh = Infrastructure.shared().database("replay").owner();
    database.setUrl(fresh.jdbcUrl());
    database.setUser(fresh.user());
    database.setPassword(fresh.password());
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String migration : migrations) {
        statement.execute(text(migration));
      }
    }
  }

  /** The database. */
  public PGSimpleDataSource database() {
    return database;
  }

  /** The first column of a query result. */
  public List<String> column(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  /** A digest of all rows of each table, independent of their order. */
  public List<String> digests(String... tables) throws SQLException {
    List<String> digests = new ArrayList<>();
    for (String table : tables) {
      digests.addAll(
          column("select md5(string_agg(t::text, chr(10) order by t::text)) from " + table + " t"));
    }
    return digests;
  }

  private static String text(String resource) {
    try (InputStream text =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
      if (text == null) {
        throw new IllegalArgumentException("no resource " + resource);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
