package cloud.reseller.permissions.write;

import static cloud.reseller.permissions.write.Verdict.refused;

import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.Decision;
import cloud.reseller.log.decide.Fact;
import cloud.reseller.log.decide.Request;
import cloud.reseller.permissions.write.PermissionCommand.AddCustomer;
import cloud.reseller.permissions.write.PermissionCommand.AddSubscription;
import cloud.reseller.permissions.write.PermissionCommand.AssignOwner;
import cloud.reseller.permissions.write.PermissionCommand.AttemptBeyondRole;
import cloud.reseller.permissions.write.PermissionCommand.CreatePermission;
import cloud.reseller.permissions.write.PermissionCommand.DeletePermission;
import cloud.reseller.permissions.write.PermissionCommand.DeleteSubscription;
import cloud.reseller.permissions.write.PermissionCommand.ReactivateSubscription;
import cloud.reseller.permissions.write.PermissionCommand.RemoveOwner;
import cloud.reseller.permissions.write.PermissionCommand.RemovePriceRule;
import cloud.reseller.permissions.write.PermissionCommand.RemovePurchaseLimit;
import cloud.reseller.permissions.write.PermissionCommand.SetPriceRule;
import cloud.reseller.permissions.write.PermissionCommand.SetPurchaseLimit;
import cloud.reseller.permissions.write.PermissionCommand.SuspendSubscription;
import cloud.reseller.permissions.write.PermissionCommand.UpdatePermission;
import cloud.reseller.permissions.write.Verdict.Granted;
import cloud.reseller.permissions.write.Verdict.Refused;
import cloud.reseller.permissions.write.customer.Customers;
import cloud.reseller.permissions.write.limit.PurchaseLimits;
import cloud.reseller.permissions.write.owner.Owners;
import cloud.reseller.permissions.write.permission.Permissions;
import cloud.reseller.permissions.write.pricerule.PriceRules;
import cloud.reseller.permissions.write.state.Customer;
import cloud.reseller.permissions.write.state.Customer.Known;
import cloud.reseller.permissions.write.state.Customer.Unknown;
import cloud.reseller.permissions.write.subscription.Subscriptions;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides who may grant what to whom, under rule sets 1 to 3. Roles are checked on the HTTP side;
 * attempts beyond a role are refused here, so that they are recorded.
 */
public final class PermissionDecider
    implements Decider<
        PermissionCommand, Customer, PermissionDecider.NothingShared, PermissionEvent> {

  /** Nothing is shared between customers here. */
  public record NothingShared() {}

  @Override
  public int newest() {
    return 3;
  }

  @Override
  public Customer initial() {
    return new Unknown();
  }

  @Override
  public NothingShared initialShared() {
    return new NothingShared();
  }

  @Override
  public Customer evolve(Customer state, Fact<PermissionEvent> fact) {
    return state.after(fact);
  }

  @Override
  public NothingShared evolveShared(NothingShared shared, Fact<PermissionEvent> fact) {
    return shared;
  }

  @Override
  public Decision<PermissionEvent> decide(
      Request<PermissionCommand> request, Customer state, NothingShared shared) {
    return switch (verdict(request, state)) {
      case Granted(PermissionEvent event) -> new Decision.Accepted<>(event);
      case Refused(Refusal why, String restsOn) ->
          new Decision.Refused<>(
              why.code(),
              new CommandRefused(
                  request.key(),
                  request.id(),
                  PermissionMessageCodec.asked(request.body()),
                  why.code(),
                  why.text(),
                  restsOn,
                  Optional.of(request.body().by().actor())));
    };
  }

  private static Verdict verdict(Request<PermissionCommand> request, Customer state) {
    PermissionCommand command = request.body();
    return switch (state) {
      case Unknown _ when command instanceof AddCustomer c -> Customers.decide(c);
      case Unknown _ -> refused(Refusal.CUSTOMER_UNKNOWN);
      case Known customer when !customer.isKnownTo(command.customerId(), command.by()) ->
          refused(Refusal.CUSTOMER_UNKNOWN);
      case Known _ when command.by().byCustomer() && !(command instanceof AssignOwner) ->
          refused(Refusal.NOT_ALLOWED);
      case Known customer -> verdict(request, customer);
    };
  }

  private static Verdict verdict(Request<PermissionCommand> request, Known customer) {
    Instant at = request.at();
    PermissionRules rules = PermissionRules.of(request.rules());
    return switch (request.body()) {
      case AttemptBeyondRole _ -> refused(Refusal.ROLE_LACKS_RIGHTS);
      case AddCustomer _ -> refused(Refusal.CUSTOMER_ALREADY_EXISTS);
      case AddSubscription c -> Subscriptions.decide(c, customer);
      case SuspendSubscription c -> Subscriptions.decide(c, customer);
      case ReactivateSubscription c -> Subscriptions.decide(c, customer);
      case DeleteSubscription c -> Subscriptions.decide(c, customer);
      case AssignOwner c -> Owners.decide(c, customer, rules);
      case RemoveOwner c -> Owners.decide(c, customer);
      case CreatePermission c -> Permissions.decide(c, at, customer);
      case UpdatePermission c -> Permissions.decide(c, at, customer);
      case DeletePermission c -> Permissions.decide(c, at, customer);
      case SetPriceRule c -> PriceRules.decide(c, at, customer, rules);
      case RemovePriceRule c -> PriceRules.decide(c, customer, rules);
      case SetPurchaseLimit c -> PurchaseLimits.decide(c, at, customer, rules);
      case RemovePurchaseLimit c -> PurchaseLimits.decide(c, customer);
    };
  }
}
