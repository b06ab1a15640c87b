package cloud.reseller.reservations.write;

import static cloud.reseller.reservations.write.Asking.owner;
import static cloud.reseller.reservations.write.Facts.AGENT;
import static cloud.reseller.reservations.write.Facts.CUSTOMER;
import static cloud.reseller.reservations.write.Facts.D2S;
import static cloud.reseller.reservations.write.Facts.D4S;
import static cloud.reseller.reservations.write.Facts.ENTITLEMENT;
import static cloud.reseller.reservations.write.Facts.NOW;
import static cloud.reseller.reservations.write.Facts.OPEN_END;
import static cloud.reseller.reservations.write.Facts.OTHER_PARTNER;
import static cloud.reseller.reservations.write.Facts.OTHER_SUBSCRIPTION;
import static cloud.reseller.reservations.write.Facts.OWNER;
import static cloud.reseller.reservations.write.Facts.PARTNER;
import static cloud.reseller.reservations.write.Facts.READER;
import static cloud.reseller.reservations.write.Facts.SUBSCRIPTION;
import static cloud.reseller.reservations.write.Facts.azurePlan;
import static cloud.reseller.reservations.write.Facts.customer;
import static cloud.reseller.reservations.write.Facts.customerIn;
import static cloud.reseller.reservations.write.Facts.firstLine;
import static cloud.reseller.reservations.write.Facts.firstSheet;
import static cloud.reseller.reservations.write.Facts.permissionOff;
import static cloud.reseller.reservations.write.Facts.permissionOn;
import static cloud.reseller.reservations.write.Facts.ready;
import static cloud.reseller.reservations.write.Facts.readyBut;
import static cloud.reseller.reservations.write.Facts.subscription;
import static cloud.reseller.reservations.write.Facts.usd;
import static cloud.reseller.reservations.write.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.Actor;
import cloud.reseller.events.BillingPlan;
import cloud.reseller.events.BillingType;
import cloud.reseller.events.Event;
import cloud.reseller.events.Flexibility;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionUpdated;
import cloud.reseller.events.PermissionEvent.OwnerAssigned;
import cloud.reseller.events.PermissionEvent.OwnerRemoved;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.events.PermissionEvent.SubscriptionDeleted;
import cloud.reseller.events.PermissionEvent.SubscriptionReactivated;
import cloud.reseller.events.PermissionEvent.SubscriptionSuspended;
import cloud.reseller.events.ProductKind;
import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.events.PurchaseRequest.AppliedScopeProperties;
import cloud.reseller.events.Scope;
import cloud.reseller.events.Term;
import cloud.reseller.reservations.write.pricing.Pricing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a reservation may be bought: the conditions in their order, each with its own code. */
class ReservationDeciderTest {

  @Test
  void an_owner_buys_when_the_permission_is_on() {
    given(ready())
        .when(owner().request())
        .thenBought(
            bought -> {
              assertThat(bought.customerId()).isEqualTo(CUSTOMER);
              assertThat(bought.partnerId()).isEqualTo(PARTNER);
              assertThat(bought.requestId()).isEqualTo("request-1");
              assertThat(bought.subscriptionId()).isEqualTo(SUBSCRIPTION);
              assertThat(bought.sku()).isEqualTo("Standard_D2s_v5");
              assertThat(bought.region()).isEqualTo("eastus");
              assertThat(bought.term()).isEqualTo(Term.P1Y);
              assertThat(bought.billingPlan()).isEqualTo(BillingPlan.UPFRONT);
              assertThat(bought.quantity()).isEqualTo(1);
              assertThat(bought.scope()).isEqualTo(new Scope.Shared());
              assertThat(bought.flexibility()).isEqualTo(Flexibility.ON);
              assertThat(bought.displayName()).isEqualTo("web farm");
              assertThat(bought.partnerCost()).isEqualTo(usd(1_000_00));
              assertThat(bought.sheet()).isEqualTo("sheet-us");
              assertThat(bought.origin()).isEqualTo(Actor.Side.CUSTOMER);
              assertThat(bought.grant()).isEqualTo("permission-events/3@3");
              assertThat(bought.by()).isEqualTo(new Actor(OWNER, Actor.Side.CUSTOMER));
              assertThat(bought.purchasedAt()).isEqualTo(NOW);
              assertThat(bought.expiresAt()).isEqualTo("2027-11-22T10:00:00Z");
              assertThat(bought.renew()).as("default off, E61").isFalse();
            });
  }

  @Test
  void order_and_reservation_have_ids_of_version_5_that_a_retry_makes_again() {
    Story story = given(ready());
    story
        .when(owner().request())
        .thenBought(
            bought -> {
              assertThat(bought.orderId()).matches(".{14}5.{4}[89ab].{16}");
              assertThat(bought.reservationId()).matches(".{14}5.{4}[89ab].{16}");
              assertThat(bought.orderId()).isNotEqualTo(bought.reservationId());
              assertThat(bought.orderId()).isEqualTo("48624154-d1e4-5ab6-8a8e-5f132043fd0d");
            });
  }

  @Test
  void a_request_that_comes_again_after_its_answer_was_forgotten_buys_nothing() {
    Story story = given(ready());
    story.when(owner().request()).thenBought(bought -> story.and(permissionOff()).and(NOW, bought));
    story
        .when(owner().withQuantity(2).request())
        .thenRefused(Refusal.ORDER_EXISTS, "reservation-events/3@0");
    story
        .when(owner().onBehalf(PARTNER))
        .thenRefused(Refusal.ORDER_EXISTS, "reservation-events/3@0");
    story.when(owner().onBehalf(OTHER_PARTNER)).thenRefused(Refusal.CUSTOMER_UNKNOWN, "");
  }

  @Test
  void an_object_id_has_one_spelling_in_the_log() {
    given(ready())
        .when(owner().withRequestedBy(OWNER.toUpperCase(Locale.ROOT)).request())
        .thenBought(bought -> assertThat(bought.by().id()).isEqualTo(OWNER));
  }

  @Test
  void a_term_that_starts_on_a_leap_day_ends_on_the_last_of_february() {
    given(ready())
        .whenAt(Instant.parse("2028-02-29T12:00:00Z"), owner().withTerm("P3Y").request())
        .thenBought(
            bought -> {
              assertThat(bought.expiresAt()).isEqualTo("2031-02-28T12:00:00Z");
              assertThat(bought.partnerCost()).isEqualTo(usd(2_400_00));
            });
  }

  @Test
  void nobody_buys_for_an_unknown_customer() {
    given(readyBut(CustomerAdded.class))
        .when(owner().request())
        .thenRefused(Refusal.CUSTOMER_UNKNOWN, "");
  }

  @Test
  void the_permission_is_off_from_the_beginning() {
    given(readyBut(CustomerPurchasePermissionCreated.class))
        .when(owner().request())
        .thenRefused(Refusal.PERMISSION_OFF, "");
  }

  @Test
  void a_revoked_permission_is_revoked_and_the_refusal_names_the_fact() {
    given(ready(permissionOff()))
        .when(owner().request())
        .thenRefused(Refusal.PERMISSION_OFF, "permission-events/3@4");
  }

  @Test
  void a_permission_turned_on_again_counts_from_the_new_grant() {
    given(ready(permissionOff(), permissionOn()))
        .when(owner().request())
        .thenBought(bought -> assertThat(bought.grant()).isEqualTo("permission-events/3@5"));
  }

  @Test
  void a_restated_permission_still_rests_on_its_grant() {
    given(
            ready(
                new CustomerPurchasePermissionUpdated(
                    CUSTOMER,
                    PARTNER,
                    Set.of(ProductKind.AZURE_RESERVED_INSTANCES),
                    "",
                    AGENT,
                    NOW)))
        .when(owner().request())
        .thenBought(bought -> assertThat(bought.grant()).isEqualTo("permission-events/3@3"));
  }

  @Test
  void the_partner_buys_with_the_permission_on_or_off() {
    given(ready()).when(owner().onBehalf(PARTNER)).thenBought();
    given(ready(permissionOff()))
        .when(owner().onBehalf(PARTNER))
        .thenBought(
            bought -> {
              assertThat(bought.origin()).isEqualTo(Actor.Side.PARTNER);
              assertThat(bought.by()).isEqualTo(AGENT);
              assertThat(bought.grant()).isEmpty();
            });
  }

  @Test
  void an_agent_whose_role_does_not_buy_is_refused_and_that_is_kept() {
    Story story = given(ready());
    story.when(owner().onBehalf(PARTNER, false)).thenRefused(Refusal.ROLE_LACKS_RIGHTS, "");
    story.when(owner().onBehalf(OTHER_PARTNER, false)).thenRefused(Refusal.CUSTOMER_UNKNOWN, "");
  }

  @Test
  void another_partner_does_not_know_the_customer() {
    given(ready()).when(owner().onBehalf(OTHER_PARTNER)).thenRefused(Refusal.CUSTOMER_UNKNOWN, "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/subscriptions/", "nonsense", "/subscriptions/50000000-0000-4000-8000-9"})
  void a_subscription_must_be_the_customers(String billingScope) {
    given(ready())
        .when(owner().withBillingScope(billingScope).request())
        .thenRefused(Refusal.SUBSCRIPTION_UNKNOWN, "permission-events/3@0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SUBSCRIPTION,
        ENTITLEMENT,
        "/subscriptions/" + ENTITLEMENT,
        "/SUBSCRIPTIONS/50000000-0000-4000-8000-000000000001"
      })
  void a_subscription_is_named_by_either_of_its_ids_or_by_its_path(String billingScope) {
    given(ready())
        .when(owner().withBillingScope(billingScope).request())
        .thenBought(bought -> assertThat(bought.subscriptionId()).isEqualTo(SUBSCRIPTION));
  }

  @Test
  void an_azure_subscription_that_is_added_again_is_the_one_that_exists() {
    SubscriptionAdded again =
        subscription(OTHER_SUBSCRIPTION, ENTITLEMENT, true, BillingType.USAGE);
    Event[] facts =
        ready(
            new SubscriptionDeleted(CUSTOMER, SUBSCRIPTION, AGENT),
            again,
            new OwnerAssigned(CUSTOMER, OTHER_SUBSCRIPTION, OWNER, AGENT));
    String azure = "/subscriptions/" + ENTITLEMENT;
    given(facts)
        .when(single(azure + "/resourceGroups/web").withBillingScope(azure).request())
        .thenBought(
            bought -> {
              assertThat(bought.subscriptionId()).isEqualTo(OTHER_SUBSCRIPTION);
              assertThat(bought.scope())
                  .isEqualTo(new Scope.ResourceGroup(OTHER_SUBSCRIPTION, "web"));
            });
    given(facts)
        .when(owner().withBillingScope(SUBSCRIPTION).request())
        .thenRefused(Refusal.SUBSCRIPTION_DELETED, "permission-events/3@4");
    given(facts)
        .under(2)
        .when(owner().withBillingScope(azure).request())
        .thenRefused(Refusal.SUBSCRIPTION_DELETED, "permission-events/3@4");
  }

  @Test
  void an_azure_id_comes_before_the_same_id_of_another_subscription() {
    Event[] facts =
        ready(
            subscription(OTHER_SUBSCRIPTION, SUBSCRIPTION, true, BillingType.USAGE),
            new OwnerAssigned(CUSTOMER, OTHER_SUBSCRIPTION, OWNER, AGENT));
    String azure = "/subscriptions/" + SUBSCRIPTION;
    given(facts)
        .when(single(azure).withBillingScope(azure).request())
        .thenBought(
            bought -> {
              assertThat(bought.subscriptionId()).isEqualTo(OTHER_SUBSCRIPTION);
              assertThat(bought.scope()).isEqualTo(new Scope.Single(OTHER_SUBSCRIPTION));
            });
    readyUnder(2, facts)
        .when(owner().withBillingScope(azure).request())
        .thenBought(bought -> assertThat(bought.subscriptionId()).isEqualTo(SUBSCRIPTION));
    given(facts)
        .and(new SubscriptionDeleted(CUSTOMER, OTHER_SUBSCRIPTION, AGENT))
        .when(owner().withBillingScope(azure).request())
        .thenBought(bought -> assertThat(bought.subscriptionId()).isEqualTo(SUBSCRIPTION));
  }

  @Test
  void a_subscription_bought_elsewhere_is_refused() {
    given(readyBut(SubscriptionAdded.class))
        .and(subscription(SUBSCRIPTION, ENTITLEMENT, false, BillingType.USAGE))
        .when(owner().request())
        .thenRefused(Refusal.SUBSCRIPTION_NOT_THROUGH_PARTNER, "permission-events/3@3");
  }

  @Test
  void a_suspended_subscription_is_refused_until_it_is_reactivated() {
    Story story = given(ready(new SubscriptionSuspended(CUSTOMER, SUBSCRIPTION, AGENT)));
    story
        .when(owner().request())
        .thenRefused(Refusal.SUBSCRIPTION_SUSPENDED, "permission-events/3@4");
    story
        .and(new SubscriptionReactivated(CUSTOMER, SUBSCRIPTION, AGENT))
        .when(owner().request())
        .thenBought();
  }

  @Test
  void a_deleted_subscription_is_refused() {
    given(ready(new SubscriptionDeleted(CUSTOMER, SUBSCRIPTION, AGENT)))
        .when(owner().request())
        .thenRefused(Refusal.SUBSCRIPTION_DELETED, "permission-events/3@4");
  }

  @Test
  void a_licence_based_subscription_is_refused() {
    given(readyBut(SubscriptionAdded.class))
        .and(subscription(SUBSCRIPTION, ENTITLEMENT, true, BillingType.LICENSE))
        .when(owner().request())
        .thenRefused(Refusal.SUBSCRIPTION_NOT_USAGE_BASED, "permission-events/3@3");
  }

  @Test
  void a_user_without_owner_is_refused() {
    given(ready())
        .when(owner().withRequestedBy(READER).request())
        .thenRefused(Refusal.OWNER_MISSING, "permission-events/3@2");
    given(readyBut(OwnerAssigned.class))
        .when(owner().request())
        .thenRefused(Refusal.OWNER_MISSING, "permission-events/3@1");
  }

  @Test
  void an_owner_of_another_subscription_is_refused() {
    given(ready(subscription(OTHER_SUBSCRIPTION, OTHER_SUBSCRIPTION, true, BillingType.USAGE)))
        .when(owner().withBillingScope(OTHER_SUBSCRIPTION).request())
        .thenRefused(Refusal.OWNER_MISSING, "permission-events/3@4");
  }

  @Test
  void an_owner_who_was_removed_is_refused() {
    given(ready(new OwnerRemoved(CUSTOMER, SUBSCRIPTION, OWNER, AGENT)))
        .when(owner().request())
        .thenRefused(Refusal.OWNER_MISSING, "permission-events/3@4");
  }

  @Test
  void the_partner_needs_no_owner() {
    given(readyBut(OwnerAssigned.class)).when(owner().onBehalf(PARTNER)).thenBought();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CN", "BR", "GG"})
  void a_market_without_reservations_is_refused(String country) {
    given(readyIn(country))
        .when(owner().request())
        .thenRefused(Refusal.MARKET_NOT_SOLD, "permission-events/3@0");
  }

  @Test
  void a_market_without_any_sheet_is_refused() {
    given(readyIn("FR")).when(owner().request()).thenRefused(Refusal.PRICES_NOT_IN_FORCE, "");
  }

  private static Event[] readyIn(String country) {
    return Arrays.stream(ready())
        .map(fact -> fact instanceof CustomerAdded ? customerIn(country) : fact)
        .toArray(Event[]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SqlDatabases", "VirtualMachine", ""})
  void only_virtual_machines_are_sold(String type) {
    given(ready())
        .when(owner().withResourceType(type).request())
        .thenRefused(Refusal.RESOURCE_TYPE_NOT_SOLD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Standard_A2",
        "Standard_A4m_v2",
        "Standard_G5",
        "Standard_GS5",
        "Basic_A0",
        "Standard_D2_v2_Promo"
      })
  void excluded_series_are_refused(String sku) {
    given(ready()).when(owner().withSku(sku).request()).thenRefused(Refusal.PRODUCT_EXCLUDED);
  }

  @Test
  void a_size_that_is_not_in_the_sheet_is_refused() {
    given(ready())
        .when(owner().withSku("Standard_D96s_v5").request())
        .thenRefused(Refusal.PRODUCT_NOT_FOUND, "catalogue-events/0@3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"P5Y", "P2Y", "1Year", ""})
  void other_terms_are_refused(String term) {
    given(ready()).when(owner().withTerm(term).request()).thenRefused(Refusal.TERM_UNSUPPORTED);
  }

  @Test
  void a_size_is_not_sold_in_every_region() {
    given(ready())
        .when(owner().withLocation("westeurope").request())
        .thenRefused(Refusal.REGION_NOT_SOLD, "catalogue-events/0@3");
  }

  @Test
  void a_size_is_not_sold_for_every_term() {
    given(ready())
        .when(owner().withSku(D4S).withLocation("westeurope").withTerm("P3Y").request())
        .thenRefused(Refusal.TERM_NOT_SOLD, "catalogue-events/0@3");
  }

  @Test
  void monthly_costs_the_same() {
    given(ready())
        .when(owner().withBillingPlan("Monthly").request())
        .thenBought(
            bought -> {
              assertThat(bought.billingPlan()).isEqualTo(BillingPlan.MONTHLY);
              assertThat(bought.partnerCost()).isEqualTo(usd(1_000_00));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"Yearly", "Up front", ""})
  void other_billing_plans_are_refused(String plan) {
    given(ready())
        .when(owner().withBillingPlan(plan).request())
        .thenRefused(Refusal.BILLING_PLAN_NOT_SOLD);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE, 2_147_483_648L, Long.MAX_VALUE, 10_000_001})
  void a_quantity_is_one_or_more_and_within_what_an_order_can_hold(long quantity) {
    given(ready())
        .when(owner().withQuantity(quantity).request())
        .thenRefused(Refusal.QUANTITY_INVALID);
  }

  @Test
  void the_largest_quantity_an_order_can_hold_is_bought() {
    given(ready())
        .when(owner().withQuantity(10_000_000).request())
        .thenBought(bought -> assertThat(bought.partnerCost()).isEqualTo(usd(Pricing.MOST_MINOR)));
  }

  @Test
  void a_display_name_has_at_most_64_code_points() {
    String longest = "👩".repeat(64);
    given(ready())
        .when(owner().withDisplayName(longest).request())
        .thenBought(bought -> assertThat(bought.displayName()).isEqualTo(longest));
    for (int rules = 1; rules <= 2; rules++) {
      readyUnder(rules)
          .when(owner().withDisplayName("👩".repeat(33)).request())
          .thenTold(Refusal.DISPLAY_NAME_INVALID);
    }
    given(ready())
        .when(owner().withDisplayName(longest + "👩").request())
        .thenTold(Refusal.DISPLAY_NAME_INVALID);
    given(ready()).when(owner().withDisplayName("x".repeat(64)).request()).thenBought();
    given(ready())
        .when(owner().withDisplayName("x".repeat(65)).request())
        .thenRefused(Refusal.DISPLAY_NAME_INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"web\nfarm", "\u0007bell", "\u202Emraf bew", "web\u200Bfarm", "\u2066web\u2069"})
  void from_the_third_rule_set_on_a_display_name_has_no_invisible_characters(String name) {
    given(ready())
        .when(owner().withDisplayName(name).request())
        .thenTold(Refusal.DISPLAY_NAME_NOT_VISIBLE);
    for (int rules = 1; rules <= 2; rules++) {
      readyUnder(rules)
          .when(owner().withDisplayName(name).request())
          .thenBought(bought -> assertThat(bought.displayName()).isEqualTo(name));
    }
  }

  @Test
  void from_the_third_rule_set_on_the_name_of_a_scope_has_no_invisible_characters() {
    String group = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/web\u202Efarm";
    given(ready())
        .when(owner().withScopeType("Single").withScopes(group).request())
        .thenTold(Refusal.SCOPE_PATH_INVALID);
    readyUnder(2)
        .when(owner().withScopeType("Single").withScopes(group).request())
        .thenBought(
            bought ->
                assertThat(bought.scope())
                    .isEqualTo(new Scope.ResourceGroup(SUBSCRIPTION, "web\u202Efarm")));
    given(ready())
        .when(managementGroup(Optional.of(CUSTOMER), "mg\u202E1"))
        .thenTold(Refusal.MANAGEMENT_GROUP_SCOPE_INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-11-22T10:00:00.000000001Z", "2027-05-01T00:00:00Z", "2027-11-22T10:00:00Z"})
  void a_time_of_review_within_the_term_is_kept_as_asked(Instant review) {
    given(ready())
        .when(owner().withReviewDateTime(review).request())
        .thenBought(bought -> assertThat(bought.reviewAt()).contains(review));
  }

  @Test
  void a_reservation_without_a_time_of_review_has_none() {
    given(ready())
        .when(owner().request())
        .thenBought(bought -> assertThat(bought.reviewAt()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-22T10:00:00Z", "2027-11-22T10:00:00.000000001Z"})
  void a_time_of_review_outside_the_term_is_refused(Instant review) {
    given(ready())
        .when(owner().withReviewDateTime(review).request())
        .thenRefused(Refusal.REVIEW_TIME_INVALID);
  }

  @Test
  void a_longer_term_can_be_reviewed_later() {
    given(ready())
        .when(
            owner()
                .withTerm("P3Y")
                .withReviewDateTime(Instant.parse("2029-11-22T10:00:00Z"))
                .request())
        .thenBought();
  }

  @Test
  void renewal_is_kept_as_asked() {
    given(ready())
        .when(owner().withRenew(true).request())
        .thenBought(bought -> assertThat(bought.renew()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Share", "Everywhere", ""})
  void other_scope_types_are_refused(String type) {
    given(ready())
        .when(owner().withScopeType(type).request())
        .thenRefused(Refusal.SCOPE_TYPE_INVALID);
  }

  @Test
  void a_shared_scope_names_nothing() {
    given(ready())
        .when(owner().withScopes("/subscriptions/" + SUBSCRIPTION).request())
        .thenRefused(Refusal.SHARED_SCOPE_INVALID);
    given(ready()).when(owner().withScopes().request()).thenBought();
  }

  @Test
  void a_single_scope_is_one_subscription_or_one_resource_group() {
    given(ready())
        .when(single("/subscriptions/" + ENTITLEMENT).request())
        .thenBought(bought -> assertThat(bought.scope()).isEqualTo(new Scope.Single(SUBSCRIPTION)));
    given(ready())
        .when(single("/subscriptions/" + SUBSCRIPTION + "/resourcegroups/web").request())
        .thenBought(
            bought ->
                assertThat(bought.scope()).isEqualTo(new Scope.ResourceGroup(SUBSCRIPTION, "web")));
    given(ready())
        .when(
            owner()
                .withScopeType("Single")
                .withScopeProperties(properties(Optional.empty(), Optional.of(SUBSCRIPTION)))
                .request())
        .thenBought(bought -> assertThat(bought.scope()).isEqualTo(new Scope.Single(SUBSCRIPTION)));
  }

  @Test
  void a_single_scope_needs_a_name() {
    given(ready())
        .when(owner().withScopeType("Single").request())
        .thenRefused(Refusal.SCOPE_MISSING, "");
    given(ready()).when(single("").request()).thenRefused(Refusal.SCOPE_MISSING, "");
  }

  @Test
  void a_single_scope_takes_no_second_name() {
    given(ready())
        .when(single(SUBSCRIPTION, OTHER_SUBSCRIPTION).request())
        .thenRefused(Refusal.SCOPE_COUNT, "");
  }

  @Test
  void a_scope_is_named_in_one_place() {
    given(ready())
        .when(
            single("/subscriptions/" + SUBSCRIPTION)
                .withScopeProperties(properties(Optional.empty(), Optional.of(SUBSCRIPTION)))
                .request())
        .thenRefused(Refusal.SCOPE_NAMED_TWICE, "");
    given(ready())
        .when(
            owner()
                .withScopeType("ManagementGroup")
                .withScopes("/subscriptions/" + SUBSCRIPTION)
                .withScopeProperties(
                    new AppliedScopeProperties(
                        Optional.of(CUSTOMER),
                        Optional.of("mg-1"),
                        Optional.empty(),
                        Optional.empty()))
                .request())
        .thenRefused(Refusal.MANAGEMENT_GROUP_SCOPE_INVALID, "");
  }

  @Test
  void a_scope_is_one_of_the_customers_usage_subscriptions_through_the_partner() {
    given(ready())
        .when(single(OTHER_SUBSCRIPTION).request())
        .thenRefused(Refusal.SCOPE_NOT_OF_CUSTOMER, "permission-events/3@0");
    given(ready(subscription(OTHER_SUBSCRIPTION, OTHER_SUBSCRIPTION, false, BillingType.USAGE)))
        .when(single(OTHER_SUBSCRIPTION).request())
        .thenRefused(Refusal.SCOPE_NOT_QUALIFYING, "permission-events/3@4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/resourceGroups/", "/resourceGroups/a/b", "/providers/Microsoft.Compute"})
  void a_path_below_a_subscription_must_be_a_resource_group(String rest) {
    given(ready())
        .when(single("/subscriptions/" + SUBSCRIPTION + rest).request())
        .thenRefused(Refusal.SCOPE_PATH_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/providers/Microsoft.Management/managementGroups/"})
  void the_scope_of_a_management_group_needs_its_tenant_and_the_path_does_not_count(String path) {
    String longest = "m".repeat(90);
    given(ready())
        .when(managementGroup(Optional.of(CUSTOMER), path + longest))
        .thenBought(
            bought -> assertThat(bought.scope()).isEqualTo(new Scope.ManagementGroup(longest)));
    given(ready())
        .when(managementGroup(Optional.of(CUSTOMER), path + longest + "m"))
        .thenTold(Refusal.MANAGEMENT_GROUP_SCOPE_INVALID);
    given(ready())
        .when(managementGroup(Optional.empty(), path + "mg-1"))
        .thenTold(Refusal.MANAGEMENT_GROUP_TENANT_MISSING);
    given(ready())
        .when(managementGroup(Optional.of(CUSTOMER), path + "mg/1"))
        .thenTold(Refusal.MANAGEMENT_GROUP_SCOPE_INVALID);
    given(ready())
        .when(managementGroup(Optional.of(CUSTOMER), path))
        .thenTold(Refusal.MANAGEMENT_GROUP_SCOPE_INVALID);
  }

  @Test
  void up_to_rule_set_2_a_management_group_needs_only_its_id() {
    readyUnder(2)
        .when(managementGroup(Optional.empty(), "mg-1"))
        .thenBought(
            bought -> assertThat(bought.scope()).isEqualTo(new Scope.ManagementGroup("mg-1")));
    readyUnder(2)
        .when(owner().withScopeType("ManagementGroup").request())
        .thenTold(Refusal.MANAGEMENT_GROUP_SCOPE_INVALID);
    readyUnder(2)
        .when(managementGroup(Optional.empty(), "m".repeat(91)))
        .thenTold(Refusal.MANAGEMENT_GROUP_SCOPE_INVALID);
  }

  /** Before rule set 3 only sheets of version 1 are used. */
  private static Story readyUnder(int rules) {
    return readyUnder(rules, ready());
  }

  /** With a sheet of version 1 too. */
  private static Story readyUnder(int rules, Event... facts) {
    return given(facts)
        .and(
            firstSheet(
                    "first",
                    Instant.EPOCH,
                    OPEN_END,
                    firstLine("first", D2S, "eastus", "US", Term.P1Y, usd(1_000_00)))
                .toArray(Event[]::new))
        .under(rules);
  }

  private static PurchaseRequest managementGroup(Optional<String> tenant, String id) {
    return owner()
        .withScopeType("ManagementGroup")
        .withScopeProperties(
            new AppliedScopeProperties(tenant, Optional.of(id), Optional.empty(), Optional.empty()))
        .request();
  }

  @Test
  void scope_properties_name_one_scope_of_the_type_asked_for() {
    Optional<String> group = Optional.of("mg-1");
    Optional<String> subscription = Optional.of("/subscriptions/" + SUBSCRIPTION);
    Optional<String> web = subscription.map(id -> id + "/resourceGroups/web");
    Optional<String> none = Optional.empty();
    for (Asking contradicting :
        List.of(
            scoped("Single", group, subscription, none),
            scoped("Single", none, Optional.of(OTHER_SUBSCRIPTION), web),
            scoped("ManagementGroup", group, subscription, none),
            scoped("ManagementGroup", group, none, web))) {
      given(ready()).when(contradicting.request()).thenTold(Refusal.SCOPES_CONTRADICT);
      readyUnder(2).when(contradicting.request()).thenBought();
    }
    given(ready())
        .when(scoped("Single", Optional.of(""), Optional.of(SUBSCRIPTION), web).request())
        .thenBought(
            bought ->
                assertThat(bought.scope()).isEqualTo(new Scope.ResourceGroup(SUBSCRIPTION, "web")));
  }

  private static Asking scoped(
      String type, Optional<String> group, Optional<String> subscription, Optional<String> web) {
    return owner()
        .withScopeType(type)
        .withScopeProperties(
            new AppliedScopeProperties(Optional.of(CUSTOMER), group, subscription, web));
  }

  @Test
  void a_scope_lies_in_the_customers_own_tenant() {
    for (String own : List.of(CUSTOMER, CUSTOMER.toUpperCase(Locale.ROOT))) {
      given(ready())
          .when(inTenant(own).withScopeType("ManagementGroup").request())
          .thenBought(
              bought -> assertThat(bought.scope()).isEqualTo(new Scope.ManagementGroup("mg-1")));
      given(ready())
          .when(singleIn(own).request())
          .thenBought(
              bought -> assertThat(bought.scope()).isEqualTo(new Scope.Single(SUBSCRIPTION)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"c0000000-0000-4000-8000-000000000002", "fabrikam.example", ""})
  void a_scope_in_another_tenant_is_refused_whatever_its_type(String tenant) {
    for (Asking asked :
        List.of(
            inTenant(tenant).withScopeType("ManagementGroup"),
            singleIn(tenant),
            inTenant(tenant).withScopeType("Shared"))) {
      given(ready()).when(asked.request()).thenTold(Refusal.SCOPE_OF_ANOTHER_TENANT);
      given(ready()).when(asked.onBehalf(PARTNER)).thenTold(Refusal.SCOPE_OF_ANOTHER_TENANT);
    }
  }

  @Test
  void the_first_rule_set_takes_a_scope_of_any_tenant() {
    readyUnder(1)
        .when(inTenant(OTHER_SUBSCRIPTION).withScopeType("ManagementGroup").request())
        .thenBought(
            bought -> assertThat(bought.scope()).isEqualTo(new Scope.ManagementGroup("mg-1")));
  }

  @Test
  void capacity_priority_needs_a_single_scope() {
    given(ready())
        .when(owner().withFlexibility("Off").request())
        .thenRefused(Refusal.CAPACITY_PRIORITY_NEEDS_SINGLE_SCOPE);
    given(ready())
        .when(single(SUBSCRIPTION).withFlexibility("Off").request())
        .thenBought(bought -> assertThat(bought.flexibility()).isEqualTo(Flexibility.OFF));
  }

  @Test
  void flexibility_is_on_or_off() {
    given(ready())
        .when(owner().withFlexibility("Sometimes").request())
        .thenRefused(Refusal.FLEXIBILITY_INVALID);
  }

  @Test
  void a_size_without_a_flexibility_group_covers_itself_only() {
    List<Event> facts = new ArrayList<>(Facts.prices());
    facts.addAll(List.of(customer(), azurePlan(), Facts.owner(), permissionOn()));
    given(facts.toArray(Event[]::new))
        .when(owner().withFlexibility("On").request())
        .thenBought(bought -> assertThat(bought.flexibility()).isEqualTo(Flexibility.OFF));
  }

  @Test
  void of_several_conditions_that_fail_the_first_one_is_the_refusal() {
    Asking hopeless =
        owner()
            .withRequestedBy(READER)
            .withBillingScope("nonsense")
            .withSku("Standard_A2")
            .withTerm("P5Y")
            .withQuantity(0);
    given().when(hopeless.request()).thenRefused(Refusal.CUSTOMER_UNKNOWN);
    Story story = given(customer());
    story.when(hopeless.request()).thenRefused(Refusal.PERMISSION_OFF);
    story.and(permissionOn()).when(hopeless.request());
    story.thenRefused(Refusal.SUBSCRIPTION_UNKNOWN);
    story.and(azurePlan()).when(hopeless.withBillingScope(SUBSCRIPTION).request());
    story.thenRefused(Refusal.OWNER_MISSING);
    Asking byOwner = hopeless.withBillingScope(SUBSCRIPTION).withRequestedBy(OWNER);
    story.and(Facts.owner()).when(byOwner.request());
    story.thenRefused(Refusal.PRICES_NOT_IN_FORCE);
    story.and(Facts.prices().toArray(Event[]::new)).when(byOwner.request());
    story.thenRefused(Refusal.PRODUCT_EXCLUDED);
    story.when(byOwner.withSku(Facts.D2S).request());
    story.thenRefused(Refusal.TERM_UNSUPPORTED);
    story.when(byOwner.withSku(Facts.D2S).withTerm("P1Y").request());
    story.thenRefused(Refusal.QUANTITY_INVALID);
  }

  private static Asking inTenant(String tenant) {
    return owner()
        .withScopeProperties(
            new AppliedScopeProperties(
                Optional.of(tenant), Optional.of("mg-1"), Optional.empty(), Optional.empty()));
  }

  private static Asking singleIn(String tenant) {
    return single(SUBSCRIPTION)
        .withScopeProperties(
            new AppliedScopeProperties(
                Optional.of(tenant), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static Asking single(String... scopes) {
    return owner().withScopeType("Single").withScopes(scopes);
  }

  private static AppliedScopeProperties properties(
      Optional<String> managementGroup, Optional<String> subscription) {
    return new AppliedScopeProperties(
        Optional.empty(), managementGroup, subscription, Optional.empty());
  }
}
