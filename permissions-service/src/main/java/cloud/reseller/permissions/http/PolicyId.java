package cloud.reseller.permissions.http;

import cloud.reseller.events.Guid;
import java.util.Optional;

/** The id of a policy, made of the two tenants, so that there is at most one per pair (C20). */
record PolicyId(String partnerId, String customerId) {

  /** Parses an id; empty if it is malformed. */
  static Optional<PolicyId> parse(String text) {
    String[] tenants = text.split("_", -1);
    return tenants.length == 2
        ? Guid.parse(tenants[0])
            .flatMap(
                partner -> Guid.parse(tenants[1]).map(customer -> new PolicyId(partner, customer)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return partnerId + "_" + customerId;
  }
}
