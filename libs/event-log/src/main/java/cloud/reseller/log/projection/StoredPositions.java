package cloud.reseller.log.projection;

import cloud.reseller.log.BoundedDatabase;
import cloud.reseller.log.projection.LogState.PartitionState;
import cloud.reseller.log.projection.PositionTable.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** A projection's positions in the database, checked against the log they belong to. */
final class StoredPositions {

  private final Projection projection;
  private final BoundedDatabase database;
  private final LogState log;
  private final PositionTable positions = new PositionTable();
  private final ParkedTable parked = new ParkedTable();

  StoredPositions(Projection projection, BoundedDatabase database, LogState log) {
    this.projection = projection;
    this.database = database;
    this.log = log;
  }

  /**
   * Where to read a partition from.
   *
   * @param parkedKeys the number of keys whose records are parked there
   */
  record Start(Stored stored, int parkedKeys) {}

  /** Throws if stored positions belong to another log. */
  void verify() throws SQLException {
    describeVerified();
  }

  private Map<TopicPartition, PartitionState> describeVerified() throws SQLException {
    Map<TopicPartition, Stored> known = database.read(c -> positions.read(c, projection.name()));
    // Asked after the positions: another instance moves them on with the log.
    Map<TopicPartition, PartitionState> state = log.describe(projection.topics());
    PositionCheck.verify(projection.name(), known, state);
    return state;
  }

  /** Throws if a partition's topic is no longer the one that the position belongs to. */
  void verifyTopic(TopicPartition partition, Stored stored, Uuid present) {
    if (!present.equals(stored.topicId())) {
      PositionCheck.verify(
          projection.name(),
          Map.of(partition, stored),
          Map.of(partition, new PartitionState(present, 0, Long.MAX_VALUE)));
    }
  }

  /**
   * Where to read these partitions from; the first record of those that have no position yet.
   *
   * @throws PositionRefusedException if a stored position belongs to another log
   */
  Map<TopicPartition, Start> start(Set<TopicPartition> partitions) throws SQLException {
    Map<TopicPartition, PartitionState> state = describeVerified();
    Map<TopicPartition, Stored> stored = database.read(c -> readOrAdd(c, partitions, state));
    Map<TopicPartition, Integer> parkedKeys = parkedKeys();
    Map<TopicPartition, Start> starts = new HashMap<>();
    for (TopicPartition partition : partitions) {
      starts.put(
          partition, new Start(stored.get(partition), parkedKeys.getOrDefault(partition, 0)));
    }
    return starts;
  }

  private Map<TopicPartition, Stored> readOrAdd(
      Connection connection,
      Collection<TopicPartition> wanted,
      Map<TopicPartition, PartitionState> state)
      throws SQLException {
    Map<TopicPartition, Stored> stored = positions.read(connection, projection.name());
    if (stored.keySet().containsAll(wanted)) {
      return stored;
    }
    // Only for missing rows: an insert that conflicts with a row waits for the transaction changing
    // that row.
    Map<TopicPartition, PartitionState> missing = new HashMap<>(state);
    missing.keySet().retainAll(wanted);
    missing.keySet().removeAll(stored.keySet());
    positions.add(connection, projection.name(), missing);
    return positions.read(connection, projection.name());
  }

  /** The number of keys with parked records, for each partition that has some. */
  Map<TopicPartition, Integer> parkedKeys() throws SQLException {
    Map<TopicPartition, Integer> keys = new HashMap<>();
    database
        .read(c -> parked.closed(c, projection.name()))
        .forEach((partition, closed) -> keys.put(partition, closed.size()));
    return keys;
  }
}
