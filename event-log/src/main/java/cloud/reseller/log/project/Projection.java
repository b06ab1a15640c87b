package cloud.reseller.log.project;

import cloud.reseller.log.LogRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How committed records become rows. A row depends on one partition of one topic: no clock, no
 * sequence, no arrival order, so the same log always makes the same rows.
 */
public interface Projection {

  /** Stable name; positions and parked sequences are kept under it. */
  String name();

  /** The topics it reads. */
  List<String> topics();

  /**
   * Writes what a batch does to the rows, inside the caller's transaction. The records of one
   * partition come in the log's order; set-based SQL, COPY for new rows.
   *
   * @throws SQLException if the database fails; the batch is applied again
   * @throws RuntimeException if a record cannot be applied; its key's sequence is parked
   */
  void apply(List<LogRecord> batch, Connection connection) throws SQLException;
}
