package cloud.reseller.log.decide;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The two hashes of the evidence, both SHA-256 over length-prefixed parts, L(x) = u32 length and
 * bytes. Not thread-safe.
 */
public final class Hashing {

  /** The head of a chain before its first record. */
  public static final byte[] GENESIS = new byte[32];

  private static final String CHAIN = "ce_chain";
  private static final byte[] NOTHING = new byte[0];
  private static final int NAMES_KEPT = 100;

  private final MessageDigest sha = newSha256();
  private final Map<String, byte[]> names = new HashMap<>();
  private byte[] buffer = new byte[4096];
  private int length;

  /** The digest of an input: {@code SHA-256(L(key) || L(id) || L(type) || L(body))}. */
  public byte[] input(byte[] key, byte[] id, byte[] type, byte[] body) {
    length = 0;
    part(key);
    part(id);
    part(type);
    part(body);
    return digest();
  }

  /** The same of a record; what it lacks has a length of zero. */
  public byte[] input(ConsumerRecord<byte[], byte[]> record) {
    return input(
        record.key() == null ? NOTHING : record.key(),
        value(record.headers().lastHeader("ce_id")),
        value(record.headers().lastHeader("ce_type")),
        record.value() == null ? NOTHING : record.value());
  }

  private static byte[] value(Header header) {
    return header == null || header.value() == null ? NOTHING : header.value();
  }

  /**
   * The next head of an output partition's chain: {@code SHA-256(previous || L(topic) || u32
   * partition || L(key) || i64 timestamp || every ce_ header but ce_chain sorted by name as L(name)
   * L(value) || L(body))}. A record without a key has one of length zero.
   */
  public byte[] chain(
      byte[] previous,
      byte[] topic,
      int partition,
      byte[] key,
      long timestamp,
      Headers headers,
      byte[] body) {
    length = 0;
    bytes(previous);
    part(topic);
    u32(partition);
    part(key == null ? NOTHING : key);
    i64(timestamp);
    for (Header header : sorted(headers)) {
      byte[] name = name(header.key());
      if (name.length > 0) {
        part(name);
        part(header.value());
      }
    }
    part(body);
    return digest();
  }

  /** SHA-256 of some bytes. */
  public static byte[] sha256(byte[] bytes) {
    return newSha256().digest(bytes);
  }

  private static Header[] sorted(Headers headers) {
    Header[] sorted = headers.toArray();
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i - 1].key().compareTo(sorted[i].key()) > 0) {
        Arrays.sort(sorted, Comparator.comparing(Header::key));
        break;
      }
    }
    return sorted;
  }

  /**
   * The bytes of a header's name; empty if it is not part of the chain. There are only few names,
   * so they are cached.
   */
  private byte[] name(String name) {
    byte[] known = names.get(name);
    if (known == null) {
      known = name.startsWith("ce_") && !name.equals(CHAIN) ? name.getBytes(UTF_8) : NOTHING;
      if (names.size() < NAMES_KEPT) {
        names.put(name, known);
      }
    }
    return known;
  }

  private byte[] digest() {
    sha.update(buffer, 0, length);
    return sha.digest();
  }

  private void part(byte[] part) {
    u32(part.length);
    bytes(part);
  }

  private void u32(int value) {
    room(4);
    buffer[length++] = (byte) (value >>> 24);
    buffer[length++] = (byte) (value >>> 16);
    buffer[length++] = (byte) (value >>> 8);
    buffer[length++] = (byte) value;
  }

  private void i64(long value) {
    u32((int) (value >>> 32));
    u32((int) value);
  }

  private void bytes(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  private void room(int more) {
    if (buffer.length - length < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }

  public static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
