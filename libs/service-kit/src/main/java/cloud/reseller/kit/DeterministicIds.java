package cloud.reseller.kit;

import cloud.reseller.events.NameBasedUuid;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    for (String part : new String[] {partner, place, requestId}) {
      byte[] text = part.getBytes(StandardCharsets.UTF_8);
      // Lengths keep ("a", "bc") and ("ab", "c") apart.
      name.writeBytes(ByteBuffer.allocate(4).putInt(text.length).array());
      name.writeBytes(text);
    }
    return NameBasedUuid.version5(NAMESPACE, name.toByteArray());
  }
}
