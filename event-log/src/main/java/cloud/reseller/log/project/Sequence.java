package cloud.reseller.log.project;

import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import org.apache.kafka.common.TopicPartition;

/** The records of one key in one partition: what has to be applied in order. */
record Sequence(TopicPartition partition, String key) {

  static Sequence of(LogRecord record) {
    Position position = record.position();
    return new Sequence(
        new TopicPartition(position.topic(), position.partition()),
        storable(record.key().orElse("")));
  }

  /** PostgreSQL's text holds every character but NUL. */
  static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
