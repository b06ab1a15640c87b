package cloud.reseller.permissions.write;

import cloud.reseller.events.Actor;

/**
 * Who asks, and for which tenant.
 *
 * @param tenantId the partner's tenant for a partner's agent, the customer's own for its users
 * @param actor the person; the only part that enters an event
 */
public record Requester(String tenantId, Actor actor) {

  /** Whether a user of the customer asks. */
  public boolean byCustomer() {
    return switch (actor.side()) {
      case PARTNER -> false;
      case CUSTOMER -> true;
    };
  }
}
