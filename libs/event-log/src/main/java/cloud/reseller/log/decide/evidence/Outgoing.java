package cloud.reseller.log.decide.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.decide.state.Fold;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record to be written.
 *
 * @param expectedOffset the offset it must get: outcomes name earlier ones by their offset
 */
public record Outgoing(ProducerRecord<byte[], byte[]> record, long expectedOffset) {

  /**
   * The position of the input it answers; of what fell due by itself {@code due/} and the key.
   *
   * <p>Made when it is asked for: only an outcome that could not be written is.
   */
  public String answers() {
    Header input = input();
    return input == null
        ? Fold.DUE + new String(record.key(), UTF_8)
        : new String(input.value(), UTF_8);
  }

  /** Whether it fell due by itself. */
  public boolean isDue() {
    return input() == null;
  }

  private Header input() {
    return record.headers().lastHeader(Evidence.INPUT);
  }
}
