package cloud.reseller.activity.read;

import cloud.reseller.events.BillingPlan;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.PriceRuleSet;
import cloud.reseller.events.PermissionEvent.PurchaseLimitSet;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.events.PriceRule;
import cloud.reseller.events.ProductKind;
import cloud.reseller.events.ProductName;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.events.Scope;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/**
 * JSON of changed resources, in the public form if there is one, derived from the event only.
 * Helpdesk agents can read it too, so it never contains the partner's cost or margin.
 */
final class Resource {

  private Resource() {}

  static String customer(CustomerAdded added) {
    return Json.object(
        json -> {
          json.writeStringField("id", added.customerId());
          json.writeObjectFieldStart("companyProfile");
          json.writeStringField("tenantId", added.customerId());
          json.writeStringField("companyName", added.companyName());
          json.writeStringField("domain", added.domain());
          json.writeEndObject();
          json.writeObjectFieldStart("billingProfile");
          json.writeObjectFieldStart("defaultAddress");
          json.writeStringField("country", added.country());
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  static String subscription(SubscriptionAdded added) {
    return Json.object(
        json -> {
          json.writeStringField("id", added.subscriptionId());
          json.writeStringField("entitlementId", added.entitlementId());
          json.writeStringField("offerId", added.offerId());
          json.writeStringField("friendlyName", added.friendlyName());
          json.writeNumberField("quantity", added.quantity());
          json.writeStringField("billingType", lower(added.billingType()));
          json.writeStringField("status", "active");
        });
  }

  static String subscription(String id, String status) {
    return Json.object(
        json -> {
          json.writeStringField("id", id);
          json.writeStringField("status", status);
        });
  }

  static String owner(String subscriptionId, String userId) {
    return Json.object(
        json -> {
          json.writeStringField("role", "Owner");
          json.writeStringField("subscriptionId", subscriptionId);
          json.writeStringField("userId", userId);
        });
  }

  static String policy(String partnerId, String customerId, Set<ProductKind> products) {
    return Json.object(
        json -> {
          json.writeStringField("id", partnerId + '_' + customerId);
          json.writeObjectFieldStart("selfServeEntity");
          json.writeStringField("selfServeEntityType", "customer");
          json.writeStringField("tenantID", customerId);
          json.writeEndObject();
          json.writeObjectFieldStart("grantor");
          json.writeStringField("grantorType", "billToPartner");
          json.writeStringField("tenantID", partnerId);
          json.writeEndObject();
          json.writeArrayFieldStart("permissions");
          for (ProductKind product : products) {
            json.writeStartObject();
            json.writeStringField("resource", resource(product));
            json.writeStringField("action", "Purchase");
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static String resource(ProductKind product) {
    return switch (product) {
      case AZURE_RESERVED_INSTANCES -> "AzureReservedInstances";
    };
  }

  static String priceRule(PriceRuleSet set) {
    return Json.object(
        json -> {
          json.writeStringField("target", set.target());
          switch (set.rule()) {
            case PriceRule.Fixed fixed -> {
              json.writeStringField("type", "Fixed");
              json.writeStringField("unitPrice", fixed.unitPrice().toDecimal().toPlainString());
              json.writeStringField("currency", fixed.unitPrice().currency());
            }
            case PriceRule.Percent percent -> {
              json.writeStringField("type", "Percent");
              json.writeNumberField("basisPoints", percent.basisPoints());
            }
          }
        });
  }

  static String priceRule(String target) {
    return Json.object(json -> json.writeStringField("target", target));
  }

  static String limit(PurchaseLimitSet set) {
    return Json.object(
        json -> {
          json.writeStringField("currency", set.currency());
          number(json, "perOrderMinor", set.perOrderMinor());
          number(json, "perDayMinor", set.perDayMinor());
          number(json, "per30DaysMinor", set.per30DaysMinor());
        });
  }

  private static void number(JsonGenerator json, String name, OptionalLong value)
      throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(name, value.getAsLong());
    }
  }

  /** The order in the form of C35. */
  static String order(ReservationPurchased bought) {
    return Json.object(
        json -> {
          json.writeStringField("id", bought.orderId());
          json.writeStringField("referenceCustomerId", bought.customerId());
          json.writeStringField("billingCycle", billingCycle(bought.billingPlan()));
          json.writeStringField("transactionType", "UserPurchase");
          json.writeStringField("currencyCode", bought.customerPrice().currency());
          json.writeStringField("creationDate", bought.purchasedAt().toString());
          json.writeStringField("status", "completed");
          json.writeArrayFieldStart("lineItems");
          json.writeStartObject();
          lineItem(json, bought);
          json.writeEndObject();
          json.writeEndArray();
        });
  }

  private static void lineItem(JsonGenerator json, ReservationPurchased bought) throws IOException {
    json.writeNumberField("lineItemNumber", 0);
    json.writeStringField("offerId", bought.sheetSku());
    json.writeStringField("subscriptionId", bought.subscriptionId());
    json.writeStringField(
        "friendlyName", ProductName.of(bought.sku(), bought.region(), bought.term()));
    json.writeNumberField("quantity", bought.quantity());
    json.writeStringField("termDuration", bought.term().name());
    json.writeStringField("transactionType", "new");
    json.writeObjectFieldStart("provisioningContext");
    json.writeStringField("reservationId", bought.reservationId());
    json.writeStringField("armSkuName", bought.sku());
    json.writeStringField("armRegionName", bought.region());
    scope(json, bought.scope());
    json.writeEndObject();
  }

  static String billingCycle(BillingPlan plan) {
    return switch (plan) {
      case UPFRONT -> "one_time";
      case MONTHLY -> "monthly";
    };
  }

  private static void scope(JsonGenerator json, Scope scope) throws IOException {
    switch (scope) {
      case Scope.Shared _ -> json.writeStringField("scope", "shared");
      case Scope.Single single -> {
        json.writeStringField("scope", "single");
        json.writeStringField("subscriptionId", single.subscriptionId());
      }
      case Scope.ResourceGroup group -> {
        json.writeStringField("scope", "resource_group");
        json.writeStringField("subscriptionId", group.subscriptionId());
        json.writeStringField("resourceGroup", group.resourceGroup());
      }
      case Scope.ManagementGroup group -> {
        json.writeStringField("scope", "management_group");
        json.writeStringField("managementGroupId", group.managementGroupId());
      }
    }
  }

  /** A published sheet, without prices: every agent reads the log. */
  static String priceSheet(PriceSheetPublished published) {
    return Json.object(
        json -> {
          json.writeStringField("id", published.sheet());
          json.writeNumberField("lines", published.lines());
          json.writeStringField("digest", published.digest());
          json.writeStringField("effectiveFrom", published.effectiveFrom().toString());
        });
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
