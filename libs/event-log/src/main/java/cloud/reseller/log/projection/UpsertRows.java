package cloud.reseller.log.projection;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.postgresql.PGStatement;

/**
 * The changes of a batch to the rows of one table, by key. Of several changes to one row only the
 * last counts, so a batch is two statements however many records it has. Components of the records
 * are named like the columns: {@code customerId} is {@code customer_id}.
 *
 * @param <K> the key: columns by which rows are found
 * @param <R> the row: the key's columns and others. Columns left out stay as they are, and a row
 *     that is not there yet gets their defaults.
 */
public final class UpsertRows<K extends Record, R extends Record> {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .addModule(new SimpleModule().addSerializer(new Text()))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private final String table;
  private final List<String> keyColumns;
  private final Map<K, Optional<R>> last = new LinkedHashMap<>();

  /** Starts without changes. */
  public UpsertRows(String table, Class<K> key) {
    this.table = table;
    keyColumns = columns(key);
  }

  /** Inserts the row, or updates it if it exists. */
  public void put(K key, R row) {
    last.put(key, Optional.of(row));
  }

  /** Deletes the row with this key, if it exists. */
  public void remove(K key) {
    last.put(key, Optional.empty());
  }

  /**
   * Executes the changes, if there are any.
   *
   * @throws SQLException if the database fails or refuses a row
   */
  public void write(Connection connection) throws SQLException {
    List<K> gone = last.keySet().stream().filter(key -> last.get(key).isEmpty()).toList();
    List<R> rows = last.values().stream().flatMap(Optional::stream).toList();
    if (!gone.isEmpty()) {
      execute(connection, "delete from %s t using %s r where %s", gone);
    }
    if (!rows.isEmpty()) {
      execute(connection, "merge into %s t using %s r on %s " + put(rows.getFirst()), rows);
    }
  }

  private String put(R row) {
    List<String> columns = columns(row.getClass());
    List<String> others = columns.stream().filter(c -> !keyColumns.contains(c)).toList();
    return "when matched then "
        + (others.isEmpty() ? "do nothing" : "update set " + list(others, c -> c + " = r." + c))
        + " when not matched then insert ("
        + list(columns, c -> c)
        + ") values ("
        + list(columns, c -> "r." + c)
        + ")";
  }

  /**
   * Executes a statement on the table, the records as a relation, and the equality of their keys.
   */
  private void execute(Connection connection, String sql, Collection<? extends Record> records)
      throws SQLException {
    String given = "jsonb_populate_recordset(null::" + table + ", ?::jsonb)";
    String same = keyColumns.stream().map(c -> "t." + c + " = r." + c).collect(joining(" and "));
    try (PreparedStatement statement =
        connection.prepareStatement(sql.formatted(table, given, same))) {
      // Planned at each execution: a plan cached while the table was small would scan a large one.
      statement.unwrap(PGStatement.class).setPrepareThreshold(0);
      statement.setString(1, json(records));
      statement.executeUpdate();
    }
  }

  private static String json(Collection<? extends Record> records) {
    try {
      return MAPPER.writeValueAsString(records);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write rows", e);
    }
  }

  private static List<String> columns(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getName)
        .map(SnakeCaseStrategy.INSTANCE::translate)
        .toList();
  }

  private static String list(List<String> columns, Function<String, String> each) {
    return columns.stream().map(each).collect(joining(", "));
  }

  /** PostgreSQL's text type holds every character except NUL. */
  private static final class Text extends StdScalarSerializer<String> {

    private static final long serialVersionUID = 1L;

    Text() {
      super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(text.replace('\0', '\uFFFD'));
    }
  }
}
