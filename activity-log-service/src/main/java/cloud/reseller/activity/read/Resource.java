package cloud.reseller.activity.read;

import cloud.reseller.events.BillingPlan;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.PriceRuleSet;
import cloud.reseller.events.PermissionEvent.PurchaseLimitSet;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.events.PriceRule;
import cloud.reseller.events.ProductKind;
import cloud.reseller.events.ProductName;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.events.Scope;
import java.util.Locale;
import java.util.Set;

/**
 * JSON of the things that were changed, in the public form where there is one, from the event
 * alone. Helpdesk agents read it too, so it never holds the partner's cost or margin of a purchase.
 */
final class Resource {

  private Resource() {}

  static String customer(CustomerAdded added) {
    return new JsonText()
        .object()
        .text("id", added.customerId())
        .object("companyProfile")
        .text("tenantId", added.customerId())
        .text("companyName", added.companyName())
        .text("domain", added.domain())
        .endObject()
        .object("billingProfile")
        .object("defaultAddress")
        .text("country", added.country())
        .endObject()
        .endObject()
        .endObject()
        .toString();
  }

  static String subscription(SubscriptionAdded added) {
    return new JsonText()
        .object()
        .text("id", added.subscriptionId())
        .text("entitlementId", added.entitlementId())
        .text("offerId", added.offerId())
        .text("friendlyName", added.friendlyName())
        .number("quantity", added.quantity())
        .text("billingType", lower(added.billingType()))
        .text("status", "active")
        .endObject()
        .toString();
  }

  static String subscription(String id, String status) {
    return new JsonText().object().text("id", id).text("status", status).endObject().toString();
  }

  static String owner(String subscriptionId, String userId) {
    return new JsonText()
        .object()
        .text("role", "Owner")
        .text("subscriptionId", subscriptionId)
        .text("userId", userId)
        .endObject()
        .toString();
  }

  static String policy(String partnerId, String customerId, Set<ProductKind> products) {
    JsonText json =
        new JsonText()
            .object()
            .text("id", partnerId + '_' + customerId)
            .object("selfServeEntity")
            .text("selfServeEntityType", "customer")
            .text("tenantID", customerId)
            .endObject()
            .object("grantor")
            .text("grantorType", "billToPartner")
            .text("tenantID", partnerId)
            .endObject()
            .list("permissions");
    for (ProductKind product : products) {
      json.object().text("resource", resource(product)).text("action", "Purchase").endObject();
    }
    return json.endList().endObject().toString();
  }

  private static String resource(ProductKind product) {
    return switch (product) {
      case AZURE_RESERVED_INSTANCES -> "AzureReservedInstances";
    };
  }

  static String priceRule(PriceRuleSet set) {
    JsonText json = new JsonText().object().text("target", set.target());
    switch (set.rule()) {
      case PriceRule.Fixed fixed ->
          json.text("type", "Fixed")
              .text("unitPrice", fixed.unitPrice().toDecimal().toPlainString())
              .text("currency", fixed.unitPrice().currency());
      case PriceRule.Percent percent ->
          json.text("type", "Percent").number("basisPoints", percent.basisPoints());
    }
    return json.endObject().toString();
  }

  static String priceRule(String target) {
    return new JsonText().object().text("target", target).endObject().toString();
  }

  static String limit(PurchaseLimitSet set) {
    JsonText json = new JsonText().object().text("currency", set.currency());
    set.perOrderMinor().ifPresent(minor -> json.number("perOrderMinor", minor));
    set.perDayMinor().ifPresent(minor -> json.number("perDayMinor", minor));
    set.per30DaysMinor().ifPresent(minor -> json.number("per30DaysMinor", minor));
    return json.endObject().toString();
  }

  /** The order in the form of C35. */
  static String order(ReservationPurchased bought) {
    JsonText json =
        new JsonText()
            .object()
            .text("id", bought.orderId())
            .text("referenceCustomerId", bought.customerId())
            .text("billingCycle", billingCycle(bought.billingPlan()))
            .text("transactionType", "UserPurchase")
            .text("currencyCode", bought.customerPrice().currency())
            .text("creationDate", bought.purchasedAt().toString())
            .text("status", "completed")
            .list("lineItems")
            .object()
            .number("lineItemNumber", 0)
            .text("offerId", bought.sheetSku())
            .text("subscriptionId", bought.subscriptionId())
            .text("friendlyName", ProductName.of(bought.sku(), bought.region(), bought.term()))
            .number("quantity", bought.quantity())
            .text("termDuration", bought.term().name())
            .text("transactionType", "new")
            .object("provisioningContext")
            .text("reservationId", bought.reservationId())
            .text("armSkuName", bought.sku())
            .text("armRegionName", bought.region());
    scope(json, bought.scope());
    return json.endObject().endObject().endList().endObject().toString();
  }

  static String billingCycle(BillingPlan plan) {
    return switch (plan) {
      case UPFRONT -> "one_time";
      case MONTHLY -> "monthly";
    };
  }

  private static void scope(JsonText json, Scope scope) {
    switch (scope) {
      case Scope.Shared _ -> json.text("scope", "shared");
      case Scope.Single single ->
          json.text("scope", "single").text("subscriptionId", single.subscriptionId());
      case Scope.ResourceGroup group ->
          json.text("scope", "resource_group")
              .text("subscriptionId", group.subscriptionId())
              .text("resourceGroup", group.resourceGroup());
      case Scope.ManagementGroup group ->
          json.text("scope", "management_group")
              .text("managementGroupId", group.managementGroupId());
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
