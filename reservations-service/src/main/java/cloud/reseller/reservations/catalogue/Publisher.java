package cloud.reseller.reservations.catalogue;

import java.util.Optional;

/**
 * Who publishes a sheet, and whose it is.
 *
 * @param partnerId the partner it belongs to; empty if it is the operator's
 * @param by directory object id of the person; empty for files that come with a release
 * @param correlationId joins everything one call does; empty for files that come with a release
 */
record Publisher(Optional<String> partnerId, Optional<String> by, Optional<String> correlationId) {

  /** The files that come with a release. */
  static final Publisher RELEASE =
      new Publisher(Optional.empty(), Optional.empty(), Optional.empty());

  /** The owner as sheet ids are made of it. */
  String owner() {
    return partnerId.orElse("operator");
  }
}
