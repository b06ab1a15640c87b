package cloud.reseller.permissions.read;

import cloud.reseller.events.EventJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Rows as records whose components are named like the columns, passed as a batch in a single
 * parameter.
 */
public final class Rows {

  private static final JsonMapper MAPPER =
      EventJson.mapper()
          .rebuild()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private Rows() {}

  /** The SQL that expands the parameter into a relation with the columns of a table. */
  public static String of(String table) {
    return "jsonb_populate_recordset(null::" + table + ", ?::jsonb)";
  }

  /** The column name of a record component. */
  static String column(String component) {
    return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component);
  }

  /**
   * Executes a statement with these rows as its only parameter; does nothing if there are none.
   *
   * @throws SQLException if the database fails or refuses the rows
   */
  public static void execute(Connection connection, String sql, Collection<? extends Record> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, json(rows));
      statement.executeUpdate();
    }
  }

  private static String json(Collection<? extends Record> rows) {
    try {
      return MAPPER.writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write rows", e);
    }
  }
}
