package cloud.reseller.permissions.write;

import cloud.reseller.events.Actor;

/**
 * The requester and its tenant.
 *
 * @param tenantId the partner's tenant for a partner's agent, the customer's own for its users
 * @param actor the person; the only part that is stored in events
 */
public record Requester(String tenantId, Actor actor) {

  /** Whether the requester is a user of the customer. */
  public boolean byCustomer() {
    return switch (actor.side()) {
      case PARTNER -> false;
      case CUSTOMER -> true;
    };
  }
}
