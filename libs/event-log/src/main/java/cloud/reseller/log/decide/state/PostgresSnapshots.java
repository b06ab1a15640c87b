package cloud.reseller.log.decide.state;

import cloud.reseller.log.BoundedDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.sql.DataSource;

/**
 * Snapshots in PostgreSQL. A save is one transaction and changes nothing if any of its positions is
 * behind the stored one, or if it contains only changes and the stored snapshot is not their base.
 * A snapshot of a recreated topic is never used.
 *
 * <p>Loading and saving hold only a piece of a state in memory at a time, and statements and lock
 * waits have time limits.
 */
public final class PostgresSnapshots implements SnapshotStore {

  private final BoundedDatabase database;
  private final String service;
  private final Map<String, String> topicIds;
  private final StoredKeys storedKeys;

  /**
   * The snapshots of one service.
   *
   * @param topicIds the broker's id of every topic the decider reads or writes
   */
  public PostgresSnapshots(DataSource database, String service, Map<String, String> topicIds) {
    this.database = new BoundedDatabase(database);
    this.service = service;
    this.topicIds = Map.copyOf(topicIds);
    this.storedKeys = new StoredKeys(service);
  }

  @Override
  public Optional<Snapshot> find(int number, int stateVersion) {
    try {
      return database.readAsOfOneMoment(connection -> stored(connection, number, stateVersion));
    } catch (SQLException e) {
      throw notReadable(number, e);
    }
  }

  @Override
  public Optional<Snapshot> load(int number, int stateVersion, BiConsumer<String, byte[]> keys) {
    try {
      return database.readAsOfOneMoment(
          connection -> {
            Optional<Snapshot> found = stored(connection, number, stateVersion);
            if (found.isPresent()) {
              storedKeys.read(connection, number, keys);
            }
            return found;
          });
    } catch (SQLException e) {
      throw notReadable(number, e);
    }
  }

  @Override
  public Map<String, String> inputIds(int number) {
    try {
      return database.readAsOfOneMoment(
          connection -> {
            try (PreparedStatement select =
                connection.prepareStatement(
                    """
                    select topic, topic_id from decider_position
                    where service = ? and partition = ? and is_input
                    """)) {
              bind(select, number);
              Map<String, String> ids = new HashMap<>();
              try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                  ids.put(row.getString(1), row.getString(2));
                }
              }
              return ids;
            }
          });
    } catch (SQLException e) {
      throw notReadable(number, e);
    }
  }

  private static IllegalStateException notReadable(int number, SQLException e) {
    return new IllegalStateException("the snapshot of " + name(number) + " cannot be read", e);
  }

  private static String name(int number) {
    return number == SHARED ? "the shared state" : "partition " + number;
  }

  @Override
  public Saved save(int number, Snapshot snapshot, Optional<Snapshot> since, Iterator<Key> keys) {
    try {
      return database
          .write(connection -> Optional.of(saved(connection, number, snapshot, since, keys)))
          .orElseThrow();
    } catch (SQLException e) {
      throw new IllegalStateException("the snapshot of " + name(number) + " was not saved", e);
    }
  }

  private Saved saved(
      Connection connection,
      int number,
      Snapshot snapshot,
      Optional<Snapshot> since,
      Iterator<Key> keys)
      throws SQLException {
    // A row without positions is not a snapshot; it only serializes concurrent saves.
    try (PreparedStatement row =
        connection.prepareStatement(
            "insert into decider_partition values (?, ?, ?, ?, ?) on conflict do nothing")) {
      bind(row, number);
      row.setInt(3, snapshot.stateVersion());
      row.setLong(4, snapshot.lastTime());
      row.setString(5, snapshot.closedAt());
      row.executeUpdate();
    }
    execute(
        connection,
        "select 1 from decider_partition where service = ? and partition = ? for update",
        number);
    Optional<Snapshot> stored = stored(connection, number, snapshot.stateVersion());
    if (stored.isPresent() && ahead(stored.get(), snapshot)) {
      return Saved.NEWER_STANDS;
    }
    if (since.isPresent() && !stored.map(it -> holds(it, since.get())).orElse(false)) {
      return Saved.ALL_KEYS_WANTED;
    }
    if (since.isEmpty()) {
      storedKeys.deleteAll(connection, number);
    }
    execute(connection, "delete from decider_position where service = ? and partition = ?", number);
    try (PreparedStatement row =
        connection.prepareStatement(
            """
            update decider_partition set state_version = ?, last_time = ?, closed_at = ?
            where service = ? and partition = ?
            """)) {
      row.setInt(1, snapshot.stateVersion());
      row.setLong(2, snapshot.lastTime());
      row.setString(3, snapshot.closedAt());
      row.setString(4, service);
      row.setInt(5, number);
      row.executeUpdate();
    }
    insertPositions(connection, number, snapshot);
    storedKeys.write(connection, number, keys);
    return Saved.YES;
  }

  private static boolean ahead(Snapshot stored, Snapshot offered) {
    return stored.positions().entrySet().stream()
            .anyMatch(s -> offered.positions().getOrDefault(s.getKey(), 0L) < s.getValue())
        || stored.decidedUpTo().entrySet().stream()
            .anyMatch(s -> offered.decidedUpTo().getOrDefault(s.getKey(), -1L) < s.getValue());
  }

  /** Whether both have the same chain heads at equal offsets. */
  private static boolean holds(Snapshot stored, Snapshot since) {
    return since.positions().entrySet().stream()
        .allMatch(
            s -> {
              long position = stored.positions().getOrDefault(s.getKey(), 0L);
              return position > s.getValue()
                  || position == s.getValue()
                      && Arrays.equals(
                          stored.heads().get(s.getKey()), since.heads().get(s.getKey()));
            });
  }

  private Optional<Snapshot> stored(Connection connection, int number, int stateVersion)
      throws SQLException {
    long lastTime;
    String closedAt;
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select last_time, closed_at from decider_partition
            where service = ? and partition = ? and state_version = ?
            """)) {
      bind(select, number);
      select.setInt(3, stateVersion);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        lastTime = row.getLong(1);
        closedAt = row.getString(2);
      }
    }
    Map<String, Long> positions = new HashMap<>();
    Map<String, byte[]> heads = new HashMap<>();
    Map<String, Long> decided = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select topic, is_input, topic_id, position, chain_head from decider_position
            where service = ? and partition = ?
            """)) {
      bind(select, number);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String topic = row.getString(1);
          if (!row.getString(3).equals(topicIds.get(topic))) {
            return Optional.empty();
          }
          (row.getBoolean(2) ? decided : positions).put(topic, row.getLong(4));
          Optional.ofNullable(row.getBytes(5)).ifPresent(head -> heads.put(topic, head));
        }
      }
    }
    return positions.isEmpty()
        ? Optional.empty()
        : Optional.of(new Snapshot(stateVersion, lastTime, closedAt, positions, heads, decided));
  }

  private void insertPositions(Connection connection, int number, Snapshot snapshot)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into decider_position values (?, ?, ?, ?, ?, ?, ?)")) {
      for (Map.Entry<String, Long> position : snapshot.positions().entrySet()) {
        byte[] head = snapshot.heads().get(position.getKey());
        addPosition(insert, number, position, false, head);
      }
      for (Map.Entry<String, Long> decided : snapshot.decidedUpTo().entrySet()) {
        addPosition(insert, number, decided, true, null);
      }
      insert.executeBatch();
    }
  }

  private void addPosition(
      PreparedStatement insert,
      int number,
      Map.Entry<String, Long> position,
      boolean input,
      byte[] head)
      throws SQLException {
    String topic = position.getKey();
    bind(insert, number);
    insert.setString(3, topic);
    insert.setBoolean(4, input);
    insert.setString(5, topicIds.get(topic));
    insert.setLong(6, position.getValue());
    insert.setBytes(7, head);
    insert.addBatch();
  }

  private void execute(Connection connection, String sql, int number) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, number);
      statement.execute();
    }
  }

  private void bind(PreparedStatement statement, int number) throws SQLException {
    statement.setString(1, service);
    statement.setInt(2, number);
  }
}
