package cloud.reseller.permissions.http;

import static java.util.stream.Collectors.toSet;

import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.publicapi.Attributes;
import cloud.reseller.kit.publicapi.ETag;
import cloud.reseller.kit.publicapi.Links;
import cloud.reseller.permissions.read.customers.CustomerView;
import cloud.reseller.permissions.read.owners.OwnerView;
import cloud.reseller.permissions.read.people.PersonView;
import cloud.reseller.permissions.read.policies.PolicyView;
import cloud.reseller.permissions.read.subscriptions.SubscriptionView;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The three prerequisites for a customer to buy: subscription, Owner, permission (S33-S35). */
@Path("/v1/customers/{customerId}/purchasepermission/precheck")
class PrecheckResource {

  private final Access access;

  @Inject
  PrecheckResource(Access access) {
    this.access = access;
  }

  /**
   * The state of a customer.
   *
   * @param subscription whether it has a subscription for which reservations can be bought (S33)
   * @param owner whether a user is Owner of one of those (S34)
   * @param permission whether the permission is on (S35)
   * @param ready whether a user can buy: all three
   * @param etag of the policy, if the permission is on
   * @param subscriptions the subscriptions for which reservations can be bought
   * @param nextSteps what to do, in order; empty when ready
   */
  record PrecheckForm(
      String customerId,
      boolean subscription,
      boolean owner,
      boolean permission,
      boolean ready,
      Optional<String> etag,
      List<SubscriptionCheck> subscriptions,
      List<String> nextSteps,
      Links links,
      Attributes attributes) {}

  /**
   * A subscription.
   *
   * @param owner whether it has an Owner
   * @param owners the users who can buy for it
   * @param usersWithoutOwner the users who cannot
   */
  record SubscriptionCheck(
      String id,
      String entitlementId,
      String friendlyName,
      boolean owner,
      List<Person> owners,
      List<Person> usersWithoutOwner) {}

  @GET
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT})
  @Operation(summary = "Show what is missing before the customer can buy reservations by itself")
  public PrecheckForm check(@PathParam("customerId") String customerId) {
    CustomerView customer = access.forAgent(customerId);
    List<OwnerView> owners = OwnerView.ofCustomer(customer.customerId);
    List<PersonView> people = PersonView.ofCustomer(customer.customerId);
    List<SubscriptionCheck> checks =
        SubscriptionView.ofCustomer(customer.customerId).stream()
            .filter(SubscriptionView::qualifies)
            .map(subscription -> check(subscription, owners, people))
            .toList();
    boolean subscription = !checks.isEmpty();
    boolean owner = checks.stream().anyMatch(SubscriptionCheck::owner);
    Optional<PolicyView> policy = PolicyView.of(customer.partnerId, customer.customerId);
    boolean permission = policy.isPresent();
    List<String> nextSteps = nextSteps(subscription, owner, permission);
    return new PrecheckForm(
        customer.customerId,
        subscription,
        owner,
        permission,
        nextSteps.isEmpty(),
        policy.map(on -> ETag.of(on.etag)),
        checks,
        nextSteps,
        Links.self("/customers/" + customer.customerId + "/purchasepermission/precheck"),
        Attributes.of("PurchasePermissionPrecheck"));
  }

  private static SubscriptionCheck check(
      SubscriptionView s, List<OwnerView> all, List<PersonView> people) {
    List<OwnerView> owners =
        all.stream().filter(o -> o.subscriptionId.equals(s.subscriptionId)).toList();
    Set<String> ids = owners.stream().map(o -> o.userId).collect(toSet());
    return new SubscriptionCheck(
        s.subscriptionId,
        s.entitlementId,
        s.friendlyName,
        !owners.isEmpty(),
        owners.stream()
            .map(o -> new Person(o.userId, o.userPrincipalName(), o.displayName()))
            .toList(),
        people.stream()
            .filter(p -> !ids.contains(p.id))
            .map(
                p -> new Person(p.id, Optional.of(p.userPrincipalName), Optional.of(p.displayName)))
            .toList());
  }

  private static List<String> nextSteps(boolean subscription, boolean owner, boolean permission) {
    List<String> steps = new ArrayList<>();
    if (!subscription) {
      steps.add(
          "Buy an Azure plan for the customer, or reactivate a suspended one:"
              + " POST /v1/customers/{customer}/subscriptions.");
    }
    if (!owner) {
      steps.add(
          "Assign Owner on that subscription to a user of the customer:"
              + " PUT /v1/customers/{customer}/subscriptions/{subscription}/owners/{user}.");
    }
    if (!permission) {
      steps.add("Turn the permission on: POST /v1/SelfServePolicy.");
    }
    return List.copyOf(steps);
  }
}
