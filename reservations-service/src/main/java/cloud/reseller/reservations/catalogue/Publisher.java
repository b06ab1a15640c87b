package cloud.reseller.reservations.catalogue;

import java.util.Optional;

/**
 * The publisher of a sheet and its owner.
 *
 * @param partnerId the partner to which the sheet belongs; empty if it is the operator's
 * @param by directory object id of the person; empty for files shipped with a release
 * @param correlationId correlates everything one call causes; empty for files shipped with a
 *     release
 */
record Publisher(Optional<String> partnerId, Optional<String> by, Optional<String> correlationId) {

  /** The publisher of the files shipped with a release. */
  static final Publisher RELEASE =
      new Publisher(Optional.empty(), Optional.empty(), Optional.empty());

  /** The owner, as used in deriving sheet ids. */
  String owner() {
    return partnerId.orElse("operator");
  }
}
