package cloud.reseller.kit.entitlement;

import java.util.Map;
import java.util.Optional;

/**
 * The Azure subscriptions of a customer. Events contain our id of a subscription; the forms of the
 * Azure API contain the id in Azure.
 *
 * @param bySubscription ids in Azure by our ids
 */
public record Entitlements(Map<String, String> bySubscription) {

  /** The id of the Azure subscription; the subscription's own id if unknown. */
  public String id(String subscriptionId) {
    return Optional.ofNullable(bySubscription.get(subscriptionId)).orElse(subscriptionId);
  }

  /** The path of the Azure subscription, as in the forms of the Azure API. */
  public String path(String subscriptionId) {
    return "/subscriptions/" + id(subscriptionId);
  }
}
