package cloud.reseller.log.projection;

import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.kafka.common.TopicPartition;

/** The records of one key in one partition, which must be applied in order. */
record Sequence(TopicPartition partition, String key) {

  private static final int LONGEST_KEY = 400;

  static Sequence of(LogRecord record) {
    Position position = record.position();
    return new Sequence(
        new TopicPartition(position.topic(), position.partition()),
        storable(record.key().orElse("")));
  }

  /**
   * The key as it is stored. PostgreSQL text holds every character but U+0000, and the size of an
   * index entry is bounded, so a long key is stored as its beginning and its hash. Nothing a sender
   * writes may make parking itself fail.
   */
  static String storable(String key) {
    String text = key.replace('\0', '\uFFFD');
    return text.length() <= LONGEST_KEY
        ? text
        : text.substring(0, LONGEST_KEY / 2) + '#' + hash(text);
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
