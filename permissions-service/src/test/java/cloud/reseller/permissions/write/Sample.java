package cloud.reseller.permissions.write;

import static cloud.reseller.permissions.write.Scenario.NOW;

import cloud.reseller.events.Actor;
import cloud.reseller.events.BillingType;
import cloud.reseller.events.Offer;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionDeleted;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionUpdated;
import cloud.reseller.events.PermissionEvent.OwnerAssigned;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.events.PermissionEvent.SubscriptionDeleted;
import cloud.reseller.events.PermissionEvent.SubscriptionSuspended;
import cloud.reseller.events.ProductKind;
import cloud.reseller.permissions.write.PermissionCommand.AddCustomer;
import cloud.reseller.permissions.write.PermissionCommand.AddSubscription;
import cloud.reseller.permissions.write.PermissionCommand.AssignOwner;
import cloud.reseller.permissions.write.PermissionCommand.CreatePermission;
import cloud.reseller.permissions.write.PermissionCommand.DeletePermission;
import cloud.reseller.permissions.write.PermissionCommand.UpdatePermission;
import java.util.Optional;
import java.util.Set;

/** The customer Fabrikam of the partner Contoso, its people and what happens to them. */
final class Sample {

  static final String CONTOSO = "11111111-1111-4111-8111-111111111111";
  static final String OTHER_PARTNER = "22222222-2222-4222-8222-222222222222";
  static final String FABRIKAM = "33333333-3333-4333-8333-333333333333";
  static final String OTHER_CUSTOMER = "44444444-4444-4444-8444-444444444444";
  static final String PLAN = "55555555-5555-4555-8555-555555555555";
  static final String OLIVIA = "66666666-6666-4666-8666-666666666666";
  static final String NORA = "77777777-7777-4777-8777-777777777777";
  static final String SHEET_SKU = "DZH318Z0BQ35:01C3";

  static final Actor ADMIN = new Actor("88888888-8888-4888-8888-888888888888", Actor.Side.PARTNER);
  static final Requester BY = new Requester(CONTOSO, ADMIN);
  static final Requester BY_OTHER_PARTNER = new Requester(OTHER_PARTNER, ADMIN);
  static final Requester BY_OLIVIA =
      new Requester(FABRIKAM, new Actor(OLIVIA, Actor.Side.CUSTOMER));
  static final Requester BY_STRANGER =
      new Requester(OTHER_CUSTOMER, new Actor(OLIVIA, Actor.Side.CUSTOMER));

  static final Set<ProductKind> RESERVATIONS = Set.of(ProductKind.AZURE_RESERVED_INSTANCES);

  private Sample() {}

  static AddCustomer addFabrikam(Requester by) {
    return new AddCustomer(FABRIKAM, "Fabrikam, Inc", "fabrikam.example", "US", by);
  }

  static CustomerAdded fabrikamAdded() {
    return fabrikamAddedIn("US");
  }

  static CustomerAdded fabrikamAddedIn(String country) {
    return new CustomerAdded(
        FABRIKAM, CONTOSO, "Fabrikam, Inc", "fabrikam.example", country, ADMIN);
  }

  static SubscriptionAdded licenceAdded() {
    return new SubscriptionAdded(
        FABRIKAM,
        PLAN,
        PLAN,
        Offer.LICENSE,
        "CFQ7TTC0LH18",
        "Office",
        1,
        BillingType.LICENSE,
        true,
        ADMIN);
  }

  static AddSubscription addPlan(String subscriptionId, String entitlementId) {
    return new AddSubscription(
        FABRIKAM,
        subscriptionId,
        entitlementId,
        Offer.AZURE_PLAN,
        "DZH318Z0BPS6:0001",
        "Azure plan",
        1,
        BillingType.USAGE,
        true,
        BY);
  }

  static SubscriptionAdded planAdded() {
    return subscriptionAdded(Offer.AZURE_PLAN, BillingType.USAGE, true);
  }

  static SubscriptionAdded subscriptionAdded(
      Offer offer, BillingType billingType, boolean boughtThroughPartner) {
    return new SubscriptionAdded(
        FABRIKAM,
        PLAN,
        PLAN,
        offer,
        "DZH318Z0BPS6:0001",
        "Azure plan",
        1,
        billingType,
        boughtThroughPartner,
        ADMIN);
  }

  static SubscriptionSuspended planSuspended() {
    return new SubscriptionSuspended(FABRIKAM, PLAN, ADMIN);
  }

  static SubscriptionDeleted planDeleted() {
    return new SubscriptionDeleted(FABRIKAM, PLAN, ADMIN);
  }

  static AssignOwner assignOwner(String userId, Requester by) {
    return new AssignOwner(FABRIKAM, PLAN, userId, by);
  }

  static OwnerAssigned ownerAssigned(String userId) {
    return new OwnerAssigned(FABRIKAM, PLAN, userId, ADMIN);
  }

  static CreatePermission turnOn() {
    return new CreatePermission(FABRIKAM, RESERVATIONS, "trusted", BY);
  }

  static CustomerPurchasePermissionCreated turnedOn() {
    return new CustomerPurchasePermissionCreated(
        FABRIKAM, CONTOSO, RESERVATIONS, "trusted", ADMIN, NOW);
  }

  static UpdatePermission change(String etag) {
    return new UpdatePermission(FABRIKAM, RESERVATIONS, etag, "stated anew", BY);
  }

  static CustomerPurchasePermissionUpdated changed() {
    return new CustomerPurchasePermissionUpdated(
        FABRIKAM, CONTOSO, RESERVATIONS, "stated anew", ADMIN, NOW);
  }

  static DeletePermission turnOff(Optional<String> etag) {
    return new DeletePermission(FABRIKAM, etag, "unpaid bill", BY);
  }

  static CustomerPurchasePermissionDeleted turnedOff() {
    return new CustomerPurchasePermissionDeleted(
        FABRIKAM, CONTOSO, RESERVATIONS, "unpaid bill", ADMIN, NOW);
  }
}
