package cloud.reseller.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A committed record in CloudEvents 1.0 form, Kafka binary mode. */
public final class LogRecord {

  private final ConsumerRecord<byte[], byte[]> record;

  /** Wraps a record as the client returned it. */
  public LogRecord(ConsumerRecord<byte[], byte[]> record) {
    this.record = record;
  }

  /** The record's position in the log. */
  public Position position() {
    return new Position(record.topic(), record.partition(), record.offset());
  }

  /** The record's key, empty if it has none. */
  public Optional<String> key() {
    return Optional.ofNullable(record.key()).map(k -> new String(k, StandardCharsets.UTF_8));
  }

  /** The record's timestamp: decision time on event topics, append time on input topics. */
  public Instant time() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  /** The stable type name; an empty string if the header is missing. */
  public String type() {
    return header("ce_type").orElse("");
  }

  /** The value of the last header with that name. */
  public Optional<String> header(String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  /** The body; empty for a tombstone. Not a copy: do not change it. */
  public Optional<byte[]> body() {
    return Optional.ofNullable(record.value());
  }
}
