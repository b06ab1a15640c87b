package cloud.reseller.log.projection;

import cloud.reseller.log.LogRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How committed records become rows. A row depends on one partition of one topic: no clock, no
 * sequence, no arrival order, so the same log always makes the same rows.
 *
 * <p>An implementation keeps nothing between calls: what it wrote may be rolled back, and an
 * operator's retry may call it from another thread at the same time.
 */
public interface Projection {

  /** Stable name; positions and parked sequences are kept under it. */
  String name();

  /** The topics it reads. */
  List<String> topics();

  /**
   * Whether other services want to know how far the rows are. Positions are then committed to the
   * consumer group too, after the rows: what is committed there stands in the rows.
   */
  default boolean announced() {
    return false;
  }

  /**
   * Writes what a batch does to the rows, inside the caller's transaction. The records of one
   * partition come in the log's order. Rows that records add are written by {@link CopyRows}, rows
   * they replace, change or take away by {@link UpsertRows}. The connection is neither committed,
   * rolled back nor closed here, and no constraint is deferred to the commit: what fails there
   * cannot be told from the batch.
   *
   * @throws SQLException if the database fails, and the batch is applied again; or if it refuses
   *     the data, and the key's sequence is parked
   * @throws RuntimeException if a record cannot be applied; its key's sequence is parked
   */
  void apply(List<LogRecord> batch, Connection connection) throws SQLException;
}
