package cloud.reseller.kit.caller;

import cloud.reseller.events.Actor;
import java.util.List;
import java.util.Set;

/** A signed-in person. Holds object ids only: names and addresses stay in the token. */
public sealed interface Caller {

  /** Directory object id of the person, a GUID in lower case. */
  String oid();

  /** Whether the person has one of the roles. */
  boolean hasAny(Role... anyOf);

  /** A person who belongs to a partner or a customer. */
  sealed interface Member extends Caller {

    /** The person's tenant: the id of the partner or customer. */
    String tenantId();

    /** The person as commands and events name it. */
    Actor actor();
  }

  /**
   * A person who runs the services. Belongs to no partner or customer, and never buys or grants.
   */
  record Operator(String oid) implements Caller {

    @Override
    public boolean hasAny(Role... anyOf) {
      return List.of(anyOf).contains(Role.OPERATIONS);
    }
  }

  /**
   * An agent of a partner.
   *
   * @param roles agent roles, at least one
   */
  record PartnerAgent(String oid, String partnerId, Set<Role> roles) implements Member {

    /** Copies the roles. */
    public PartnerAgent {
      roles = Set.copyOf(roles);
    }

    @Override
    public boolean hasAny(Role... anyOf) {
      for (Role role : anyOf) {
        if (roles.contains(role)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String tenantId() {
      return partnerId;
    }

    @Override
    public Actor actor() {
      return new Actor(oid, Actor.Side.PARTNER);
    }
  }

  /**
   * A user of a customer. Which subscriptions the user is Owner of is in the log, not in the token.
   */
  record CustomerUser(String oid, String customerId) implements Member {

    @Override
    public boolean hasAny(Role... anyOf) {
      return List.of(anyOf).contains(Role.CUSTOMER_USER);
    }

    @Override
    public String tenantId() {
      return customerId;
    }

    @Override
    public Actor actor() {
      return new Actor(oid, Actor.Side.CUSTOMER);
    }
  }
}
