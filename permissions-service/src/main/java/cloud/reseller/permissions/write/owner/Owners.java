package cloud.reseller.permissions.write.owner;

import static cloud.reseller.permissions.write.Verdict.granted;
import static cloud.reseller.permissions.write.Verdict.refused;

import cloud.reseller.events.PermissionEvent.OwnerAssigned;
import cloud.reseller.events.PermissionEvent.OwnerRemoved;
import cloud.reseller.permissions.write.PermissionCommand.AssignOwner;
import cloud.reseller.permissions.write.PermissionCommand.RemoveOwner;
import cloud.reseller.permissions.write.PermissionRules;
import cloud.reseller.permissions.write.Refusal;
import cloud.reseller.permissions.write.Verdict;
import cloud.reseller.permissions.write.state.Customer;
import cloud.reseller.permissions.write.state.Subscription;

/** Decides who is Owner of a subscription (R21, S45). */
public final class Owners {

  private Owners() {}

  /** The partner may assign the role, and so may a user who has it. */
  public static Verdict decide(
      AssignOwner command, Customer.Known customer, PermissionRules rules) {
    return customer
        .subscription(command.subscriptionId())
        .map(subscription -> decide(command, subscription, rules))
        .orElseGet(() -> refused(Refusal.SUBSCRIPTION_NOT_FOUND));
  }

  private static Verdict decide(
      AssignOwner command, Subscription subscription, PermissionRules rules) {
    if (rules.azureOwners() && !subscription.azure()) {
      return refused(Refusal.OWNER_NOT_POSSIBLE);
    }
    if (command.by().byCustomer() && !subscription.isOwner(command.by().actor().id())) {
      return refused(Refusal.REQUESTER_NOT_OWNER);
    }
    return subscription.isOwner(command.userId())
        ? refused(Refusal.OWNER_ALREADY_ASSIGNED)
        : granted(
            new OwnerAssigned(
                command.customerId(),
                command.subscriptionId(),
                command.userId(),
                command.by().actor()));
  }

  /** Removes the role from a user who has it. */
  public static Verdict decide(RemoveOwner command, Customer.Known customer) {
    return customer
        .subscription(command.subscriptionId())
        .map(subscription -> decide(command, subscription))
        .orElseGet(() -> refused(Refusal.SUBSCRIPTION_NOT_FOUND));
  }

  private static Verdict decide(RemoveOwner command, Subscription subscription) {
    return subscription.isOwner(command.userId())
        ? granted(
            new OwnerRemoved(
                command.customerId(),
                command.subscriptionId(),
                command.userId(),
                command.by().actor()))
        : refused(Refusal.OWNER_NOT_FOUND);
  }
}
