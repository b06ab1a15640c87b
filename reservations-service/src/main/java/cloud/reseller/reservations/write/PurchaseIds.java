package cloud.reseller.reservations.write;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The ids a purchase makes: UUIDs of version 5 (SHA-1, RFC 9562) of partner, customer and request,
 * so a purchase taken again has the same ids.
 */
final class PurchaseIds {

  /** Names this use of version 5; chosen once, by chance. */
  private static final UUID NAMESPACE = UUID.fromString("0b1f5f0e-6c53-4c1e-9d0c-6f5b8c2f3a71");

  private PurchaseIds() {}

  static UUID order(String partnerId, String customerId, String requestId) {
    return version5("order", partnerId, customerId, requestId);
  }

  static UUID reservation(String partnerId, String customerId, String requestId) {
    return version5("reservation", partnerId, customerId, requestId);
  }

  /** An id as it stands in a fact; any other text stands for an id of its own. */
  static UUID read(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException notOne) {
      return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static UUID version5(String kind, String partnerId, String customerId, String requestId) {
    byte[] name =
        (kind + '/' + partnerId + '/' + customerId + '/' + requestId)
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(16 + name.length)
            .putLong(NAMESPACE.getMostSignificantBits())
            .putLong(NAMESPACE.getLeastSignificantBits())
            .put(name);
    ByteBuffer hash = ByteBuffer.wrap(sha1(bytes.array()));
    long high = hash.getLong() & ~0xF000L | 0x5000L;
    long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
