package cloud.reseller.log.projection;

import cloud.reseller.log.LogRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How committed records become rows. A row depends on one partition of one topic only, never on a
 * clock, a database sequence or the order of arrival, so the same log always produces the same
 * rows.
 *
 * <p>Implementations are stateless: what they wrote may be rolled back, and an operator's retry may
 * call them from another thread at the same time.
 */
public interface Projection {

  /** Stable name, under which positions and parked sequences are stored. */
  String name();

  /** The topics it reads. */
  List<String> topics();

  /**
   * Whether other services need to know how far the rows are. Positions are then also committed to
   * the consumer group, after the rows, so the rows are never behind what is committed there.
   */
  default boolean announced() {
    return false;
  }

  /**
   * Writes what a batch does to the rows, inside the caller's transaction. The records of one
   * partition come in the log's order. Rows that records add are written by {@link CopyRows}, rows
   * they replace, change or take away by {@link UpsertRows}. The connection is neither committed,
   * rolled back nor closed here, and no constraint is deferred to the commit: a failure at commit
   * could not be attributed to the batch.
   *
   * @throws SQLException if the database fails, in which case the batch is retried, or rejects the
   *     data, in which case the key's sequence is parked
   * @throws RuntimeException if a record cannot be applied; its key's sequence is parked
   */
  void apply(List<LogRecord> batch, Connection connection) throws SQLException;
}
