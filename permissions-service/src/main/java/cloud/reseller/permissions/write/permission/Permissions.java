package cloud.reseller.permissions.write.permission;

import static cloud.reseller.permissions.write.Verdict.granted;
import static cloud.reseller.permissions.write.Verdict.refused;

import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionDeleted;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionUpdated;
import cloud.reseller.permissions.write.PermissionCommand.CreatePermission;
import cloud.reseller.permissions.write.PermissionCommand.DeletePermission;
import cloud.reseller.permissions.write.PermissionCommand.UpdatePermission;
import cloud.reseller.permissions.write.Refusal;
import cloud.reseller.permissions.write.ResourceVersion;
import cloud.reseller.permissions.write.Verdict;
import cloud.reseller.permissions.write.state.Customer;
import cloud.reseller.permissions.write.state.Customer.Permission;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Decides what a customer may buy on its own. */
public final class Permissions {

  private Permissions() {}

  /** Turns the permission on if there is a subscription to buy for (S11, S33, S35). */
  public static Verdict decide(CreatePermission command, Instant at, Customer.Known customer) {
    if (customer.permission().isPresent()) {
      return refused(Refusal.PERMISSION_ALREADY_EXISTS, customer.permission().get().setBy());
    }
    if (command.products().isEmpty()) {
      return refused(Refusal.NO_PRODUCT);
    }
    return customer.hasQualifyingSubscription()
        ? granted(
            new CustomerPurchasePermissionCreated(
                command.customerId(),
                customer.partnerId(),
                command.products(),
                command.reason(),
                command.by().actor(),
                at))
        : refused(Refusal.NO_QUALIFYING_SUBSCRIPTION);
  }

  /** Replaces the kinds of product (C20). */
  public static Verdict decide(UpdatePermission command, Instant at, Customer.Known customer) {
    return of(
        customer,
        Optional.of(command.etag()),
        _ ->
            command.products().isEmpty()
                ? refused(Refusal.NO_PRODUCT)
                : granted(
                    new CustomerPurchasePermissionUpdated(
                        command.customerId(),
                        customer.partnerId(),
                        command.products(),
                        command.reason(),
                        command.by().actor(),
                        at)));
  }

  /** Turns the permission off (S12). */
  public static Verdict decide(DeletePermission command, Instant at, Customer.Known customer) {
    return of(
        customer,
        command.etag(),
        permission ->
            granted(
                new CustomerPurchasePermissionDeleted(
                    command.customerId(),
                    customer.partnerId(),
                    permission.products(),
                    command.reason(),
                    command.by().actor(),
                    at)));
  }

  /** Decides on a permission that is on and has the etag given by the requester. */
  private static Verdict of(
      Customer.Known customer, Optional<String> etag, Function<Permission, Verdict> decision) {
    return customer
        .permission()
        .map(
            permission ->
                ResourceVersion.matches(etag, permission.etag())
                    ? decision.apply(permission)
                    : refused(Refusal.ETAG_NOT_VALID, permission.setBy()))
        .orElseGet(() -> refused(Refusal.PERMISSION_NOT_FOUND));
  }
}
