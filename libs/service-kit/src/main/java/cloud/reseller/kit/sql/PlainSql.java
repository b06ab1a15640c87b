package cloud.reseller.kit.sql;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** Queries in plain SQL. Values are bound to {@code ?} and are never part of the text. */
@Singleton
public final class PlainSql {

  private final Instance<DataSource> database;

  @Inject
  PlainSql(Instance<DataSource> database) {
    this.database = database;
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface RowReader<T> {

    /** Reads the columns of the result's current row. */
    T read(ResultSet row) throws SQLException;
  }

  /**
   * The rows of a query, in its order.
   *
   * @param values the parameters; an {@code Instant} is a timestamptz, a collection an array of
   *     strings
   * @throws IllegalStateException if the database fails
   */
  public <T> List<T> query(String sql, Collection<?> values, RowReader<T> reader) {
    try (Connection connection = database.get().getConnection()) {
      return query(connection, sql, values, reader);
    } catch (SQLException e) {
      throw new IllegalStateException("rows cannot be read", e);
    }
  }

  /** The same inside the caller's transaction. */
  public static <T> List<T> query(
      Connection connection, String sql, Collection<?> values, RowReader<T> reader)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int parameter = 0;
      for (Object value : values) {
        statement.setObject(++parameter, bound(connection, value));
      }
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(reader.read(rows));
        }
      }
      return found;
    }
  }

  private static Object bound(Connection connection, Object value) throws SQLException {
    return switch (value) {
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case Collection<?> texts -> connection.createArrayOf("text", texts.toArray());
      default -> value;
    };
  }

  /** Reads a timestamptz column. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
