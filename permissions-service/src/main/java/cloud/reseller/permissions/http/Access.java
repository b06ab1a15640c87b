package cloud.reseller.permissions.http;

import cloud.reseller.events.PermissionEvent;
import cloud.reseller.kit.Guid;
import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.permissions.read.customers.CustomerView;
import cloud.reseller.permissions.write.PermissionCommand;
import cloud.reseller.permissions.write.PermissionCommand.AttemptBeyondRole;
import cloud.reseller.permissions.write.PermissionLanguage;
import cloud.reseller.permissions.write.Requester;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.function.Predicate;

/** Who may see which customer (section 1 of the rights matrix), and as whom one writes. */
@RequestScoped
class Access {

  private final CurrentCaller caller;
  private final Writes writes;

  @Inject
  Access(CurrentCaller caller, Writes writes) {
    this.caller = caller;
    this.writes = writes;
  }

  /** A customer of the calling agent's partner; 404 for any other. */
  CustomerView forAgent(String customerId) {
    String partnerId = caller.agent().partnerId();
    return customer(guid(customerId), customer -> customer.partnerId.equals(partnerId));
  }

  /** A customer of the calling agent's partner, or the calling user's own; 404 for any other. */
  CustomerView forAnyone(String customerId) {
    String id = guid(customerId);
    return switch (caller.forCustomer(id)) {
      case Caller.PartnerAgent agent ->
          customer(id, customer -> customer.partnerId.equals(agent.partnerId()));
      case Caller.CustomerUser _ -> customer(id, _ -> true);
    };
  }

  private static CustomerView customer(String id, Predicate<CustomerView> visible) {
    return CustomerView.of(id).filter(visible).orElseThrow(CurrentCaller::customerNotFound);
  }

  /** An admin agent. */
  Requester admin() {
    return requester(caller.adminAgent());
  }

  /** An admin agent who writes; see {@link #agent}. */
  Requester admin(String customerId, Class<? extends PermissionCommand> wanted) {
    return agent(customerId, wanted, Role.ADMIN_AGENT);
  }

  /**
   * An agent who writes and has one of the roles. Whether the customer is the partner's own is
   * decided in the log. The attempt of an agent whose role does not do is refused there too, so
   * that it stands in the customer's activity log; 404 if the customer is not known to be the
   * partner's own, so that nobody writes to another's log.
   */
  Requester agent(String customerId, Class<? extends PermissionCommand> wanted, Role... anyOf) {
    if (caller.get() instanceof Caller.PartnerAgent agent && !agent.hasAny(anyOf)) {
      writes.send(
          new AttemptBeyondRole(
              forAgent(customerId).customerId, PermissionLanguage.typeOf(wanted), requester(agent)),
          PermissionEvent.class);
    }
    return requester(caller.agent(anyOf));
  }

  /** An admin agent, or a user of that customer. */
  Requester adminOrUserOf(String customerId, Class<? extends PermissionCommand> wanted) {
    return switch (caller.forCustomer(customerId)) {
      case Caller.PartnerAgent _ -> admin(customerId, wanted);
      case Caller.CustomerUser user -> requester(user);
    };
  }

  private static Requester requester(Caller.Member caller) {
    return new Requester(caller.tenantId(), caller.actor());
  }

  /** The customer id of an address, in the one spelling it has inside. */
  static String guid(String customerId) {
    return Guid.parse(customerId).orElseThrow(CurrentCaller::customerNotFound);
  }
}
