package cloud.reseller.activity.read;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.Actor;
import cloud.reseller.events.BillingType;
import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.CommandParked;
import cloud.reseller.events.CommandRepeated;
import cloud.reseller.events.Event;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.Money;
import cloud.reseller.events.Offer;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.events.PriceRule;
import cloud.reseller.testing.Customer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEntryTest {

  private static final JsonMapper JSON = EventJson.mapper();
  private static final Instant AT = Instant.parse("2026-11-22T10:15:30.123Z");
  private static final String SUBSCRIPTION = "a1b2c3d4-0001-4aaa-8bbb-000000000001";
  private static final Customer CUSTOMER =
      new Customer(
          "0f2d5b1c-8a43-4c1e-9d57-3b6a1e0c7f11",
          "5e0c9b7a-1d3f-4f7e-8a2b-c4d5e6f70812",
          "Fabrikam, Inc",
          SUBSCRIPTION,
          new Actor("d00dfeed-0003-4aaa-8bbb-000000000003", Actor.Side.PARTNER),
          new Actor("c0ffee00-0002-4aaa-8bbb-000000000002", Actor.Side.CUSTOMER));

  private static final String POLICY =
      """
      {"id": "5e0c9b7a-1d3f-4f7e-8a2b-c4d5e6f70812_0f2d5b1c-8a43-4c1e-9d57-3b6a1e0c7f11",
       "selfServeEntity": {"selfServeEntityType": "customer",
                           "tenantID": "0f2d5b1c-8a43-4c1e-9d57-3b6a1e0c7f11"},
       "grantor": {"grantorType": "billToPartner",
                   "tenantID": "5e0c9b7a-1d3f-4f7e-8a2b-c4d5e6f70812"},
       "permissions": [{"resource": "AzureReservedInstances", "action": "Purchase"}]}
      """;

  @Test
  void turning_the_permission_on_reads_as_the_public_log_does() {
    AuditEntry entry = entry(CUSTOMER.turnedOn(AT));

    assertThat(entry.operation().action()).isEqualTo("Create Customer Purchase Permissions");
    assertThat(entry.operation().operationType()).isEqualTo("create_self_serve_policy");
    assertThat(entry.operation().resourceType()).isEqualTo("self_serve_policy");
    assertThat(entry.status()).isEqualTo("succeeded");
    assertThat(entry.whose()).isEqualTo(new AuditEntry.Whose.OfCustomer(CUSTOMER.id()));
    assertThat(entry.by()).contains(CUSTOMER.agent());
    assertThat(entry.oldValue()).isEmpty();
    assertThat(json(entry.newValue())).isEqualTo(json(POLICY));
    assertThat(details(entry))
        .containsEntry("InitiatedBy", "partner")
        .containsEntry("UserId", CUSTOMER.agent().id())
        .containsEntry("Reason", "pilot \"one\"\nof\ttwo \\ .");
    // Stored for ever, so to the letter.
    assertThat(entry.details())
        .isEqualTo(
            "[{\"key\":\"Reason\",\"value\":\"pilot \\\"one\\\"\\nof\\ttwo \\\\ .\"},"
                + "{\"key\":\"InitiatedBy\",\"value\":\"partner\"},"
                + "{\"key\":\"UserId\",\"value\":\""
                + CUSTOMER.agent().id()
                + "\"}]");
  }

  @Test
  void turning_the_permission_off_reads_as_the_public_log_does() {
    AuditEntry entry = entry(CUSTOMER.turnedOff(AT));

    assertThat(entry.operation().action()).isEqualTo("Delete Customer Purchase Permissions");
    assertThat(entry.operation().operationType()).isEqualTo("delete_self_serve_policy");
    assertThat(json(entry.oldValue())).isEqualTo(json(POLICY));
    assertThat(entry.newValue()).isEmpty();
    assertThat(details(entry)).doesNotContainKey("Reason");
  }

  @Test
  void replacing_the_product_kinds_is_an_update() {
    var on = CUSTOMER.turnedOn(AT);
    AuditEntry entry =
        entry(
            new PermissionEvent.CustomerPurchasePermissionUpdated(
                on.customerId(), on.partnerId(), on.products(), "", on.by(), AT));

    assertThat(entry.operation().operationType()).isEqualTo("update_self_serve_policy");
    assertThat(json(entry.newValue())).isEqualTo(json(POLICY));
  }

  @Test
  void a_purchase_by_the_customer_is_an_order_that_says_who_initiated_it() {
    var bought = CUSTOMER.bought(CUSTOMER.user(), AT);
    AuditEntry entry = entry(bought);

    assertThat(entry.operation().operationType()).isEqualTo("create_order");
    assertThat(entry.operation().resourceType()).isEqualTo("order");
    assertThat(entry.operation().action()).isEqualTo("Create order");
    assertThat(entry.by()).contains(CUSTOMER.user());
    assertThat(details(entry))
        .containsEntry("OrderId", bought.orderId())
        .containsEntry("ReservationId", bought.reservationId())
        .containsEntry("BillingCycle", "one_time")
        .containsEntry("SubscriptionId-0", SUBSCRIPTION)
        .containsEntry("Quantity-0", "2")
        .containsEntry("Grant", "permission-events/3@18")
        .containsEntry("InitiatedBy", "customer");
    JsonNode order = json(entry.newValue());
    assertThat(order.at("/id").textValue()).isEqualTo(bought.orderId());
    assertThat(order.at("/lineItems/0/friendlyName").textValue())
        .isEqualTo("Reserved VM Instance, " + bought.sku() + ", EU West, 1 Year");
    assertThat(order.at("/lineItems/0/termDuration").textValue()).isEqualTo("P1Y");
    assertThat(order.at("/lineItems/0/provisioningContext/scope").textValue()).isEqualTo("shared");
  }

  @Test
  void a_purchase_by_the_partner_says_so() {
    assertThat(details(entry(CUSTOMER.bought(CUSTOMER.agent(), AT))))
        .containsEntry("InitiatedBy", "partner")
        .doesNotContainKey("Grant");
  }

  @Test
  void the_partners_cost_and_margin_are_not_in_the_log_that_every_agent_reads() {
    AuditEntry entry = entry(CUSTOMER.bought(CUSTOMER.user(), AT));

    assertThat(entry.newValue() + entry.details())
        .doesNotContain("100000", "115000", "1500", "artnerCost");
  }

  @Test
  void a_refused_purchase_failed_for_a_reason() {
    var rejected = CUSTOMER.rejected();
    AuditEntry entry = entry(rejected);

    assertThat(entry.operation()).isEqualTo(Operation.PURCHASE_RESERVATION);
    assertThat(entry.status()).isEqualTo("failed");
    assertThat(entry.newValue()).isEmpty();
    assertThat(details(entry))
        .containsEntry("RequestId", rejected.requestId())
        .containsEntry("Code", "PermissionOff")
        .containsEntry("Reason", rejected.text())
        .containsEntry("RestsOn", "permission-events/3@21")
        .containsEntry("InitiatedBy", "customer");
  }

  @Test
  void a_refused_command_failed_as_what_was_asked() {
    AuditEntry entry = entry(CUSTOMER.refused("DeletePermission.v1", "EtagNotValid"));

    assertThat(entry.operation()).isEqualTo(Operation.DELETE_PERMISSION);
    assertThat(entry.status()).isEqualTo("failed");
    assertThat(details(entry)).containsEntry("Code", "EtagNotValid");
  }

  @Test
  void a_refused_command_of_a_strange_type_is_undefined_and_not_lost() {
    AuditEntry entry = entry(CUSTOMER.refused("Dance", "TypeUnknown"));

    assertThat(entry.operation().operationType()).isEqualTo("undefined");
    assertThat(entry.status()).isEqualTo("failed");
  }

  @Test
  void an_attempt_on_somebody_elses_customer_is_not_this_partners_activity() {
    assertThat(AuditEntry.of(CUSTOMER.refused("CreatePermission.v1", "CustomerUnknown"))).isEmpty();
  }

  @Test
  void a_repeated_command_did_nothing() {
    assertThat(AuditEntry.of(new CommandRepeated(CUSTOMER.id(), "x", "permission-events/3@18")))
        .isEmpty();
  }

  @Test
  void a_parked_command_failed_and_names_nobody() {
    AuditEntry entry =
        entry(
            new CommandParked(
                CUSTOMER.id(), "x", "PurchaseReservationOnBehalf.v1", "deciding failed"));

    assertThat(entry.operation()).isEqualTo(Operation.PURCHASE_RESERVATION);
    assertThat(entry.status()).isEqualTo("failed");
    assertThat(entry.by()).isEmpty();
    assertThat(details(entry)).containsEntry("Code", "CommandParked");
  }

  @Test
  void a_customer_is_added_in_the_public_form() {
    AuditEntry entry = entry(CUSTOMER.added());

    assertThat(entry.operation().operationType()).isEqualTo("add_customer");
    assertThat(json(entry.newValue()).at("/companyProfile/companyName").textValue())
        .isEqualTo("Fabrikam, Inc");
  }

  @Test
  void what_happens_to_a_subscription_is_an_update_of_it() {
    Actor by = CUSTOMER.agent();
    assertThat(
            values(
                entry(
                    new PermissionEvent.SubscriptionAdded(
                        CUSTOMER.id(),
                        SUBSCRIPTION,
                        SUBSCRIPTION,
                        Offer.AZURE_PLAN,
                        "MS-AZR-0017G",
                        "Azure plan",
                        1,
                        BillingType.USAGE,
                        true,
                        by))))
        .startsWith("update_subscription  ->")
        .contains("\"billingType\":\"usage\"");
    assertThat(
            values(
                entry(new PermissionEvent.SubscriptionSuspended(CUSTOMER.id(), SUBSCRIPTION, by))))
        .isEqualTo(
            "update_subscription " + subscription("active") + " -> " + subscription("suspended"));
    assertThat(
            values(
                entry(
                    new PermissionEvent.SubscriptionReactivated(CUSTOMER.id(), SUBSCRIPTION, by))))
        .isEqualTo(
            "update_subscription " + subscription("suspended") + " -> " + subscription("active"));
    assertThat(
            values(entry(new PermissionEvent.SubscriptionDeleted(CUSTOMER.id(), SUBSCRIPTION, by))))
        .isEqualTo("update_subscription  -> " + subscription("deleted"));
  }

  @Test
  void an_owner_is_a_member_of_a_role() {
    Actor by = CUSTOMER.agent();
    String owner =
        "{\"role\":\"Owner\",\"subscriptionId\":\""
            + SUBSCRIPTION
            + "\",\"userId\":\""
            + CUSTOMER.user().id()
            + "\"}";
    assertThat(
            values(
                entry(
                    new PermissionEvent.OwnerAssigned(
                        CUSTOMER.id(), SUBSCRIPTION, CUSTOMER.user().id(), by))))
        .isEqualTo("add_user_member  -> " + owner);
    assertThat(
            values(
                entry(
                    new PermissionEvent.OwnerRemoved(
                        CUSTOMER.id(), SUBSCRIPTION, CUSTOMER.user().id(), by))))
        .isEqualTo("remove_user_member " + owner + " -> ");
  }

  @Test
  void price_rules_and_limits_change_the_customer() {
    Actor by = CUSTOMER.agent();
    assertThat(
            values(
                entry(
                    new PermissionEvent.PriceRuleSet(
                        CUSTOMER.id(), "*", new PriceRule.Fixed(new Money(1205, "EUR")), by))))
        .isEqualTo(
            "update_customer_billing_profile  ->"
                + " {\"target\":\"*\",\"type\":\"Fixed\",\"unitPrice\":\"12.05\",\"currency\":\"EUR\"}");
    assertThat(
            values(
                entry(
                    new PermissionEvent.PriceRuleSet(
                        CUSTOMER.id(), "*", new PriceRule.Percent(-250), by))))
        .endsWith("{\"target\":\"*\",\"type\":\"Percent\",\"basisPoints\":-250}");
    assertThat(values(entry(new PermissionEvent.PriceRuleRemoved(CUSTOMER.id(), "*", by))))
        .isEqualTo("update_customer_billing_profile {\"target\":\"*\"} -> ");
    assertThat(
            values(
                entry(
                    new PermissionEvent.PurchaseLimitSet(
                        CUSTOMER.id(),
                        "USD",
                        OptionalLong.of(100_00),
                        OptionalLong.empty(),
                        OptionalLong.of(500_00),
                        by))))
        .isEqualTo(
            "update_customer_spending_budget  ->"
                + " {\"currency\":\"USD\",\"perOrderMinor\":10000,\"per30DaysMinor\":50000}");
    assertThat(values(entry(new PermissionEvent.PurchaseLimitRemoved(CUSTOMER.id(), by))))
        .isEqualTo("update_customer_spending_budget  -> ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PermissionAlreadyExists", "PermissionNotFound"})
  void turning_the_permission_on_or_off_again_has_no_entry(String code) {
    assertThat(AuditEntry.of(CUSTOMER.refused("CreatePermission.v1", code))).isEmpty();
  }

  @Test
  void a_partners_price_sheet_is_in_its_own_log() {
    Actor by = new Actor("agent", Actor.Side.PARTNER);
    AuditEntry entry =
        entry(
            new CatalogueEvent.PriceSheetPublished(
                "sheet", Optional.of("partner"), Optional.of("agent"), 640, "digest", AT));
    assertThat(entry.whose()).isEqualTo(new AuditEntry.Whose.OfPartner("partner"));
    assertThat(entry.operation()).isEqualTo(Operation.PUBLISH_PRICE_SHEET);
    assertThat(entry.by()).contains(by);
    assertThat(entry.newValue())
        .isEqualTo(
            "{\"id\":\"sheet\",\"lines\":640,\"digest\":\"digest\",\"effectiveFrom\":\""
                + AT
                + "\"}");
    assertThat(entry.details())
        .contains("{\"key\":\"SheetId\",\"value\":\"sheet\"}")
        .contains("{\"key\":\"Lines\",\"value\":\"640\"}")
        .contains("{\"key\":\"EffectiveFrom\",\"value\":\"" + AT + "\"}")
        .contains("{\"key\":\"UserId\",\"value\":\"agent\"}");
  }

  @Test
  void the_operators_sheets_are_in_no_partners_log() {
    for (Event event :
        List.of(
            new CatalogueEvent.FlexibilityRatiosPublishedV1("ratios", 1, "digest", AT),
            new CatalogueEvent.FlexibilityRatiosPublished(
                "ratios", Optional.of("operator"), 1, "digest", AT),
            new CatalogueEvent.FlexibilityRatio("ratios", "group", "size", 1),
            new CatalogueEvent.PriceSheetPublishedV1("sheet", 1, "digest", AT, AT),
            new CatalogueEvent.PriceSheetPublished(
                "sheet", Optional.empty(), Optional.of("operator"), 1, "digest", AT))) {
      assertThat(AuditEntry.of(event)).isEmpty();
    }
  }

  private static AuditEntry entry(Event event) {
    return AuditEntry.of(event).orElseThrow();
  }

  private static String subscription(String status) {
    return "{\"id\":\"" + SUBSCRIPTION + "\",\"status\":\"" + status + "\"}";
  }

  private static String values(AuditEntry entry) {
    return entry.operation().operationType() + ' ' + entry.oldValue() + " -> " + entry.newValue();
  }

  private static Map<String, String> details(AuditEntry entry) {
    Map<String, String> details = new TreeMap<>();
    json(entry.details())
        .forEach(one -> details.put(one.get("key").textValue(), one.get("value").textValue()));
    return details;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
