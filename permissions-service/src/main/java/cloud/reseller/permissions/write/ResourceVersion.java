package cloud.reseller.permissions.write;

import cloud.reseller.log.Position;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * The etag of a permission or a subscription: a GUID named by where the event that set it stands.
 * So the decider, the view and the answer to the caller get the same one without telling each
 * other, and no two events have the same one, whatever they say and whenever they were decided.
 */
public final class ResourceVersion {

  private ResourceVersion() {}

  /** The etag of what was made or changed by the event there. */
  public static String of(Position setBy) {
    return UUID.nameUUIDFromBytes(setBy.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  /**
   * Whether a resource still has the etag that the requester knows.
   *
   * @param etag empty if the requester set no such condition
   * @param present the etag it has
   */
  public static boolean matches(Optional<String> etag, String present) {
    return etag.isEmpty() || etag.get().equals(present);
  }
}
