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

  private static final String MANAGEMENT_GROUPS =
      "/providers/Microsoft.Management/managementGroups/";

  private RequestedScope() {}

  /** The scope that a reservation can apply to. */
  public static Resolution<Scope> of(
      PurchaseRequest request, Account.Known account, PurchaseRules rules) {
    PurchaseRequest.Properties wanted = request.reservation().properties();
    boolean ofAnotherTenant =
        tenant(wanted).filter(tenant -> !tenant.equalsIgnoreCase(request.customerId())).isPresent();
    return ofAnotherTenant && rules.ownTenantOnly()
        ? Refused.of(Refusal.SCOPE_OF_ANOTHER_TENANT)
        : ofType(wanted, account, rules);
  }

  private static Optional<String> tenant(PurchaseRequest.Properties wanted) {
    return wanted.appliedScopeProperties().flatMap(AppliedScopeProperties::tenantId);
  }

  private static Resolution<Scope> ofType(
      PurchaseRequest.Properties wanted, Account.Known account, PurchaseRules rules) {
    String type = wanted.appliedScopeType();
    if (rules.matches("Shared", type)) {
      return shared(wanted);
    }
    if (rules.matches("Single", type)) {
      return single(wanted, account, rules);
    }
    return rules.matches("ManagementGroup", type)
        ? managementGroup(wanted, rules)
        : Refused.of(Refusal.SCOPE_TYPE_INVALID);
  }

  private static Resolution<Scope> shared(PurchaseRequest.Properties wanted) {
    return scopes(wanted).isEmpty() && wanted.appliedScopeProperties().isEmpty()
        ? new Resolved<>(new Scope.Shared())
        : Refused.of(Refusal.SHARED_SCOPE_INVALID);
  }

  private static Resolution<Scope> managementGroup(
      PurchaseRequest.Properties wanted, PurchaseRules rules) {
    boolean namesAnother =
        wanted
            .appliedScopeProperties()
            .flatMap(it -> present(it.subscriptionId()).or(() -> present(it.resourceGroupId())))
            .isPresent();
    if (rules.oneScope() && namesAnother) {
      return Refused.of(Refusal.SCOPES_CONTRADICT);
    }
    if (rules.groupsNeedTenant() && tenant(wanted).isEmpty()) {
      return Refused.of(Refusal.MANAGEMENT_GROUP_TENANT_MISSING);
    }
    Optional<String> group =
        wanted
            .appliedScopeProperties()
            .flatMap(AppliedScopeProperties::managementGroupId)
            .map(id -> rules.groupsNeedTenant() ? withoutPath(id) : id)
            .filter(id -> !id.isBlank() && id.length() <= NAME_MOST)
            .filter(id -> !rules.groupsNeedTenant() || id.indexOf('/') < 0)
            .filter(rules::isVisible);
    return group.isPresent() && scopes(wanted).isEmpty()
        ? new Resolved<>(new Scope.ManagementGroup(group.get()))
        : Refused.of(Refusal.MANAGEMENT_GROUP_SCOPE_INVALID, "", NAME_MOST);
  }

  private static String withoutPath(String id) {
    return id.regionMatches(true, 0, MANAGEMENT_GROUPS, 0, MANAGEMENT_GROUPS.length())
        ? id.substring(MANAGEMENT_GROUPS.length())
        : id;
  }

  private static Resolution<Scope> single(
      PurchaseRequest.Properties wanted, Account.Known account, PurchaseRules rules) {
    List<String> scopes = scopes(wanted);
    if (scopes.size() > 1) {
      return Refused.of(Refusal.SCOPE_COUNT, "", scopes.size());
    }
    if (rules.oneScope() && wanted.appliedScopeProperties().filter(it -> !isOne(it)).isPresent()) {
      return Refused.of(Refusal.SCOPES_CONTRADICT);
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
        : inSubscription(path.get(), account, rules);
  }

  /** A subscription may be named beside a resource group of its own. */
  private static boolean isOne(AppliedScopeProperties single) {
    Optional<String> subscription = present(single.subscriptionId());
    Optional<String> group = present(single.resourceGroupId());
    return present(single.managementGroupId()).isEmpty()
        && (subscription.isEmpty() || group.isEmpty() || isIn(group.get(), subscription.get()));
  }

  private static boolean isIn(String resourceGroup, String subscription) {
    String id = subscription.substring(Subscription.startOfId(subscription)) + '/';
    return resourceGroup.regionMatches(
        true, Subscription.startOfId(resourceGroup), id, 0, id.length());
  }

  private static Optional<String> present(Optional<String> text) {
    return text.filter(some -> !some.isBlank());
  }

  private static Resolution<Scope> inSubscription(
      String path, Account.Known account, PurchaseRules rules) {
    int start = Subscription.startOfId(path);
    int end = path.indexOf('/', start);
    Optional<Subscription> subscription =
        rules.subscription(account, end < 0 ? path : path.substring(0, end), start);
    if (subscription.isEmpty()) {
      return Refused.of(Refusal.SCOPE_NOT_OF_CUSTOMER, account.restsOn().toString());
    }
    if (!subscription.get().qualifies()) {
      return Refused.of(Refusal.SCOPE_NOT_QUALIFYING, subscription.get().restsOn().toString());
    }
    String id = subscription.get().id();
    return end < 0 ? new Resolved<>(new Scope.Single(id)) : resourceGroup(path, end, id, rules);
  }

  private static Resolution<Scope> resourceGroup(
      String path, int end, String subscriptionId, PurchaseRules rules) {
    int group = end + RESOURCE_GROUPS.length();
    boolean isGroup =
        path.regionMatches(true, end, RESOURCE_GROUPS, 0, RESOURCE_GROUPS.length())
            && group < path.length()
            && path.length() - group <= NAME_MOST
            && path.indexOf('/', group) < 0
            && rules.isVisible(path);
    return isGroup
        ? new Resolved<>(new Scope.ResourceGroup(subscriptionId, path.substring(group)))
        : Refused.of(Refusal.SCOPE_PATH_INVALID);
  }

  private static List<String> scopes(PurchaseRequest.Properties wanted) {
    return wanted.appliedScopes().orElse(List.of());
  }
}
