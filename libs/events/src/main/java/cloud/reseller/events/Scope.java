package cloud.reseller.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Which usage a reservation applies to (E90). */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Scope.Shared.class, name = "Shared"),
  @JsonSubTypes.Type(value = Scope.Single.class, name = "Single"),
  @JsonSubTypes.Type(value = Scope.ResourceGroup.class, name = "ResourceGroup"),
  @JsonSubTypes.Type(value = Scope.ManagementGroup.class, name = "ManagementGroup")
})
public sealed interface Scope {

  /** Every usage-based subscription that this partner bought for this customer (D5). */
  record Shared() implements Scope {}

  /** One subscription. */
  record Single(String subscriptionId) implements Scope {}

  /** One resource group of one subscription. */
  record ResourceGroup(String subscriptionId, String resourceGroup) implements Scope {}

  /** The subscriptions of a management group that are also in the billing scope (D6). */
  record ManagementGroup(String managementGroupId) implements Scope {}
}
