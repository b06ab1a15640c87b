package cloud.reseller.permissions.write;

import cloud.reseller.log.Position;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * The etag of a permission or subscription: a GUID derived from the position of the event that set
 * it. So the decider, the view and the answer to the caller compute the same etag independently,
 * and no two events share one.
 */
public final class ResourceVersion {

  private ResourceVersion() {}

  /** The etag set by the event at a position. */
  public static String of(Position setBy) {
    return UUID.nameUUIDFromBytes(setBy.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  /**
   * Whether a resource still has the etag given by the requester.
   *
   * @param etag empty if the requester set no such condition
   * @param present the resource's current etag
   */
  public static boolean matches(Optional<String> etag, String present) {
    return etag.isEmpty() || etag.get().equals(present);
  }
}
