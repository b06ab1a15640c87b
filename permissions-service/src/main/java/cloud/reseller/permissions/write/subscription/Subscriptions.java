package cloud.reseller.permissions.write.subscription;

import static cloud.reseller.permissions.write.Verdict.granted;
import static cloud.reseller.permissions.write.Verdict.refused;

import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.events.PermissionEvent.SubscriptionDeleted;
import cloud.reseller.events.PermissionEvent.SubscriptionReactivated;
import cloud.reseller.events.PermissionEvent.SubscriptionSuspended;
import cloud.reseller.permissions.write.PermissionCommand.AddSubscription;
import cloud.reseller.permissions.write.PermissionCommand.DeleteSubscription;
import cloud.reseller.permissions.write.PermissionCommand.ReactivateSubscription;
import cloud.reseller.permissions.write.PermissionCommand.SuspendSubscription;
import cloud.reseller.permissions.write.Refusal;
import cloud.reseller.permissions.write.ResourceVersion;
import cloud.reseller.permissions.write.Verdict;
import cloud.reseller.permissions.write.state.Customer;
import cloud.reseller.permissions.write.state.Subscription;
import cloud.reseller.permissions.write.state.Subscription.Status;
import java.util.Optional;
import java.util.function.Function;

/** Decides on the subscriptions of a customer and their status. */
public final class Subscriptions {

  private Subscriptions() {}

  /** Records a subscription unless one of its ids is taken (R5, S09). */
  public static Verdict decide(AddSubscription command, Customer.Known customer) {
    return customer.hasSubscription(command.subscriptionId(), command.entitlementId())
        ? refused(Refusal.SUBSCRIPTION_ALREADY_EXISTS)
        : granted(
            new SubscriptionAdded(
                command.customerId(),
                command.subscriptionId(),
                command.entitlementId(),
                command.offer(),
                command.offerId(),
                command.friendlyName(),
                command.quantity(),
                command.billingType(),
                command.boughtThroughPartner(),
                command.by().actor()));
  }

  /** Suspends an active subscription. */
  public static Verdict decide(SuspendSubscription command, Customer.Known customer) {
    String id = command.subscriptionId();
    return of(
        customer,
        id,
        command.etag(),
        subscription ->
            subscription.status() == Status.ACTIVE
                ? granted(new SubscriptionSuspended(command.customerId(), id, command.by().actor()))
                : refused(Refusal.SUBSCRIPTION_NOT_ACTIVE));
  }

  /** Reactivates a suspended subscription. */
  public static Verdict decide(ReactivateSubscription command, Customer.Known customer) {
    String id = command.subscriptionId();
    return of(
        customer,
        id,
        command.etag(),
        subscription ->
            subscription.status() == Status.SUSPENDED
                ? granted(
                    new SubscriptionReactivated(command.customerId(), id, command.by().actor()))
                : refused(Refusal.SUBSCRIPTION_NOT_SUSPENDED));
  }

  /** Deletes a subscription, active or suspended. */
  public static Verdict decide(DeleteSubscription command, Customer.Known customer) {
    String id = command.subscriptionId();
    return of(
        customer,
        id,
        command.etag(),
        _ -> granted(new SubscriptionDeleted(command.customerId(), id, command.by().actor())));
  }

  /** Decides on a subscription that exists and has the etag given by the requester. */
  private static Verdict of(
      Customer.Known customer,
      String id,
      Optional<String> etag,
      Function<Subscription, Verdict> decision) {
    return customer
        .subscription(id)
        .map(
            subscription ->
                ResourceVersion.matches(etag, subscription.etag())
                    ? decision.apply(subscription)
                    : refused(Refusal.ETAG_NOT_VALID, subscription.setBy()))
        .orElseGet(() -> refused(Refusal.SUBSCRIPTION_NOT_FOUND));
  }
}
