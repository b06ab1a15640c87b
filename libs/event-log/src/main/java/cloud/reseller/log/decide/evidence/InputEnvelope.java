package cloud.reseller.log.decide.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Input;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The key and headers of an input record, which may contain anything. */
final class InputEnvelope {

  private static final byte[] NONE = new byte[0];

  private final ConsumerRecord<byte[], byte[]> raw;
  private final byte[] id;

  InputEnvelope(ConsumerRecord<byte[], byte[]> raw) {
    this.raw = raw;
    this.id = value("ce_id");
  }

  /** Its {@code ce_id}, empty if missing. */
  byte[] id() {
    return id;
  }

  /** The correlation id if an outcome can repeat it, else the given one. */
  byte[] correlationIdOr(byte[] other) {
    byte[] correlation = value("ce_correlationid");
    return correlation.length == 0 || !isPlain(correlation) ? other : correlation;
  }

  /** Its W3C trace context; empty if missing or not repeatable in an outcome. */
  byte[] traceparent() {
    byte[] trace = value("traceparent");
    return isPlain(trace) ? trace : NONE;
  }

  /**
   * Why the input cannot be answered; empty if it can. An outcome repeats key and id, and if
   * readers could not store them, its customer would be closed permanently.
   */
  String unanswerable() {
    if (raw.key() == null) {
      return "the record has no key: send it again with the key it is about";
    } else if (id.length == 0) {
      return "the header ce_id is missing: send it again with a request id";
    } else if (!isPlain(raw.key()) || !isPlain(id)) {
      return "key and ce_id must be text of at most "
          + Evidence.LONGEST_NAME
          + " bytes in UTF-8 without control characters: send it again so";
    }
    return "";
  }

  /** The input, which must be answerable. */
  Input input(Position position, int rules) {
    byte[] type = value("ce_type");
    return new Input(
        position,
        new String(raw.key(), UTF_8),
        new String(id, UTF_8),
        // Any other type cannot be repeated in an outcome, so the input is treated as having none
        // and refused as unknown.
        isPlain(type) ? new String(type, UTF_8) : "",
        raw.value() == null ? NONE : raw.value(),
        rules);
  }

  private static boolean isPlain(byte[] text) {
    boolean ascii = true;
    for (byte b : text) {
      if (b >= 0 && b < ' ' || b == 127) {
        return false;
      }
      ascii &= b >= 0;
    }
    return text.length <= Evidence.LONGEST_NAME
        && (ascii || Arrays.equals(new String(text, UTF_8).getBytes(UTF_8), text));
  }

  private byte[] value(String header) {
    Header found = raw.headers().lastHeader(header);
    return found == null || found.value() == null ? NONE : found.value();
  }
}
