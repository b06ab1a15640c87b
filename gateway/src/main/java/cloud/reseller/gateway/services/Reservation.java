package cloud.reseller.gateway.services;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A reservation in the public form.
 *
 * @param location the region by its ARM name
 * @param pricing cost and price, by the viewer's role
 */
public record Reservation(
    String id,
    String reservationOrderId,
    Sku sku,
    String location,
    Properties properties,
    Origin origin,
    Optional<Person> boughtBy,
    Amount customerPrice,
    Optional<Pricing> pricing) {

  /** The ARM SKU. */
  public record Sku(String name) {}

  /**
   * What it is.
   *
   * @param instanceFlexibility On or Off
   * @param billingScopeId path of the Azure subscription it is billed to
   * @param appliedScopes path of the subscription or resource group of a single scope
   * @param term P1Y or P3Y
   * @param renew whether renewal was asked for at the purchase
   * @param reviewDateTime when the buyer wants to look at it again
   */
  public record Properties(
      String displayName,
      int quantity,
      String skuDescription,
      String provisioningState,
      Instant purchaseDateTime,
      Instant expiryDateTime,
      String instanceFlexibility,
      String billingScopeId,
      ScopeType appliedScopeType,
      Optional<List<String>> appliedScopes,
      Optional<Scope> appliedScopeProperties,
      Payment billingPlan,
      String term,
      boolean renew,
      Optional<Instant> reviewDateTime) {

    /** Whether its term goes on. */
    public boolean active() {
      return provisioningState.equals("Succeeded");
    }
  }

  /** The kinds of scopes. */
  public enum ScopeType {
    SHARED,
    SINGLE,
    MANAGEMENT_GROUP,
    OTHER;

    @JsonCreator
    static ScopeType of(String code) {
      return Codes.of(code, OTHER);
    }
  }

  /** The scope where it is no subscription. */
  public record Scope(Optional<String> resourceGroupId, Optional<String> managementGroupId) {}
}
