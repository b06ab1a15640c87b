package cloud.reseller.log.projection;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/** The table of sequences that are parked because one of their records could not be applied. */
final class ParkedTable {

  /** A parked record, and why it is parked. */
  record Parked(Sequence sequence, long offset, String reason) {}

  private static final String CLOSED =
      "select distinct topic, partition, record_key from projection_parked where projection = ?";

  private static final String OF_KEY =
      "select distinct topic, partition from projection_parked"
          + " where projection = ? and record_key = ? order by topic, partition";

  private static final String OFFSETS =
      "select record_offset from projection_parked"
          + " where projection = ? and topic = ? and partition = ? and record_key = ?";

  private static final String ADD =
      "insert into projection_parked"
          + " (projection, topic, partition, record_offset, record_key, reason)"
          + " select ?, w.topic, w.partition, w.record_offset, w.record_key, w.reason"
          + " from unnest(?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[])"
          + " as w (topic, partition, record_offset, record_key, reason)"
          // If positions were deleted for a replay but parked sequences were not, the same records
          // come again.
          + " on conflict do nothing";

  private static final String REMOVE =
      "delete from projection_parked"
          + " where projection = ? and topic = ? and partition = ? and record_key = ?";

  /** The parked sequences of a projection, by partition. */
  Map<TopicPartition, Set<Sequence>> closed(Connection connection, String projection)
      throws SQLException {
    Map<TopicPartition, Set<Sequence>> closed = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(CLOSED)) {
      statement.setString(1, projection);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          TopicPartition partition = new TopicPartition(rows.getString(1), rows.getInt(2));
          closed
              .computeIfAbsent(partition, _ -> new HashSet<>())
              .add(new Sequence(partition, rows.getString(3)));
        }
      }
    }
    return closed;
  }

  /** The parked sequences of one key. */
  Set<Sequence> ofKey(Connection connection, String projection, String key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OF_KEY)) {
      statement.setString(1, projection);
      statement.setString(2, key);
      Set<Sequence> sequences = new LinkedHashSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sequences.add(new Sequence(new TopicPartition(rows.getString(1), rows.getInt(2)), key));
        }
      }
      return sequences;
    }
  }

  /** The offsets of the records of a parked sequence. */
  SortedSet<Long> offsets(Connection connection, String projection, Sequence sequence)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OFFSETS)) {
      name(statement, projection, sequence);
      SortedSet<Long> offsets = new TreeSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          offsets.add(rows.getLong(1));
        }
      }
      return offsets;
    }
  }

  void add(Connection connection, String projection, Collection<Parked> records)
      throws SQLException {
    if (records.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, projection);
      statement.setArray(
          2, array(connection, "text", records, p -> p.sequence().partition().topic()));
      statement.setArray(
          3, array(connection, "int4", records, p -> p.sequence().partition().partition()));
      statement.setArray(4, array(connection, "int8", records, Parked::offset));
      statement.setArray(5, array(connection, "text", records, p -> p.sequence().key()));
      statement.setArray(6, array(connection, "text", records, Parked::reason));
      statement.executeUpdate();
    }
  }

  private static Array array(
      Connection connection,
      String type,
      Collection<Parked> records,
      Function<Parked, Object> value)
      throws SQLException {
    return connection.createArrayOf(type, records.stream().map(value).toArray());
  }

  void remove(Connection connection, String projection, Sequence sequence) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
      name(statement, projection, sequence);
      statement.executeUpdate();
    }
  }

  private static void name(PreparedStatement statement, String projection, Sequence sequence)
      throws SQLException {
    statement.setString(1, projection);
    statement.setString(2, sequence.partition().topic());
    statement.setInt(3, sequence.partition().partition());
    statement.setString(4, sequence.key());
  }
}
