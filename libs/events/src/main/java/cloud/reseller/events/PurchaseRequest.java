package cloud.reseller.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The body of a {@code PurchaseReservation.v1} in {@code purchase-requests}: the public
 * PurchaseRequest (E10) with the requester and the customer.
 *
 * @param customerId must equal the record's key, since rule set 3 in any case
 * @param requestedBy directory object id of the user; trusted, because only the portal may write to
 *     the topic
 */
public record PurchaseRequest(String customerId, String requestedBy, Reservation reservation) {

  /** The reservation wanted, in the public form. */
  public record Reservation(Sku sku, String location, Properties properties) {}

  /** The ARM SKU. */
  public record Sku(String name) {}

  /**
   * What is requested, as public values; the decider validates them.
   *
   * @param reviewDateTime when the buyer wants to look at the reservation again, within its term
   */
  public record Properties(
      String reservedResourceType,
      String billingScopeId,
      String term,
      String billingPlan,
      long quantity,
      Optional<String> displayName,
      String appliedScopeType,
      Optional<List<String>> appliedScopes,
      Optional<AppliedScopeProperties> appliedScopeProperties,
      Optional<Boolean> renew,
      Optional<ReservedResourceProperties> reservedResourceProperties,
      Optional<Instant> reviewDateTime) {}

  /** Where the reservation applies, as an alternative to a list of scopes. */
  public record AppliedScopeProperties(
      Optional<String> tenantId,
      Optional<String> managementGroupId,
      Optional<String> subscriptionId,
      Optional<String> resourceGroupId) {}

  /** Size flexibility, "On" or "Off". */
  public record ReservedResourceProperties(String instanceFlexibility) {}
}
