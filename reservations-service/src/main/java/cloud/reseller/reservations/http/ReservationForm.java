package cloud.reseller.reservations.http;

import cloud.reseller.events.Flexibility;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.events.Scope;
import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.entitlement.Entitlements;
import cloud.reseller.kit.publicapi.Attributes;
import cloud.reseller.kit.publicapi.Links;
import cloud.reseller.reservations.read.ReservationView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * A reservation in the public form (E3), in the envelope of Partner Center.
 *
 * @param origin the side that bought: customer or partner (S25)
 * @param boughtBy the person, for whoever may see it; left out of the answer to a purchase
 * @param customerPrice what the customer pays its partner for the whole term (S58)
 * @param pricing the pricing that only the partner sees; only for admin and sales agents
 */
record ReservationForm(
    String id,
    String reservationOrderId,
    String customerId,
    Sku sku,
    String location,
    Properties properties,
    String origin,
    Optional<BoughtBy> boughtBy,
    Amount customerPrice,
    Optional<PartnerPricing> pricing,
    Links links,
    Attributes attributes) {

  private static final String VIRTUAL_MACHINES = "VirtualMachines";

  /** The ARM SKU. */
  record Sku(String name) {}

  /**
   * The reservation itself.
   *
   * @param expiryDate the UTC day of {@code expiryDateTime} (K4)
   */
  record Properties(
      String reservedResourceType,
      String instanceFlexibility,
      String displayName,
      String billingScopeId,
      String appliedScopeType,
      Optional<List<String>> appliedScopes,
      Optional<ScopeProperties> appliedScopeProperties,
      String userFriendlyAppliedScopeType,
      int quantity,
      String provisioningState,
      String displayProvisioningState,
      Instant effectiveDateTime,
      Instant benefitStartTime,
      Instant lastUpdatedDateTime,
      LocalDate purchaseDate,
      Instant purchaseDateTime,
      LocalDate expiryDate,
      Instant expiryDateTime,
      String skuDescription,
      String billingPlan,
      boolean archived,
      boolean renew,
      String term,
      Optional<Instant> reviewDateTime) {}

  /** The scope; for a management group with its tenant and full path, as in the Azure API. */
  record ScopeProperties(
      Optional<String> tenantId,
      Optional<String> subscriptionId,
      Optional<String> resourceGroupId,
      Optional<String> managementGroupId) {}

  /**
   * The form for a caller at a given time, which determines whether the reservation has expired.
   */
  static ReservationForm of(
      ReservationView row, Entitlements entitlements, Caller.Member who, Instant now) {
    ReservationPurchased bought = row.purchase();
    return of(bought, BoughtBy.of(row, bought.origin(), who), entitlements, who, now);
  }

  /** The same of a purchase that was just made. */
  static ReservationForm of(
      ReservationPurchased bought, Entitlements entitlements, Caller.Member who, Instant now) {
    return of(bought, Optional.empty(), entitlements, who, now);
  }

  private static ReservationForm of(
      ReservationPurchased bought,
      Optional<BoughtBy> boughtBy,
      Entitlements entitlements,
      Caller.Member who,
      Instant now) {
    return new ReservationForm(
        bought.reservationId(),
        bought.orderId(),
        bought.customerId(),
        new Sku(bought.sku()),
        bought.region(),
        properties(bought, entitlements, now),
        Wording.origin(bought.origin()),
        boughtBy,
        Amount.of(bought.customerPrice()),
        PartnerPricing.of(bought, who),
        Links.self(uri(bought)),
        Attributes.of("Reservation"));
  }

  /** Its address below the version segment. */
  static String uri(ReservationPurchased bought) {
    return "/customers/" + bought.customerId() + "/reservations/" + bought.reservationId();
  }

  private static Properties properties(
      ReservationPurchased bought, Entitlements entitlements, Instant now) {
    String state = now.isBefore(bought.expiresAt()) ? "Succeeded" : "Expired";
    return new Properties(
        VIRTUAL_MACHINES,
        switch (bought.flexibility()) {
          case Flexibility.ON -> "On";
          case Flexibility.OFF -> "Off";
        },
        bought.displayName(),
        entitlements.path(bought.subscriptionId()),
        Wording.scopeType(bought.scope()),
        scopes(bought.scope(), entitlements),
        scopeProperties(bought, entitlements),
        Wording.friendlyScopeType(bought.scope()),
        bought.quantity(),
        state,
        state,
        bought.purchasedAt(),
        bought.purchasedAt(),
        bought.purchasedAt(),
        day(bought.purchasedAt()),
        bought.purchasedAt(),
        day(bought.expiresAt()),
        bought.expiresAt(),
        Wording.friendlyName(bought),
        Wording.billingPlan(bought.billingPlan()),
        false,
        bought.renew(),
        bought.term().name(),
        bought.reviewAt());
  }

  private static LocalDate day(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static Optional<List<String>> scopes(Scope scope, Entitlements entitlements) {
    return switch (scope) {
      case Scope.Single single -> Optional.of(List.of(entitlements.path(single.subscriptionId())));
      case Scope.ResourceGroup group -> Optional.of(List.of(path(group, entitlements)));
      case Scope.Shared _, Scope.ManagementGroup _ -> Optional.empty();
    };
  }

  private static Optional<ScopeProperties> scopeProperties(
      ReservationPurchased bought, Entitlements entitlements) {
    return switch (bought.scope()) {
      case Scope.Shared _ -> Optional.empty();
      case Scope.Single single ->
          Optional.of(
              new ScopeProperties(
                  Optional.empty(),
                  Optional.of(entitlements.path(single.subscriptionId())),
                  Optional.empty(),
                  Optional.empty()));
      case Scope.ResourceGroup group ->
          Optional.of(
              new ScopeProperties(
                  Optional.empty(),
                  Optional.of(entitlements.path(group.subscriptionId())),
                  Optional.of(path(group, entitlements)),
                  Optional.empty()));
      case Scope.ManagementGroup group ->
          Optional.of(
              new ScopeProperties(
                  Optional.of(bought.customerId()),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(path(group))));
    };
  }

  private static String path(Scope.ResourceGroup group, Entitlements entitlements) {
    return entitlements.path(group.subscriptionId()) + "/resourceGroups/" + group.resourceGroup();
  }

  private static String path(Scope.ManagementGroup group) {
    String id = group.managementGroupId();
    return id.startsWith("/") ? id : "/providers/Microsoft.Management/managementGroups/" + id;
  }
}
