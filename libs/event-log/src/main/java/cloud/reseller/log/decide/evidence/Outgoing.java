package cloud.reseller.log.decide.evidence;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record to be written.
 *
 * @param expectedOffset the offset it must get: outcomes name earlier ones by their offset
 */
public record Outgoing(ProducerRecord<byte[], byte[]> record, long expectedOffset) {

  /** What it answers. */
  public Origin origin() {
    Header input = record.headers().lastHeader(Evidence.INPUT);
    return input == null
        ? new Origin(record.partition(), true, record.key())
        : new Origin(record.partition(), false, input.value());
  }
}
