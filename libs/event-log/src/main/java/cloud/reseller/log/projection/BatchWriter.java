package cloud.reseller.log.projection;

import cloud.reseller.log.BoundedDatabase;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.projection.ParkedTable.Parked;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Writes one batch in one PostgreSQL transaction: the positions first, then the rows.
 *
 * <p>The compare-and-set locks the position rows until the transaction ends, so each partition has
 * one writer at a time, no matter how many instances believe they own it. Parking and retrying rely
 * on that lock too.
 */
final class BatchWriter {

  private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

  private static final int LONGEST_REASON = 500;

  private final Projection projection;
  private final BoundedDatabase database;
  private final PositionTable positions = new PositionTable();
  private final ParkedTable parked = new ParkedTable();

  BatchWriter(Projection projection, BoundedDatabase database) {
    this.projection = projection;
    this.database = database;
  }

  /**
   * The result of a written batch.
   *
   * @param closed the sequences that are parked in its partitions afterwards
   * @param parkedRecords how many of its records were parked
   */
  record Written(Set<Sequence> closed, int parkedRecords) {}

  /**
   * Advances the positions and applies the records.
   *
   * @param moves in {@link PositionAdvance#ORDER}, at least one
   * @param anyParked whether a sequence may be parked in one of the partitions
   * @return empty if another reader moved one of the positions: nothing was written
   * @throws SQLException if the database failed; what was written is unknown until the positions
   *     are read again
   */
  Optional<Written> write(List<PositionAdvance> moves, List<LogRecord> records, boolean anyParked)
      throws SQLException {
    return database.write(
        connection -> {
          if (!positions.advance(connection, projection.name(), moves)) {
            return Optional.empty();
          }
          Set<Sequence> closed =
              anyParked ? closedIn(connection, partitionsOf(moves)) : new HashSet<>();
          return Optional.of(new Written(closed, applyOrPark(connection, records, closed)));
        });
  }

  /**
   * Retries the parked records of a sequence. A record that still cannot be applied stays parked,
   * and so do those behind it.
   */
  RetriedSequence retry(Sequence sequence, LogReader log) throws SQLException {
    // Most records are read before the lock is taken; under it, only those that arrived meanwhile.
    SortedSet<Long> first = database.read(c -> offsets(c, sequence));
    List<LogRecord> read = log.read(sequence.partition(), first);
    return database
        .write(
            connection -> {
              positions.lock(connection, projection.name(), sequence.partition());
              SortedSet<Long> waiting = offsets(connection, sequence);
              SortedSet<Long> unread = new TreeSet<>(waiting);
              unread.removeAll(first);
              List<LogRecord> records = new ArrayList<>(read);
              records.removeIf(r -> !waiting.contains(r.position().offset()));
              records.addAll(log.read(sequence.partition(), unread));
              parked.remove(connection, projection.name(), sequence);
              int still = applyOrPark(connection, records, new HashSet<>());
              return Optional.of(
                  new RetriedSequence(
                      projection.name(),
                      sequence.partition().topic(),
                      sequence.partition().partition(),
                      records.size() - still,
                      still));
            })
        .orElseThrow();
  }

  private SortedSet<Long> offsets(Connection connection, Sequence sequence) throws SQLException {
    return parked.offsets(connection, projection.name(), sequence);
  }

  private Set<Sequence> closedIn(Connection connection, Set<TopicPartition> partitions)
      throws SQLException {
    Set<Sequence> closed = new HashSet<>();
    parked
        .closed(connection, projection.name())
        .forEach(
            (partition, sequences) -> {
              if (partitions.contains(partition)) {
                closed.addAll(sequences);
              }
            });
    return closed;
  }

  private static Set<TopicPartition> partitionsOf(List<PositionAdvance> moves) {
    Set<TopicPartition> partitions = new HashSet<>();
    moves.forEach(move -> partitions.add(move.partition()));
    return partitions;
  }

  /**
   * Applies what can be applied, adds newly parked sequences to {@code closed} and returns the
   * number of records parked.
   */
  private int applyOrPark(Connection connection, List<LogRecord> records, Set<Sequence> closed)
      throws SQLException {
    if (records.isEmpty()) {
      return 0;
    }
    List<LogRecord> open = records;
    int followers = 0;
    if (!closed.isEmpty()) {
      open = new ArrayList<>(records.size());
      List<Parked> behind = new ArrayList<>();
      for (LogRecord record : records) {
        Sequence sequence = Sequence.of(record);
        if (closed.contains(sequence)) {
          behind.add(new Parked(sequence, record.position().offset(), "waits for one before it"));
        } else {
          open.add(record);
        }
      }
      parked.add(connection, projection.name(), behind);
      followers = behind.size();
      if (open.isEmpty()) {
        return followers;
      }
    }
    Savepoint before = connection.setSavepoint();
    try {
      projection.apply(open, connection);
      connection.releaseSavepoint(before);
      return followers;
    } catch (SQLException e) {
      if (!refusesData(e)) {
        throw e;
      }
      connection.rollback(before);
      return followers + isolate(connection, open, closed, e);
    } catch (RuntimeException | StackOverflowError e) {
      // A body nested too deeply is a bad record like any other.
      connection.rollback(before);
      return followers + isolate(connection, open, closed, e);
    }
  }

  /**
   * Splits a batch that cannot be applied in half, again and again, until the bad record is
   * isolated.
   */
  private int isolate(
      Connection connection, List<LogRecord> records, Set<Sequence> closed, Throwable why)
      throws SQLException {
    if (records.size() == 1) {
      LogRecord culprit = records.getFirst();
      Sequence sequence = Sequence.of(culprit);
      closed.add(sequence);
      parked.add(
          connection,
          projection.name(),
          List.of(new Parked(sequence, culprit.position().offset(), reason(why))));
      // The message is left out: it may quote the record.
      try (var _ =
          MDC.putCloseable("correlationId", culprit.header("ce_correlationid").orElse(""))) {
        LOG.error(
            "projection {} cannot apply {} of type {} ({}): its key is parked from here on;"
                + " see projection_parked, and retry the key when the cause is gone",
            projection.name(),
            culprit.position(),
            culprit.type(),
            kind(why));
      }
      return 1;
    }
    int half = records.size() / 2;
    int parkedBefore = applyOrPark(connection, records.subList(0, half), closed);
    return parkedBefore + applyOrPark(connection, records.subList(half, records.size()), closed);
  }

  /**
   * Whether the statement failed because of the data and would fail again: a cardinality, data,
   * integrity or check option violation, a row or index size limit, or an exception raised by a
   * trigger.
   */
  private static boolean refusesData(SQLException e) {
    String state = e.getSQLState();
    if (state == null || state.length() != 5) {
      return false;
    }
    return switch (state.substring(0, 2)) {
      case "21", "22", "23", "44", "54", "P0" -> true;
      default -> false;
    };
  }

  private static String kind(Throwable why) {
    return why instanceof SQLException sql
        ? "SQL state " + sql.getSQLState()
        : why.getClass().getName();
  }

  private static String reason(Throwable why) {
    String text = (kind(why) + ": " + message(why)).replace('\0', '\uFFFD');
    return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
  }

  /** The message without its detail, in which PostgreSQL quotes the row. */
  private static String message(Throwable why) {
    return why instanceof PSQLException sql && sql.getServerErrorMessage() != null
        ? String.valueOf(sql.getServerErrorMessage().getMessage())
        : String.valueOf(why.getMessage());
  }
}
