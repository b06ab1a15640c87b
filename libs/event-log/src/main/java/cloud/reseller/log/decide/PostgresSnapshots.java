package cloud.reseller.log.decide;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Snapshots in PostgreSQL. A save is one transaction and changes nothing if any position of it is
 * behind the stored one, or if it holds only changes and the stored snapshot is not the one they
 * change. A snapshot of a topic that was made anew is never used.
 */
public final class PostgresSnapshots implements SnapshotStore {

  private final DataSource database;
  private final String service;
  private final Map<String, String> topicIds;

  /**
   * The snapshots of one service.
   *
   * @param topicIds the broker's id of every topic the decider reads or writes
   */
  public PostgresSnapshots(DataSource database, String service, Map<String, String> topicIds) {
    this.database = database;
    this.service = service;
    this.topicIds = Map.copyOf(topicIds);
  }

  @Override
  public Optional<Snapshot> load(int partition, int stateVersion) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try {
        Optional<Snapshot> found = stored(connection, partition, stateVersion);
        if (found.isPresent()) {
          keys(connection, partition, found.get().keys());
        }
        return found;
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("snapshot of partition " + partition + " not readable", e);
    }
  }

  @Override
  public Map<String, String> inputIds(int partition) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select topic, topic_id from decider_position
                where service = ? and partition = ? and is_input
                """)) {
      bind(select, partition);
      Map<String, String> ids = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          ids.put(row.getString(1), row.getString(2));
        }
      }
      return ids;
    } catch (SQLException e) {
      throw new IllegalStateException("snapshot of partition " + partition + " not readable", e);
    }
  }

  @Override
  public Saved save(int partition, Snapshot snapshot) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Saved saved = saved(connection, partition, snapshot);
        if (saved == Saved.YES) {
          connection.commit();
        } else {
          connection.rollback();
        }
        return saved;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("snapshot of partition " + partition + " not saved", e);
    }
  }

  private Saved saved(Connection connection, int partition, Snapshot snapshot) throws SQLException {
    try (PreparedStatement row =
        connection.prepareStatement(
            """
            insert into decider_partition
            values (?, ?, ?, ?, ?)
            on conflict (service, partition) do nothing
            """)) {
      bind(row, partition);
      row.setInt(3, snapshot.stateVersion());
      row.setLong(4, snapshot.lastTime());
      row.setString(5, snapshot.closedAt());
      row.executeUpdate();
    }
    boolean ownVersion = lock(connection, partition) == snapshot.stateVersion();
    Optional<Snapshot> stored =
        ownVersion ? stored(connection, partition, snapshot.stateVersion()) : Optional.empty();
    boolean all = snapshot.since().isEmpty();
    if (stored.isPresent() && ahead(stored.get(), snapshot)) {
      return Saved.NEWER_STANDS;
    }
    if (!all && !stored.map(it -> holds(it, snapshot.since())).orElse(false)) {
      return Saved.ALL_KEYS_WANTED;
    }
    if (all) {
      execute(connection, "delete from decider_key where service = ? and partition = ?", partition);
    }
    execute(
        connection, "delete from decider_position where service = ? and partition = ?", partition);
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
      row.setInt(5, partition);
      row.executeUpdate();
    }
    insertPositions(connection, partition, snapshot);
    insertKeys(connection, partition, snapshot.keys());
    return Saved.YES;
  }

  private int lock(Connection connection, int partition) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select state_version from decider_partition
            where service = ? and partition = ? for update
            """)) {
      bind(select, partition);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static boolean ahead(Snapshot stored, Snapshot offered) {
    return stored.positions().entrySet().stream()
            .anyMatch(s -> offered.positions().getOrDefault(s.getKey(), 0L) < s.getValue())
        || stored.decidedUpTo().entrySet().stream()
            .anyMatch(s -> offered.decidedUpTo().getOrDefault(s.getKey(), -1L) < s.getValue());
  }

  private static boolean holds(Snapshot stored, Map<String, Long> since) {
    return since.entrySet().stream()
        .allMatch(s -> stored.positions().getOrDefault(s.getKey(), 0L) >= s.getValue());
  }

  private Optional<Snapshot> stored(Connection connection, int partition, int stateVersion)
      throws SQLException {
    long lastTime;
    String closedAt;
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select last_time, closed_at from decider_partition
            where service = ? and partition = ? and state_version = ?
            """)) {
      bind(select, partition);
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
      bind(select, partition);
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
        : Optional.of(
            new Snapshot(
                stateVersion,
                lastTime,
                closedAt,
                positions,
                heads,
                decided,
                Map.of(),
                new HashMap<>()));
  }

  private void keys(Connection connection, int partition, Map<String, byte[]> keys)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select key, state from decider_key where service = ? and partition = ?")) {
      bind(select, partition);
      select.setFetchSize(10_000);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          keys.put(row.getString(1), row.getBytes(2));
        }
      }
    }
  }

  private void insertPositions(Connection connection, int partition, Snapshot snapshot)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into decider_position values (?, ?, ?, ?, ?, ?, ?)")) {
      for (Map.Entry<String, Long> position : snapshot.positions().entrySet()) {
        byte[] head = snapshot.heads().get(position.getKey());
        addPosition(insert, partition, position, false, head);
      }
      for (Map.Entry<String, Long> decided : snapshot.decidedUpTo().entrySet()) {
        addPosition(insert, partition, decided, true, null);
      }
      insert.executeBatch();
    }
  }

  private void addPosition(
      PreparedStatement insert,
      int partition,
      Map.Entry<String, Long> position,
      boolean input,
      byte[] head)
      throws SQLException {
    bind(insert, partition);
    insert.setString(3, position.getKey());
    insert.setBoolean(4, input);
    insert.setString(5, topicIds.get(position.getKey()));
    insert.setLong(6, position.getValue());
    insert.setBytes(7, head);
    insert.addBatch();
  }

  private void insertKeys(Connection connection, int partition, Map<String, byte[]> keys)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into decider_key
            select ?, ?, k.key, k.state from unnest(?::text[], ?::bytea[]) as k(key, state)
            on conflict (service, partition, key) do update set state = excluded.state
            """)) {
      bind(upsert, partition);
      String[] names = keys.keySet().toArray(String[]::new);
      byte[][] states = new byte[names.length][];
      for (int i = 0; i < names.length; i++) {
        states[i] = keys.get(names[i]);
      }
      upsert.setArray(3, connection.createArrayOf("text", names));
      upsert.setArray(4, connection.createArrayOf("bytea", states));
      upsert.executeUpdate();
    }
  }

  private void execute(Connection connection, String sql, int partition) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, partition);
      statement.executeUpdate();
    }
  }

  private void bind(PreparedStatement statement, int partition) throws SQLException {
    statement.setString(1, service);
    statement.setInt(2, partition);
  }
}
