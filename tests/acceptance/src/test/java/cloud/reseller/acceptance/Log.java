package cloud.reseller.acceptance;

import cloud.reseller.events.EventJson;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import cloud.reseller.testing.CommittedLog;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Reads the committed records of the log. */
final class Log {
  static final String PERMISSION_COMMANDS = "permission-commands";
  static final String PERMISSION_EVENTS = "permission-events";
  static final String PURCHASE_OUTCOMES = "purchase-outcomes";
  static final String RESERVATION_COMMANDS = "reservation-commands";
  static final String RESERVATION_EVENTS = "reservation-events";
  static final String CATALOGUE_EVENTS = "catalogue-events";

  private Log() {}

  /** All partitions of topics that are not shared. */
  static List<TopicPartition> partitions(Collection<String> topics) {
    return CommittedLog.partitions(topics, House.PARTITIONS);
  }

  /** The event in a record. */
  static Object event(LogRecord record) {
    try {
      return EventJson.read(record.type(), record.body().orElseThrow());
    } catch (EventJson.UnreadableException e) {
      throw new IllegalStateException("unreadable record at " + record.position(), e);
    }
  }

  /** The value of a header, or an empty string. */
  static String header(LogRecord record, String name) {
    return record.header(name).orElse("");
  }

  /** The position of a decision in a topic: the offset after the last fact it used. */
  static long observed(LogRecord outcome, String topic) {
    return Arrays.stream(header(outcome, "ce_observed").split(" "))
        .filter(text -> !text.isEmpty())
        .map(Position::parse)
        .filter(position -> position.topic().equals(topic))
        .mapToLong(Position::offset)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    outcome.position() + " does not say how far it saw " + topic));
  }
}
