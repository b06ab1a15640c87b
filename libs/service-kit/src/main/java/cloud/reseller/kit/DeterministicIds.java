package cloud.reseller.kit;

import cloud.reseller.events.NameBasedUuid;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Deterministic ids: UUID version 5 of (partner, route or customer, request id). A retry gets the
 * same id as its first attempt, without any lookup that could race.
 */
public final class DeterministicIds {

  /** The namespace of all our ids; never changes. */
  private static final UUID NAMESPACE = UUID.fromString("6f1d6c6e-52a1-5e0b-9f3c-2f1c7a0f2b41");

  private DeterministicIds() {}

  /**
   * The id of what a request creates.
   *
   * @param partner the partner's tenant, or the customer's if a customer makes the request
   * @param place what is created and where: a route or a customer id
   * @param requestId MS-RequestId or {@code ce_id}
   */
  public static UUID uuid5(String partner, String place, String requestId) {
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    for (String part : new String[] {partner, place, requestId}) {
      byte[] text = part.getBytes(StandardCharsets.UTF_8);
      // Length prefixes distinguish ("a", "bc") from ("ab", "c").
      name.writeBytes(ByteBuffer.allocate(4).putInt(text.length).array());
      name.writeBytes(text);
    }
    return NameBasedUuid.version5(NAMESPACE, name.toByteArray());
  }
}
