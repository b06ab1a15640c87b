package cloud.reseller.permissions.http;

import cloud.reseller.events.Actor;
import cloud.reseller.events.Guid;
import cloud.reseller.events.PermissionCommandType;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.caller.Caller.PartnerAgent;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.command.CommandGateway;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.tenant.AttemptLimit;
import cloud.reseller.kit.tenant.TenantGate;
import cloud.reseller.permissions.read.customers.CustomerView;
import cloud.reseller.permissions.read.owners.OwnerView;
import cloud.reseller.permissions.read.subscriptions.SubscriptionStatus;
import cloud.reseller.permissions.read.subscriptions.SubscriptionView;
import cloud.reseller.permissions.write.PermissionCommand;
import cloud.reseller.permissions.write.PermissionCommand.AttemptBeyondRole;
import cloud.reseller.permissions.write.Refusal;
import cloud.reseller.permissions.write.Requester;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Who may see which customer (section 1 of the rights matrix), and in whose name a caller issues
 * commands.
 */
@RequestScoped
class Access {

  private final CurrentCaller caller;
  private final TenantGate gate;
  private final AttemptLimit attempts;
  private final CommandGateway<PermissionCommand> commands;

  @Inject
  Access(
      CurrentCaller caller,
      TenantGate gate,
      AttemptLimit attempts,
      CommandGateway<PermissionCommand> commands) {
    this.caller = caller;
    this.gate = gate;
    this.attempts = attempts;
    this.commands = commands;
  }

  /** A customer of the calling agent's partner; 404 for any other. */
  CustomerView forAgent(String customerId) {
    return seen(caller.agent(), guid(customerId));
  }

  /** A customer of the calling agent's partner, or the calling user's own; 404 for any other. */
  CustomerView forAnyone(String customerId) {
    String id = guid(customerId);
    return seen(caller.forCustomer(id), id);
  }

  private static CustomerView seen(Caller.Member caller, String customerId) {
    return own(caller, customerId).orElseThrow(CurrentCaller::customerNotFound);
  }

  /** The customer according to the view, if it is the caller's. */
  private static Optional<CustomerView> own(Caller.Member caller, String customerId) {
    return switch (caller) {
      case Caller.PartnerAgent agent -> CustomerView.of(agent.partnerId(), customerId);
      case Caller.CustomerUser user -> CustomerView.of(user.customerId());
    };
  }

  /** Lets a write proceed only if the customer is the caller's. */
  private void passGate(Caller.Member caller, String customerId) {
    gate.pass(caller, customerId, () -> own(caller, customerId));
  }

  /** An agent of any role who tries to write; 404 for another partner's customer. */
  void toWrite(String customerId) {
    passGate(caller.agent(), guid(customerId));
  }

  /** An admin agent who adds a customer. */
  Requester admin() {
    return requester(caller.adminAgent());
  }

  /** An admin agent who writes about a customer of its partner; 404 for any other. */
  Requester adminOf(String customerId) {
    PartnerAgent agent = caller.adminAgent();
    passGate(agent, guid(customerId));
    return requester(agent);
  }

  /**
   * The requester of an erasure of a customer's people: an admin agent of its partner, or
   * operations, whose actions are recorded as the partner's; 404 for any other customer.
   */
  Requester eraserOf(String customerId) {
    return switch (caller.get()) {
      case Caller.Operator operator -> inPlaceOfPartner(operator.oid(), guid(customerId));
      case Caller.Member _ -> adminOf(customerId);
    };
  }

  /**
   * A requester on the partner's side, for consequences that must be carried out whoever the caller
   * is. Not for what the caller itself requests, to which a user may have no right.
   */
  Requester inPlaceOfPartner(String customerId) {
    return inPlaceOfPartner(caller.forCustomer(customerId).actor().id(), customerId);
  }

  private static Requester inPlaceOfPartner(String oid, String customerId) {
    return new Requester(
        CustomerView.of(customerId).orElseThrow(CurrentCaller::customerNotFound).partnerId,
        new Actor(oid, Actor.Side.PARTNER));
  }

  /** An admin agent who writes; see {@link #agent}. */
  Requester admin(String customerId, PermissionCommandType wanted) {
    return agent(customerId, wanted, Role.ADMIN_AGENT);
  }

  /**
   * An agent who writes about a customer of its partner and has one of the roles; 404 for any other
   * customer. An attempt by an agent without such a role is refused in the log, so that it shows in
   * the customer's activity log; above the recording limit it is refused here.
   */
  Requester agent(String customerId, PermissionCommandType wanted, Role... anyOf) {
    PartnerAgent agent =
        caller.get() instanceof PartnerAgent anyRole ? anyRole : caller.agent(anyOf);
    String id = guid(customerId);
    passGate(agent, id);
    if (!agent.hasAny(anyOf)) {
      attempts.record(
          agent.oid(),
          id,
          () -> ErrorCode.ROLE_LACKS_RIGHTS.because(Refusal.ROLE_LACKS_RIGHTS.text()));
      commands.send(
          new AttemptBeyondRole(id, wanted.typeName(), requester(agent)), PermissionEvent.class);
    }
    return requester(caller.agent(anyOf));
  }

  /** An admin agent, or a user of that customer, who writes; see {@link #agent}. */
  Requester adminOrUserOf(String customerId, PermissionCommandType wanted) {
    String id = guid(customerId);
    return switch (caller.forCustomer(id)) {
      case PartnerAgent _ -> admin(id, wanted);
      case Caller.CustomerUser user -> {
        passGate(user, id);
        yield requester(user);
      }
    };
  }

  /**
   * Whether a user is Owner of the subscription is decided in the log. Attempts by users who are
   * not Owners are recorded up to the same limit as agents' attempts, and above it refused here as
   * the log would.
   */
  void limitUnlessOwner(String customerId, String subscriptionId) {
    if (caller.get() instanceof Caller.CustomerUser user
        && !OwnerView.isOwner(customerId, subscriptionId, user.oid())) {
      attempts.record(user.oid(), customerId, () -> notOwner(customerId, subscriptionId));
    }
  }

  private static RuntimeException notOwner(String customerId, String subscriptionId) {
    boolean exists =
        SubscriptionView.of(customerId, subscriptionId)
            .filter(subscription -> subscription.status != SubscriptionStatus.DELETED)
            .isPresent();
    return exists
        ? ErrorCode.ROLE_LACKS_RIGHTS.because(Refusal.REQUESTER_NOT_OWNER.text())
        : ErrorCode.SUBSCRIPTION_NOT_FOUND.because(
            Refusal.SUBSCRIPTION_NOT_FOUND.text(), "subscriptionId");
  }

  private static Requester requester(Caller.Member caller) {
    return new Requester(caller.tenantId(), caller.actor());
  }

  /** The customer id of an address, normalized to lower case. */
  static String guid(String customerId) {
    return Guid.parse(customerId).orElseThrow(CurrentCaller::customerNotFound);
  }
}
