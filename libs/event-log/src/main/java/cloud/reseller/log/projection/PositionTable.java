package cloud.reseller.log.projection;

import cloud.reseller.log.projection.LogState.PartitionState;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** The positions of projections, in the database that holds their rows. */
final class PositionTable {

  /** A stored position. */
  record Stored(Uuid topicId, long position) {}

  private static final String READ =
      "select topic, partition, topic_id, position from projection_position where projection = ?";

  private static final String READ_ALL =
      "select projection, topic, partition, position from projection_position"
          + " where projection = any (?)";

  private static final String ADD =
      "insert into projection_position (projection, topic, partition, topic_id, position)"
          + " select ?, w.topic, w.partition, w.topic_id, 0"
          + " from unnest(?::text[], ?::int[], ?::text[]) as w (topic, partition, topic_id)"
          + " order by w.topic, w.partition"
          + " on conflict do nothing";

  // Rows are locked in (topic, partition) order before any is changed, so two readers that believe
  // they own the same partitions wait for each other instead of deadlocking.
  private static final String ADVANCE =
      "with wanted as ("
          + "select w.topic, w.partition, w.topic_id, w.held, w.next"
          + " from unnest(?::text[], ?::int[], ?::text[], ?::bigint[], ?::bigint[])"
          + " as w (topic, partition, topic_id, held, next)"
          + "), locked as ("
          + "select p.projection, p.topic, p.partition, w.next"
          + " from projection_position p"
          + " join wanted w on w.topic = p.topic and w.partition = p.partition"
          + " where p.projection = ? and p.topic_id = w.topic_id and p.position = w.held"
          + " order by p.topic, p.partition for update of p"
          + ") update projection_position p set position = l.next from locked l"
          + " where p.projection = l.projection and p.topic = l.topic"
          + " and p.partition = l.partition";

  private static final String LOCK =
      "select 1 from projection_position where projection = ? and topic = ? and partition = ?"
          + " for update";

  /** The positions of one projection. */
  Map<TopicPartition, Stored> read(Connection connection, String projection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setString(1, projection);
      Map<TopicPartition, Stored> stored = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          stored.put(
              new TopicPartition(rows.getString(1), rows.getInt(2)),
              new Stored(Uuid.fromString(rows.getString(3)), rows.getLong(4)));
        }
      }
      return stored;
    }
  }

  /** A consistent read of the positions of several projections. */
  Map<String, Map<TopicPartition, Long>> read(Connection connection, Collection<String> projections)
      throws SQLException {
    Map<String, Map<TopicPartition, Long>> positions = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(READ_ALL)) {
      statement.setArray(1, connection.createArrayOf("text", projections.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          positions
              .computeIfAbsent(rows.getString(1), _ -> new HashMap<>())
              .put(new TopicPartition(rows.getString(2), rows.getInt(3)), rows.getLong(4));
        }
      }
    }
    return positions;
  }

  /** Adds partitions that were never read, at the beginning of the log. */
  void add(Connection connection, String projection, Map<TopicPartition, PartitionState> partitions)
      throws SQLException {
    List<TopicPartition> order = List.copyOf(partitions.keySet());
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, projection);
      statement.setArray(2, texts(connection, order.stream().map(TopicPartition::topic)));
      statement.setArray(3, ints(connection, order.stream().map(TopicPartition::partition)));
      statement.setArray(
          4, texts(connection, order.stream().map(p -> partitions.get(p).topicId().toString())));
      statement.executeUpdate();
    }
  }

  /**
   * Compare-and-set of positions: all or nothing.
   *
   * @return false if one of the positions is not where the reader believes it is; the caller must
   *     then roll back
   */
  boolean advance(Connection connection, String projection, List<PositionAdvance> moves)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
      statement.setArray(1, texts(connection, moves.stream().map(m -> m.partition().topic())));
      statement.setArray(2, ints(connection, moves.stream().map(m -> m.partition().partition())));
      statement.setArray(3, texts(connection, moves.stream().map(m -> m.topicId().toString())));
      statement.setArray(4, longs(connection, moves.stream().map(PositionAdvance::held)));
      statement.setArray(5, longs(connection, moves.stream().map(PositionAdvance::next)));
      statement.setString(6, projection);
      return statement.executeUpdate() == moves.size();
    }
  }

  /** Keeps the partition's reader from moving on until the transaction ends. */
  void lock(Connection connection, String projection, TopicPartition partition)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setString(1, projection);
      statement.setString(2, partition.topic());
      statement.setInt(3, partition.partition());
      statement.executeQuery().close();
    }
  }

  private static Array texts(Connection connection, Stream<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }

  private static Array ints(Connection connection, Stream<Integer> values) throws SQLException {
    return connection.createArrayOf("int4", values.toArray());
  }

  private static Array longs(Connection connection, Stream<Long> values) throws SQLException {
    return connection.createArrayOf("int8", values.toArray());
  }
}
