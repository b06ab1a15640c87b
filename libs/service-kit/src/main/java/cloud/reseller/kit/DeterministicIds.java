package cloud.reseller.kit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Deterministic ids: UUID version 5 of (partner, route or customer, request id). A retry meets its
 * first try, with no window in between.
 */
public final class DeterministicIds {

  /** Names are only unique inside a namespace; this one is ours and never changes. */
  private static final UUID NAMESPACE = UUID.fromString("6f1d6c6e-52a1-5e0b-9f3c-2f1c7a0f2b41");

  private DeterministicIds() {}

  /**
   * The id of what a request creates.
   *
   * @param partner the partner's tenant, or the customer's where a customer's request creates
   * @param place what kind of thing and where: a route or a customer id
   * @param requestId MS-RequestId or {@code ce_id}
   */
  public static UUID uuid5(String partner, String place, String requestId) {
    MessageDigest sha1 = sha1();
    sha1.update(bytes(NAMESPACE));
    for (String part : new String[] {partner, place, requestId}) {
      byte[] text = part.getBytes(StandardCharsets.UTF_8);
      // Lengths keep ("a", "bc") and ("ab", "c") apart.
      sha1.update(ByteBuffer.allocate(4).putInt(text.length).array());
      sha1.update(text);
    }
    ByteBuffer digest = ByteBuffer.wrap(sha1.digest());
    long high = digest.getLong() & 0xffff_ffff_ffff_0fffL | 0x5000L;
    long low = digest.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static byte[] bytes(UUID uuid) {
    return ByteBuffer.allocate(16)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits())
        .array();
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
