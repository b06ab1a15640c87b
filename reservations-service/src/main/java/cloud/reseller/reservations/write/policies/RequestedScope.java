package cloud.reseller.reservations.write.policies;

import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.events.PurchaseRequest.AppliedScopeProperties;
import cloud.reseller.events.Scope;
import cloud.reseller.reservations.write.Refusal;
import cloud.reseller.reservations.write.policies.Resolution.Refused;
import cloud.reseller.reservations.write.policies.Resolution.Resolved;
import cloud.reseller.reservations.write.state.Account;
import cloud.reseller.reservations.write.state.Subscription;
import java.util.List;
import java.util.Optional;

/** Resolves the requested scope (S60, E10) among the customer's subscriptions. */
public final class RequestedScope {

  private static final String RESOURCE_GROUPS = "/resourceGroups/";

  /** Azure's maximum length of the name of a resource group or management group. */
  private static final int NAME_MOST = 90;

  /** Rule set 1 ignores the tenant of a scope. */
  private static final int TAKES_ANY_TENANT = 1;

  private RequestedScope() {}

  /**
   * The scope that a reservation can apply to.
   *
   * @param rules the rule set
   */
  public static Resolution<Scope> of(PurchaseRequest request, Account.Known account, int rules) {
    PurchaseRequest.Properties wanted = request.reservation().properties();
    boolean ofAnotherTenant =
        wanted
            .appliedScopeProperties()
            .flatMap(AppliedScopeProperties::tenantId)
            .filter(tenant -> !tenant.equalsIgnoreCase(request.customerId()))
            .isPresent();
    return ofAnotherTenant && rules != TAKES_ANY_TENANT
        ? Refused.of(Refusal.SCOPE_OF_ANOTHER_TENANT)
        : ofType(wanted, account);
  }

  private static Resolution<Scope> ofType(
      PurchaseRequest.Properties wanted, Account.Known account) {
    return switch (wanted.appliedScopeType()) {
      case "Shared" -> shared(wanted);
      case "Single" -> single(wanted, account);
      case "ManagementGroup" -> managementGroup(wanted);
      default -> Refused.of(Refusal.SCOPE_TYPE_INVALID);
    };
  }

  private static Resolution<Scope> shared(PurchaseRequest.Properties wanted) {
    return scopes(wanted).isEmpty() && wanted.appliedScopeProperties().isEmpty()
        ? new Resolved<>(new Scope.Shared())
        : Refused.of(Refusal.SHARED_SCOPE_INVALID);
  }

  private static Resolution<Scope> managementGroup(PurchaseRequest.Properties wanted) {
    Optional<String> group =
        wanted
            .appliedScopeProperties()
            .flatMap(AppliedScopeProperties::managementGroupId)
            .filter(id -> !id.isBlank() && id.length() <= NAME_MOST);
    return group.isPresent() && scopes(wanted).isEmpty()
        ? new Resolved<>(new Scope.ManagementGroup(group.get()))
        : Refused.of(Refusal.MANAGEMENT_GROUP_SCOPE_INVALID, "", NAME_MOST);
  }

  private static Resolution<Scope> single(
      PurchaseRequest.Properties wanted, Account.Known account) {
    List<String> scopes = scopes(wanted);
    if (scopes.size() > 1) {
      return Refused.of(Refusal.SCOPE_COUNT, "", scopes.size());
    }
    Optional<String> property =
        wanted
            .appliedScopeProperties()
            .flatMap(properties -> properties.resourceGroupId().or(properties::subscriptionId));
    if (property.isPresent() && !scopes.isEmpty()) {
      return Refused.of(Refusal.SCOPE_NAMED_TWICE);
    }
    Optional<String> path = scopes.stream().findFirst().or(() -> property);
    return path.isEmpty() || path.get().isBlank()
        ? Refused.of(Refusal.SCOPE_MISSING)
        : inSubscription(path.get(), account);
  }

  private static Resolution<Scope> inSubscription(String path, Account.Known account) {
    int start = Subscription.startOfId(path);
    int end = path.indexOf('/', start);
    Optional<Subscription> subscription =
        account.subscription(end < 0 ? path : path.substring(0, end), start);
    if (subscription.isEmpty()) {
      return Refused.of(Refusal.SCOPE_NOT_OF_CUSTOMER, account.restsOn().toString());
    }
    if (!subscription.get().qualifies()) {
      return Refused.of(Refusal.SCOPE_NOT_QUALIFYING, subscription.get().restsOn().toString());
    }
    String id = subscription.get().id();
    return end < 0 ? new Resolved<>(new Scope.Single(id)) : resourceGroup(path, end, id);
  }

  private static Resolution<Scope> resourceGroup(String path, int end, String subscriptionId) {
    int group = end + RESOURCE_GROUPS.length();
    boolean isGroup =
        path.regionMatches(true, end, RESOURCE_GROUPS, 0, RESOURCE_GROUPS.length())
            && group < path.length()
            && path.length() - group <= NAME_MOST
            && path.indexOf('/', group) < 0;
    return isGroup
        ? new Resolved<>(new Scope.ResourceGroup(subscriptionId, path.substring(group)))
        : Refused.of(Refusal.SCOPE_PATH_INVALID);
  }

  private static List<String> scopes(PurchaseRequest.Properties wanted) {
    return wanted.appliedScopes().orElse(List.of());
  }
}
