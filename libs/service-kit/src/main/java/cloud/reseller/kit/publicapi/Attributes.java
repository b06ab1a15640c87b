package cloud.reseller.kit.publicapi;

import java.util.Optional;

/**
 * What every resource carries (C3).
 *
 * @param etag version of the resource, with its quotes; empty if it has none
 * @param objectType name of the resource's type
 */
public record Attributes(Optional<String> etag, String objectType) {

  /** Attributes of a resource without a version. */
  public static Attributes of(String objectType) {
    return new Attributes(Optional.empty(), objectType);
  }

  /** Attributes of a resource with a version; the tag is given with its quotes. */
  public static Attributes of(String objectType, String etag) {
    return new Attributes(Optional.of(etag), objectType);
  }
}
