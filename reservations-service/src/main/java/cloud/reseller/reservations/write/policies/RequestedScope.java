package cloud.reseller.reservations.write.policies;

import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.events.PurchaseRequest.AppliedScopeProperties;
import cloud.reseller.events.Scope;
import cloud.reseller.reservations.write.Refusal;
import cloud.reseller.reservations.write.state.Account;
import cloud.reseller.reservations.write.state.Subscription;
import java.util.List;
import java.util.Optional;

/** The initial scope a request asks for (S60, E10), judged against the customer's subscriptions. */
public sealed interface RequestedScope {

  /** A scope the reservation can be bought with. */
  record Valid(Scope scope) implements RequestedScope {}

  /**
   * No scope it can be bought with.
   *
   * @param restsOn the fact the refusal rests on, empty text if none
   */
  record Invalid(Refusal refusal, String text, String restsOn) implements RequestedScope {}

  /** What every path to a subscription or resource group starts with. */
  String SUBSCRIPTIONS = "/subscriptions/";

  /** What stands between subscription and resource group. */
  String RESOURCE_GROUPS = "/resourceGroups/";

  /** The longest name of a resource group or management group Azure allows. */
  int NAME_MOST = 90;

  /** Judges the scope of a request. */
  static RequestedScope of(PurchaseRequest.Properties wanted, Account.Known account) {
    return switch (wanted.appliedScopeType()) {
      case "Shared" -> shared(wanted);
      case "Single" -> single(wanted, account);
      case "ManagementGroup" -> managementGroup(wanted);
      default ->
          new Invalid(
              Refusal.SCOPE_INVALID,
              "appliedScopeType must be Single, Shared or ManagementGroup.",
              "");
    };
  }

  private static RequestedScope shared(PurchaseRequest.Properties wanted) {
    if (!scopes(wanted).isEmpty() || wanted.appliedScopeProperties().isPresent()) {
      return new Invalid(
          Refusal.SCOPE_INVALID,
          "A shared scope names no subscription: leave appliedScopes and appliedScopeProperties"
              + " out, or ask for appliedScopeType Single.",
          "");
    }
    return new Valid(new Scope.Shared());
  }

  private static RequestedScope managementGroup(PurchaseRequest.Properties wanted) {
    Optional<String> group =
        wanted
            .appliedScopeProperties()
            .flatMap(AppliedScopeProperties::managementGroupId)
            .filter(id -> !id.isBlank() && id.length() <= NAME_MOST);
    return group.isPresent() && scopes(wanted).isEmpty()
        ? new Valid(new Scope.ManagementGroup(group.get()))
        : new Invalid(
            Refusal.SCOPE_INVALID,
            "A management-group scope needs appliedScopeProperties.managementGroupId, at most "
                + NAME_MOST
                + " characters, and no appliedScopes.",
            "");
  }

  private static RequestedScope single(PurchaseRequest.Properties wanted, Account.Known account) {
    List<String> scopes = scopes(wanted);
    if (scopes.size() > 1) {
      return new Invalid(
          Refusal.SCOPE_COUNT,
          "A single scope names exactly one subscription or resource group in appliedScopes, not "
              + scopes.size()
              + '.',
          "");
    }
    Optional<String> property =
        wanted
            .appliedScopeProperties()
            .flatMap(properties -> properties.resourceGroupId().or(properties::subscriptionId));
    if (property.isPresent() && !scopes.isEmpty()) {
      return new Invalid(
          Refusal.SCOPE_INVALID,
          "appliedScopes and appliedScopeProperties both name a scope: leave one of them out.",
          "");
    }
    Optional<String> path = scopes.stream().findFirst().or(() -> property);
    if (path.isEmpty() || path.get().isBlank()) {
      return new Invalid(
          Refusal.SCOPE_MISSING,
          "A single scope needs one subscription or resource group in appliedScopes.",
          "");
    }
    return inSubscription(path.get(), account);
  }

  private static RequestedScope inSubscription(String path, Account.Known account) {
    int start = startOfSubscription(path);
    int end = path.indexOf('/', start);
    Optional<Subscription> subscription =
        account.subscription(end < 0 ? path : path.substring(0, end), start);
    if (subscription.isEmpty()) {
      return new Invalid(
          Refusal.SCOPE_NOT_ASSOCIATED,
          "The subscription in appliedScopes is not one of this customer's: name one of its active"
              + " usage-based subscriptions.",
          account.restsOn().toString());
    }
    if (!subscription.get().qualifies()) {
      return new Invalid(
          Refusal.SCOPE_NOT_ASSOCIATED,
          "The subscription in appliedScopes must be active, usage-based and bought through the"
              + " partner: name another one.",
          subscription.get().restsOn().toString());
    }
    String id = subscription.get().id();
    if (end < 0) {
      return new Valid(new Scope.Single(id));
    }
    int group = end + RESOURCE_GROUPS.length();
    boolean isGroup =
        path.regionMatches(true, end, RESOURCE_GROUPS, 0, RESOURCE_GROUPS.length())
            && group < path.length()
            && path.length() - group <= NAME_MOST
            && path.indexOf('/', group) < 0;
    return isGroup
        ? new Valid(new Scope.ResourceGroup(id, path.substring(group)))
        : new Invalid(
            Refusal.SCOPE_INVALID,
            "appliedScopes must be /subscriptions/{id} or"
                + " /subscriptions/{id}/resourceGroups/{name}.",
            "");
  }

  /** Where the subscription's id starts in a path, or in a bare id. */
  static int startOfSubscription(String path) {
    return path.regionMatches(true, 0, SUBSCRIPTIONS, 0, SUBSCRIPTIONS.length())
        ? SUBSCRIPTIONS.length()
        : 0;
  }

  private static List<String> scopes(PurchaseRequest.Properties wanted) {
    return wanted.appliedScopes().orElse(List.of());
  }
}
