package cloud.reseller.kit.entitlement;

import java.util.Map;
import java.util.Optional;

/**
 * The Azure subscriptions of a customer. Events name a subscription by the id it has here; the
 * forms of the Azure API name it by the id it has there.
 *
 * @param bySubscription their ids there, by the ids here
 */
public record Entitlements(Map<String, String> bySubscription) {

  /** The id of the Azure subscription; that of the subscription itself where none is known. */
  public String id(String subscriptionId) {
    return Optional.ofNullable(bySubscription.get(subscriptionId)).orElse(subscriptionId);
  }

  /** The path of the Azure subscription, as forms of the Azure API have it. */
  public String path(String subscriptionId) {
    return "/subscriptions/" + id(subscriptionId);
  }
}
