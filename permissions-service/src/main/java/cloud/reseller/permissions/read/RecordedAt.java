package cloud.reseller.permissions.read;

import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import java.time.Instant;

/**
 * Time and position of a fact in the log, by which lists are sorted.
 *
 * @param at decision time
 */
public record RecordedAt(Instant at, int partition, long offset) {

  /** The position in the log. */
  public Position position() {
    return new Position(PermissionsProjection.TOPIC, partition, offset);
  }

  /** Where a record stands. */
  public static RecordedAt of(LogRecord record) {
    return new RecordedAt(record.time(), record.position().partition(), record.position().offset());
  }
}
