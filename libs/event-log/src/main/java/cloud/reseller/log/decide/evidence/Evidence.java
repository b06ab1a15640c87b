package cloud.reseller.log.decide.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.Position;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.Hashing;
import cloud.reseller.log.decide.state.Fold;
import cloud.reseller.log.decide.state.Overlay;
import cloud.reseller.throttle.LogThrottle;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Writes outcomes with the headers needed to verify the decision, and with the chain. */
final class Evidence {

  private static final Logger LOG = LoggerFactory.getLogger(Evidence.class);

  private static final Header JSON = header("content-type", "application/json");
  private static final Header TEXT = header("content-type", "text/plain; charset=utf-8");
  private static final Header SPEC_VERSION = header("ce_specversion", "1.0");
  private static final byte[] PARKED = "InputParked.v1".getBytes(UTF_8);

  /** Maximum length of a key, id or type repeated in an outcome, in bytes. */
  static final int LONGEST_NAME = 512;

  /** The input that an outcome answers; absent if it fell due by itself. */
  static final String INPUT = "ce_input";

  /** Why the outcome could not be written, if the input is parked for that reason. */
  static final String UNWRITABLE = "ce_unwritable";

  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(UTF_8);

  /** Writers of inputs determine how many are parked, and must not fill the disk with log lines. */
  private final LogThrottle logged = new LogThrottle(Duration.ofSeconds(1), System::nanoTime);

  private final Hashing hashing;
  private final Header source;
  private final PositionText positions = new PositionText();
  private final Map<Integer, Header> rules = new HashMap<>();
  private final Map<String, byte[]> topics = new HashMap<>();
  private final Map<String, byte[]> types = new HashMap<>();
  private long timeMillis = Long.MIN_VALUE;
  private byte[] time = new byte[0];

  Evidence(Hashing hashing, DeciderSpec spec) {
    this.hashing = hashing;
    this.source = header("ce_source", "/" + spec.service());
  }

  /**
   * Adds a record to the batch and the overlay.
   *
   * @param cause what the outcome answers
   * @param observed the fact positions used, as text
   */
  void write(
      Overlay<?> overlay,
      Consumer<Outgoing> batch,
      String topic,
      String type,
      byte[] key,
      Cause cause,
      byte[] observed,
      byte[] body) {
    write(
        overlay,
        batch,
        topic,
        types.computeIfAbsent(type, Evidence::utf8),
        JSON,
        key,
        cause,
        observed,
        body);
  }

  /** Adds the note that an input is parked, in the parked topic. */
  void writeParked(
      Overlay<?> overlay,
      Consumer<Outgoing> batch,
      String topic,
      byte[] key,
      Cause cause,
      byte[] observed,
      String reason) {
    logged.ifDue(
        suppressed -> {
          try (var _ =
              MDC.putCloseable(
                  "correlationId", new String(bounded(cause.correlationId()), UTF_8))) {
            LOG.error(
                "{}: input {}, parked in {}{}",
                reason,
                new String(cause.position(), UTF_8),
                topic,
                suppressed);
          }
        });
    write(overlay, batch, topic, PARKED, TEXT, key, cause, observed, reason.getBytes(UTF_8));
  }

  private void write(
      Overlay<?> overlay,
      Consumer<Outgoing> batch,
      String topic,
      byte[] type,
      Header contentType,
      byte[] key,
      Cause cause,
      byte[] observed,
      byte[] body) {
    int partition = overlay.base().number();
    Overlay.Tail tail = overlay.tail(topic);
    RecordHeaders headers = new RecordHeaders();
    headers.add(new RecordHeader("ce_causationid", cause.id()));
    headers.add(new RecordHeader("ce_correlationid", cause.correlationId()));
    // The record's own position, which is unique across all topics.
    headers.add(new RecordHeader("ce_id", position(topic, partition, tail.next())));
    if (cause.hash().length > 0) {
      headers.add(new RecordHeader(INPUT, cause.position()));
      headers.add(new RecordHeader("ce_inputhash", cause.hash()));
    }
    headers.add(new RecordHeader("ce_observed", observed));
    headers.add(
        rules.computeIfAbsent(
            overlay.rules(), number -> header("ce_rules", Integer.toString(number))));
    headers.add(source);
    headers.add(SPEC_VERSION);
    if (key != null) {
      headers.add(new RecordHeader("ce_subject", key));
    }
    headers.add(new RecordHeader("ce_time", timeText(overlay.lastTime())));
    headers.add(new RecordHeader("ce_type", type));
    if (!cause.unwritable().isEmpty()) {
      headers.add(header(UNWRITABLE, cause.unwritable()));
    }
    byte[] head =
        hashing.chain(
            tail.head(),
            topics.computeIfAbsent(topic, Evidence::utf8),
            partition,
            key,
            overlay.lastTime(),
            headers,
            body);
    headers.add(new RecordHeader("ce_chain", hex(head)));
    headers.add(contentType);
    if (cause.traceparent().length > 0) {
      headers.add(new RecordHeader("traceparent", cause.traceparent()));
    }
    batch.accept(
        new Outgoing(
            new ProducerRecord<>(topic, partition, overlay.lastTime(), key, body, headers),
            tail.next()));
    tail.wrote(head);
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, utf8(value));
  }

  /** A position as text. */
  byte[] position(String topic, int partition, long offset) {
    return positions.of(topic, partition, offset);
  }

  private byte[] timeText(long millis) {
    if (millis != timeMillis) {
      timeMillis = millis;
      time = utf8(Instant.ofEpochMilli(millis).toString());
    }
    return time;
  }

  /** The causation id of a fact that falls due by itself at that position. */
  static byte[] due(Position own) {
    return utf8(Fold.DUE + own);
  }

  /**
   * A key or id in repeatable form: if longer than 512 bytes, it is replaced by its SHA-256 and
   * length.
   */
  static byte[] bounded(byte[] name) {
    return name.length <= LONGEST_NAME
        ? name
        : utf8("sha256:" + HEX.formatHex(Hashing.sha256(name)) + ':' + name.length);
  }

  static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  static byte[] hex(byte[] bytes) {
    byte[] text = new byte[2 * bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      text[2 * i] = DIGITS[bytes[i] >> 4 & 15];
      text[2 * i + 1] = DIGITS[bytes[i] & 15];
    }
    return text;
  }

  /**
   * What an outcome answers.
   *
   * @param id the request's id
   * @param position position of the request, as text
   * @param hash the request's hash in hex; empty for a fact that fell due by itself
   * @param traceparent W3C trace context, empty if none
   * @param unwritable why the intended outcome could not be written; empty if it could
   */
  record Cause(
      byte[] id,
      byte[] correlationId,
      byte[] position,
      byte[] hash,
      byte[] traceparent,
      String unwritable) {}
}
