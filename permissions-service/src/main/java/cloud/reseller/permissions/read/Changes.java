package cloud.reseller.permissions.read;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.RecordComponent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The changes a batch makes to a table. Only the last fact about each row counts, so a batch needs
 * two statements, however many facts it has.
 *
 * @param <K> the row's key; its components are key columns
 * @param <R> the row; its components are columns
 */
public final class Changes<K extends Record, R extends Record> {

  private final String table;
  private final Class<K> key;
  private final Map<K, Optional<R>> last = new LinkedHashMap<>();

  /** No changes to the table yet. */
  public Changes(String table, Class<K> key) {
    this.table = table;
    this.key = key;
  }

  /** Inserts or replaces a row. */
  public void put(K key, R row) {
    last.put(key, Optional.of(row));
  }

  /** Deletes a row, if it exists. */
  public void remove(K key) {
    last.put(key, Optional.empty());
  }

  /**
   * Writes the changes.
   *
   * @throws SQLException if the database fails or refuses a row
   */
  public void write(Connection connection) throws SQLException {
    String same =
        Arrays.stream(key.getRecordComponents())
            .map(RecordComponent::getName)
            .map(Rows::column)
            .map(column -> "t." + column + " = r." + column)
            .collect(joining(" and "));
    Rows.execute(
        connection,
        "delete from " + table + " t using " + Rows.of(table) + " r where " + same,
        last.keySet());
    Rows.execute(
        connection,
        "insert into " + table + " select * from " + Rows.of(table),
        last.values().stream().flatMap(Optional::stream).toList());
  }
}
