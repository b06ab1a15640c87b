package cloud.reseller.log.decide.state;

import cloud.reseller.log.decide.state.SnapshotStore.Key;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The keys of snapshots in PostgreSQL, read and written in pieces, so that only a piece of a state
 * is in memory at a time.
 */
final class StoredKeys {

  /** Number of keys per fetch; the key of a large customer may have megabytes. */
  private static final int FETCHED = 200;

  /** Limits of a statement: bytes of state, and number of keys. */
  private static final int PIECE_BYTES = 4 << 20;

  private static final int PIECE_KEYS = 2_000;

  private final String service;

  StoredKeys(String service) {
    this.service = service;
  }

  /** Reads every key, one after another. */
  void read(Connection connection, int number, BiConsumer<String, byte[]> keys)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select key, state from decider_key where service = ? and partition = ?")) {
      bind(select, number);
      select.setFetchSize(FETCHED);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          keys.accept(row.getString(1), row.getBytes(2));
        }
      }
    }
  }

  /** Deletes every key. */
  void deleteAll(Connection connection, int number) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from decider_key where service = ? and partition = ?")) {
      bind(delete, number);
      delete.executeUpdate();
    }
  }

  /** Writes keys, replacing stored ones, and deletes forgotten ones. */
  void write(Connection connection, int number, Iterator<Key> keys) throws SQLException {
    List<String> forgotten = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<byte[]> states = new ArrayList<>();
    long bytes = 0;
    while (keys.hasNext()) {
      Key key = keys.next();
      if (key.state().isEmpty()) {
        forgotten.add(key.key());
      } else {
        names.add(key.key());
        states.add(key.state().get());
        bytes += key.state().get().length;
      }
      if (bytes >= PIECE_BYTES || names.size() + forgotten.size() >= PIECE_KEYS) {
        writePiece(connection, number, forgotten, names, states);
        bytes = 0;
      }
    }
    writePiece(connection, number, forgotten, names, states);
  }

  private void writePiece(
      Connection connection,
      int number,
      List<String> forgotten,
      List<String> names,
      List<byte[]> states)
      throws SQLException {
    if (!forgotten.isEmpty()) {
      try (PreparedStatement delete =
          connection.prepareStatement(
              """
              delete from decider_key where service = ? and partition = ? and key = any(?::text[])
              """)) {
        bind(delete, number);
        delete.setArray(3, connection.createArrayOf("text", forgotten.toArray()));
        delete.executeUpdate();
      }
    }
    if (!names.isEmpty()) {
      try (PreparedStatement upsert =
          connection.prepareStatement(
              """
              insert into decider_key
              select ?, ?, k.key, k.state from unnest(?::text[], ?::bytea[]) as k(key, state)
              on conflict (service, partition, key) do update set state = excluded.state
              """)) {
        bind(upsert, number);
        upsert.setArray(3, connection.createArrayOf("text", names.toArray()));
        upsert.setArray(4, connection.createArrayOf("bytea", states.toArray(byte[][]::new)));
        upsert.executeUpdate();
      }
    }
    forgotten.clear();
    names.clear();
    states.clear();
  }

  private void bind(PreparedStatement statement, int number) throws SQLException {
    statement.setString(1, service);
    statement.setInt(2, number);
  }
}
