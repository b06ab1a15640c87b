package cloud.reseller.reservations.write;

import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.events.PurchaseRequest.AppliedScopeProperties;
import cloud.reseller.events.PurchaseRequest.Properties;
import cloud.reseller.events.PurchaseRequest.ReservedResourceProperties;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A request for one D2s in eastus for one year, upfront, shared; each part can be changed. */
record Asking(
    String requestedBy,
    String sku,
    String location,
    String resourceType,
    String billingScope,
    String term,
    String billingPlan,
    long quantity,
    Optional<String> displayName,
    String scopeType,
    Optional<List<String>> scopes,
    Optional<AppliedScopeProperties> scopeProperties,
    Optional<Boolean> renew,
    Optional<String> flexibility,
    Optional<Instant> reviewDateTime) {

  static Asking owner() {
    return new Asking(
        Facts.OWNER,
        Facts.D2S,
        "eastus",
        "VirtualMachines",
        "/subscriptions/" + Facts.SUBSCRIPTION,
        "P1Y",
        "Upfront",
        1,
        Optional.of("web farm"),
        "Shared",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  PurchaseRequest request() {
    return new PurchaseRequest(
        Facts.CUSTOMER,
        requestedBy,
        new PurchaseRequest.Reservation(
            new PurchaseRequest.Sku(sku),
            location,
            new Properties(
                resourceType,
                billingScope,
                term,
                billingPlan,
                quantity,
                displayName,
                scopeType,
                scopes,
                scopeProperties,
                renew,
                flexibility.map(ReservedResourceProperties::new),
                reviewDateTime)));
  }

  ReservationCommand onBehalf(String partnerId) {
    return onBehalf(partnerId, true);
  }

  ReservationCommand onBehalf(String partnerId, boolean mayBuy) {
    return new ReservationCommand.PurchaseOnBehalf(
        withRequestedBy(Facts.AGENT.id()).request(), partnerId, mayBuy);
  }

  Asking withRequestedBy(String next) {
    return new Asking(
        next,
        sku,
        location,
        resourceType,
        billingScope,
        term,
        billingPlan,
        quantity,
        displayName,
        scopeType,
        scopes,
        scopeProperties,
        renew,
        flexibility,
        reviewDateTime);
  }

  Asking withSku(String next) {
    return new Asking(
        requestedBy,
        next,
        location,
        resourceType,
        billingScope,
        term,
        billingPlan,
        quantity,
        displayName,
        scopeType,
        scopes,
        scopeProperties,
        renew,
        flexibility,
        reviewDateTime);
  }

  Asking withLocation(String next) {
    return new Asking(
        requestedBy,
        sku,
        next,
        resourceType,
        billingScope,
        term,
        billingPlan,
        quantity,
        displayName,
        scopeType,
        scopes,
        scopeProperties,
        renew,
        flexibility,
        reviewDateTime);
  }

  Asking withResourceType(String next) {
    return new Asking(
        requestedBy,
        sku,
        location,
        next,
        billingScope,
        term,
        billingPlan,
        quantity,
        displayName,
        scopeType,
        scopes,
        scopeProperties,
        renew,
        flexibility,
        reviewDateTime);
  }

  Asking withBillingScope(String next) {
    return new Asking(
        requestedBy,
        sku,
        location,
        resourceType,
        next,
        term,
        billingPlan,
        quantity,
        displayName,
        scopeType,
        scopes,
        scopeProperties,
        renew,
        flexibility,
        reviewDateTime);
  }

  Asking withTerm(String next) {
    return new Asking(
        requestedBy,
        sku,
        location,
        resourceType,
        billingScope,
        next,
        billingPlan,
        quantity,
        displayName,
        scopeType,
        scopes,
        scopeProperties,
        renew,
        flexibility,
        reviewDateTime);
  }

  Asking withBillingPlan(String next) {
    return new Asking(
        requestedBy,
        sku,
        location,
        resourceType,
        billingScope,
        term,
        next,
        quantity,
        displayName,
        scopeType,
        scopes,
        scopeProperties,
        renew,
        flexibility,
        reviewDateTime);
  }

  Asking withQuantity(long next) {
    return new Asking(
        requestedBy,
        sku,
        location,
        resourceType,
        billingScope,
        term,
        billingPlan,
        next,
        displayName,
        scopeType,
        scopes,
        scopeProperties,
        renew,
        flexibility,
        reviewDateTime);
  }

  Asking withDisplayName(String next) {
    return new Asking(
        requestedBy,
        sku,
        location,
        resourceType,
        billingScope,
        term,
        billingPlan,
        quantity,
        Optional.of(next),
        scopeType,
        scopes,
        scopeProperties,
        renew,
        flexibility,
        reviewDateTime);
  }

  Asking withScopeType(String next) {
    return new Asking(
        requestedBy,
        sku,
        location,
        resourceType,
        billingScope,
        term,
        billingPlan,
        quantity,
        displayName,
        next,
        scopes,
        scopeProperties,
        renew,
        flexibility,
        reviewDateTime);
  }

  Asking withScopeProperties(AppliedScopeProperties next) {
    return new Asking(
        requestedBy,
        sku,
        location,
        resourceType,
        billingScope,
        term,
        billingPlan,
        quantity,
        displayName,
        scopeType,
        scopes,
        Optional.of(next),
        renew,
        flexibility,
        reviewDateTime);
  }

  Asking withRenew(Boolean next) {
    return new Asking(
        requestedBy,
        sku,
        location,
        resourceType,
        billingScope,
        term,
        billingPlan,
        quantity,
        displayName,
        scopeType,
        scopes,
        scopeProperties,
        Optional.of(next),
        flexibility,
        reviewDateTime);
  }

  Asking withFlexibility(String next) {
    return new Asking(
        requestedBy,
        sku,
        location,
        resourceType,
        billingScope,
        term,
        billingPlan,
        quantity,
        displayName,
        scopeType,
        scopes,
        scopeProperties,
        renew,
        Optional.of(next),
        reviewDateTime);
  }

  Asking withReviewDateTime(Instant next) {
    return new Asking(
        requestedBy,
        sku,
        location,
        resourceType,
        billingScope,
        term,
        billingPlan,
        quantity,
        displayName,
        scopeType,
        scopes,
        scopeProperties,
        renew,
        flexibility,
        Optional.of(next));
  }

  Asking withScopes(String... next) {
    return new Asking(
        requestedBy,
        sku,
        location,
        resourceType,
        billingScope,
        term,
        billingPlan,
        quantity,
        displayName,
        scopeType,
        Optional.of(List.of(next)),
        scopeProperties,
        renew,
        flexibility,
        reviewDateTime);
  }
}
