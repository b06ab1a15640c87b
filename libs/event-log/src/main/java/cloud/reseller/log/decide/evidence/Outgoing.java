package cloud.reseller.log.decide.evidence;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record to be written.
 *
 * @param expectedOffset the offset that it must get, because outcomes refer to earlier ones by
 *     offset
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
