package cloud.reseller.reservations;

import static cloud.reseller.reservations.PermissionFacts.AGENT;
import static cloud.reseller.reservations.PermissionFacts.OTHER_PARTNER;
import static cloud.reseller.reservations.PermissionFacts.PARTNER;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.log.LogRecord;
import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service on real Kafka, PostgreSQL and Keycloak, from outside. */
@QuarkusTest
@RealParts
class ReservationsIT {

  private final PermissionFacts fabrikam = PermissionFacts.customer();

  /** Signing in takes longer than a call. */
  private final Map<String, String> tokens = new HashMap<>();

  @BeforeEach
  void the_service_is_ready_and_has_a_catalogue() {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> {
              Response bought =
                  buy(agent("admin_agent"), fabrikam.customer, UUID.randomUUID().toString());
              assertThat(bought.statusCode()).as(bought.asString()).isEqualTo(201);
            });
  }

  @Test
  void an_owner_buys_through_the_portals_topic_and_the_partner_sees_the_order() {
    fabrikam.on();
    String id = UUID.randomUUID().toString();

    request(id, fabrikam.owner);

    try (OutcomeReader portal = new OutcomeReader("purchase-outcomes");
        OutcomeReader events = new OutcomeReader("reservation-events")) {
      LogRecord told = portal.of(id);
      assertThat(told.type()).isEqualTo("PurchaseAccepted.v1");
      assertThat(told.key()).contains(fabrikam.customer);
      assertThat(OutcomeReader.text(told)).doesNotContain("ost").doesNotContain("rule");
      LogRecord fact = events.of(id);
      assertThat(fact.type()).isEqualTo("ReservationPurchased.v1");
      assertThat(fact.header("ce_rules")).contains("3");
      assertThat(fact.header("ce_observed").orElseThrow())
          .contains("permission-events/")
          .contains("catalogue-events/0@");
      String reservation = new JsonPath(OutcomeReader.text(told)).getString("reservationId");
      String order = new JsonPath(OutcomeReader.text(told)).getString("orderId");
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> get(agent("helpdesk_agent"), orders() + "/" + order).statusCode() == 200);
      JsonPath seen = get(agent("sales_agent"), orders() + "/" + order).jsonPath();
      assertThat(seen.getString("origin")).isEqualTo("customer");
      assertThat(seen.getString("customerName")).isEqualTo("Fabrikam, Inc.");
      assertThat(seen.getString("status")).isEqualTo("completed");
      assertThat(seen.getString("billingCycle")).isEqualTo("one_time");
      assertThat(seen.getString("alternateId")).isEqualTo(order.split("-")[4]);
      assertThat(seen.getString("billingAccountId")).as("S57").isEqualTo(PARTNER);
      assertThat(seen.getString("lineItems[0].billingScopeId"))
          .isEqualTo("/subscriptions/" + fabrikam.entitlement);
      assertThat(seen.getString("lineItems[0].subscriptionId")).isEqualTo(fabrikam.subscription);
      assertThat(seen.getString("lineItems[0].entitlementId")).isEqualTo(fabrikam.entitlement);
      assertThat(seen.getString("lineItems[0].reservationId")).isEqualTo(reservation);
      assertThat(seen.getString("lineItems[0].friendlyName"))
          .isEqualTo("Reserved VM Instance, Standard_D2s_v5, US East, 1 Year");
      assertThat(seen.getFloat("lineItems[0].pricing.partnerCost.amount")).isEqualTo(511f);
      assertThat(seen.getFloat("lineItems[0].pricing.customerPrice.amount")).isEqualTo(562.1f);
      assertThat(seen.getString("lineItems[0].pricing.rule.origin")).isEqualTo("all");
      assertThat(seen.getFloat("lineItems[0].pricing.rule.markupPercent")).isEqualTo(10f);
      for (String path : List.of(orders(), orders() + "/" + order, reservations())) {
        assertThat(get(agent("helpdesk_agent"), path).asString())
            .as("helpdesk agents see neither cost nor markup: %s", path)
            .contains(order)
            .doesNotContain("pricing", "artnerCost", "markup");
      }
    }
  }

  @Test
  void a_preview_says_what_a_purchase_then_costs_and_to_whom_it_may_be_shown() {
    JsonPath seen = preview(agent("sales_agent"), body()).jsonPath();

    assertThat(seen.getList("prices.term")).containsExactly("P1Y");
    assertThat(seen.getFloat("prices[0].customerPrice.amount")).isEqualTo(562.1f);
    assertThat(seen.getString("prices[0].customerPrice.currencyCode")).isEqualTo("USD");
    assertThat(seen.getFloat("prices[0].pricing.partnerCost.amount")).isEqualTo(511f);
    assertThat(seen.getString("prices[0].pricing.rule.origin")).isEqualTo("all");
    assertThat(seen.getInt("prices[0].payments")).isEqualTo(1);
    assertThat(seen.getFloat("prices[0].firstPayment.amount")).isEqualTo(562.1f);
    assertThat(seen.getFloat("prices[0].payAsYouGo.amount")).isGreaterThan(562.1f);
    for (String token : List.of(agent("helpdesk_agent"), owner())) {
      Response others = preview(token, body());
      assertThat(others.jsonPath().getFloat("prices[0].customerPrice.amount")).isEqualTo(562.1f);
      assertThat(others.asString()).doesNotContain("pricing", "artnerCost", "markup");
    }

    JsonPath monthly =
        preview(owner(), body().replace("Upfront", "Monthly").replace("eastus", "US East"))
            .jsonPath();
    assertThat(monthly.getInt("prices[0].payments")).isEqualTo(12);
    assertThat(monthly.getFloat("prices[0].firstPayment.amount")).isEqualTo(46.84f);
    assertThat(monthly.getString("location")).isEqualTo("eastus");
    JsonPath every = preview(owner(), body().replace("\"term\":\"P1Y\",", "")).jsonPath();
    assertThat(every.getList("prices.term")).containsExactly("P1Y", "P3Y");
    assertThat(every.getFloat("prices[1].customerPrice.amount")).isGreaterThan(562.1f);
    assertThat(get(agent("admin_agent"), orders()).jsonPath().getInt("totalCount"))
        .as("nothing was bought")
        .isEqualTo(1);
  }

  @Test
  void a_preview_is_refused_with_the_codes_of_a_purchase() {
    problem(preview(owner(), body().replace("D2s_v5", "D3s_v5")), 404, "400018");
    problem(preview(owner(), body().replace("D2s_v5", "A2_v2")), 403, "800020");
    problem(preview(owner(), body().replace("eastus", "nowhere")), 400, "RegionNotSold");
    problem(preview(owner(), body().replace("P1Y", "P5Y")), 400, "UnsupportedReservationTerm");
    problem(
        preview(owner(), body().replace("\"quantity\":1", "\"quantity\":0")),
        400,
        "QuantityInvalid");
    problem(preview(foreign(), body()), 404, "60003");
  }

  private Response preview(String token, String body) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(body)
        .post("/v1/customers/" + fabrikam.customer + "/pricepreview");
  }

  @Test
  void sizes_are_found_by_a_part_of_their_name_with_where_and_how_they_are_sold() {
    String path = "/customers/" + fabrikam.customer + "/sizes?search=";

    JsonPath found = get(owner(), path + "d2s").jsonPath();

    assertThat(found.getList("items.name", String.class))
        .contains("Standard_D2s_v5")
        .allMatch(name -> name.toLowerCase(Locale.ROOT).contains("d2s"));
    assertThat(found.getInt("items.find { it.name == 'Standard_D2s_v5' }.vCpus")).isEqualTo(2);
    assertThat(
            found.getList(
                "items.find { it.name == 'Standard_D2s_v5' }.regions.find { it.name == 'eastus'"
                    + " }.terms",
                String.class))
        .containsExactly("P1Y", "P3Y");
    assertThat(get(owner(), path + "%25").jsonPath().getList("items")).isEmpty();
    problem(get(foreign(), path), 404, "60003");
  }

  @Test
  void the_answers_to_requests_are_listed_for_whoever_asked() {
    fabrikam.on();
    String accepted = UUID.randomUUID().toString();
    String refused = UUID.randomUUID().toString();
    request(accepted, fabrikam.owner);
    awaitOutcome(accepted);
    String other = UUID.randomUUID().toString();
    request(refused, other);
    awaitOutcome(refused);
    String list = "/customers/" + fabrikam.customer + "/purchaserequests";

    assertThat(get(owner(), list).jsonPath().getList("items.requestId", String.class))
        .contains(accepted)
        .doesNotContain(refused);
    assertThat(get(user(other), list).jsonPath().getList("items.code"))
        .containsExactly("OwnerMissing");
    assertThat(get(agent("helpdesk_agent"), list + "?size=2").jsonPath().getList("items.requestId"))
        .containsExactly(refused, accepted);
  }

  @Test
  void both_sides_purchases_stand_in_one_list_in_their_order() {
    fabrikam.on();
    assertThat(buy(owner(), fabrikam.customer, UUID.randomUUID().toString()).statusCode())
        .isEqualTo(201);
    List<String> origins = get(agent("admin_agent"), orders()).jsonPath().getList("items.origin");
    assertThat(origins).first().isEqualTo("partner");
    assertThat(origins).last().isEqualTo("customer");
    assertThat(get(agent("admin_agent"), orders()).jsonPath().getList("items.billingAccountId"))
        .as("one account, whoever bought")
        .containsOnly(PARTNER);
    JsonPath newest = get(agent("admin_agent"), orders() + "?order=newest").jsonPath();
    assertThat(newest.getList("items.origin")).isEqualTo(origins.reversed());
    assertThat(newest.getString("items[0].boughtBy.id")).isEqualTo(fabrikam.owner);
    assertThat(newest.getString("links.self.uri")).contains("order=newest");
    problem(get(agent("admin_agent"), orders() + "?order=best"), 400, "InvalidParameter");
    JsonPath own = get(owner(), reservations() + "?order=newest").jsonPath();
    assertThat(own.getString("items[0].boughtBy.id")).isEqualTo(fabrikam.owner);
    assertThat(own.getList("items.findAll { it.origin == 'partner' }.boughtBy"))
        .as("agents are not shown to customers")
        .containsOnlyNulls();
    JsonPath reservations = get(agent("admin_agent"), reservations()).jsonPath();
    assertThat(reservations.getList("items.origin")).isEqualTo(origins);
    assertThat(reservations.getInt("totalCount")).isEqualTo(origins.size());
    assertThat(reservations.getString("attributes.objectType")).isEqualTo("Collection");
    assertThat(reservations.getString("links.self.uri"))
        .isEqualTo("/customers/" + fabrikam.customer + "/reservations?size=500");
  }

  @Test
  void lists_show_one_side_or_what_goes_on_where_that_is_asked_for() {
    fabrikam.on();
    assertThat(buy(owner(), fabrikam.customer, UUID.randomUUID().toString()).statusCode())
        .isEqualTo(201);

    for (String list : List.of(orders(), reservations())) {
      JsonPath own = get(agent("sales_agent"), list + "?origin=customer").jsonPath();
      assertThat(own.getList("items.origin")).containsExactly("customer");
      assertThat(own.getString("links.self.uri")).contains("origin=customer");
      assertThat(
              get(agent("sales_agent"), list + "?origin=partner&order=newest")
                  .jsonPath()
                  .getList("items.origin"))
          .containsExactly("partner");
      problem(get(agent("sales_agent"), list + "?origin=nobody"), 400, "InvalidParameter");
    }
    assertThat(get(owner(), reservations() + "?state=active").jsonPath().getInt("totalCount"))
        .isEqualTo(2);
    assertThat(get(owner(), reservations() + "?state=expired").jsonPath().getInt("totalCount"))
        .isZero();
    problem(get(owner(), reservations() + "?state=gone"), 400, "InvalidParameter");
  }

  @Test
  void a_limit_is_shown_with_what_is_used_of_it_as_the_decision_counts_it() {
    fabrikam.on().limited(150_000, 60_000);
    String path = "/customers/" + fabrikam.customer + "/limituse";
    assertThat(buy(owner(), fabrikam.customer, UUID.randomUUID().toString()).statusCode())
        .isEqualTo(201);

    JsonPath use =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> get(agent("helpdesk_agent"), path).jsonPath(),
                seen -> seen.get("items[0].perDay.limitMinor") != null);

    assertThat(use.getList("items")).as("what the partner buys does not count").hasSize(1);
    assertThat(use.getString("items[0].currency")).isEqualTo("USD");
    assertThat(use.getMap("items[0]")).doesNotContainKey("perOrderMinor");
    assertThat(use.getLong("items[0].perDay.limitMinor")).isEqualTo(150_000);
    assertThat(use.getLong("items[0].perDay.usedMinor")).isEqualTo(51_100);
    assertThat(use.getLong("items[0].perDay.leftMinor")).isEqualTo(98_900);
    assertThat(Instant.parse(use.getString("items[0].perDay.endsAt"))).isAfter(Instant.now());
    assertThat(use.getLong("items[0].per30Days.usedMinor")).isEqualTo(51_100);
    assertThat(use.getLong("items[0].per30Days.leftMinor")).isEqualTo(8_900);
    problem(
        buy(owner(), fabrikam.customer, UUID.randomUUID().toString()), 409, "Limit30DaysExceeded");
    assertThat(get(agent("helpdesk_agent"), path).jsonPath().getLong("items[0].perDay.usedMinor"))
        .as("what was refused does not count")
        .isEqualTo(51_100);
    problem(get(owner(), path), 403, "900150");
    problem(get(foreign(), path), 404, "60003");
  }

  @Test
  void an_agent_who_calls_is_in_the_directory() {
    String oid = UUID.randomUUID().toString();
    String newcomer = Infrastructure.shared().agentToken("helpdesk_agent", PARTNER, oid);
    assertThat(get(newcomer, orders()).statusCode()).isEqualTo(200);

    try (OutcomeReader directory = new OutcomeReader("directory")) {
      LogRecord person = directory.withKey(PARTNER + "/" + oid);
      assertThat(person.type()).isEqualTo("DirectoryUser.v1");
      JsonPath names = new JsonPath(OutcomeReader.text(person));
      assertThat(names.getString("tenantId")).isEqualTo(PARTNER);
      assertThat(names.getString("side")).isEqualTo("PARTNER");
      assertThat(names.getString("userPrincipalName")).isNotBlank().isNotEqualTo(oid);
      assertThat(names.getString("displayName")).isNotBlank();
    }
  }

  @Test
  void lists_are_read_page_by_page() {
    buy(agent("admin_agent"), fabrikam.customer, UUID.randomUUID().toString());
    for (String list : List.of(orders(), reservations())) {
      JsonPath all = get(agent("admin_agent"), list).jsonPath();
      JsonPath first = get(agent("admin_agent"), list + "?size=1").jsonPath();
      assertThat(first.getList("items.id")).isEqualTo(all.getList("items.id").subList(0, 1));
      JsonPath second =
          given()
              .auth()
              .oauth2(agent("admin_agent"))
              .header("MS-ContinuationToken", first.getString("continuationToken"))
              .get("/v1" + list + "?size=1")
              .jsonPath();
      assertThat(second.getList("items.id")).isEqualTo(all.getList("items.id").subList(1, 2));
      assertThat(get(agent("admin_agent"), list + "?size=0").jsonPath().getList("items.id"))
          .isEqualTo(all.getList("items.id"));
      problem(get(agent("admin_agent"), list + "?size=-1"), 400, "InvalidParameter");
      problem(get(agent("admin_agent"), list + "?size=many"), 400, "InvalidParameter");
      problem(get(agent("admin_agent"), list + "?seekOperation=Last"), 400, "InvalidParameter");
      problem(get(agent("admin_agent"), list + "?seekOperation=Next"), 400, "InvalidHeader");
      problem(get(agent("admin_agent"), list + "?$filter=true"), 400, "InvalidParameter");
      problem(get(agent("admin_agent"), list + "?size=501"), 400, "InvalidParameter");
      problem(
          given()
              .auth()
              .oauth2(agent("admin_agent"))
              .header("MS-ContinuationToken", "none")
              .get("/v1" + list),
          400,
          "InvalidHeader");
    }
  }

  @Test
  void a_user_without_owner_is_rejected_and_nothing_is_charged() {
    fabrikam.on();
    String id = UUID.randomUUID().toString();
    int before = get(agent("admin_agent"), orders()).jsonPath().getInt("totalCount");

    request(id, fabrikam.reader);

    try (OutcomeReader portal = new OutcomeReader("purchase-outcomes")) {
      assertThat(new JsonPath(OutcomeReader.text(portal.of(id))).getString("code"))
          .isEqualTo("OwnerMissing");
    }
    JsonPath outcome = awaitOutcome(id);
    problem(outcome(owner(), id), 404, "NotFound");
    assertThat(outcome.getString("state")).isEqualTo("rejected");
    assertThat(outcome.getString("code")).isEqualTo("OwnerMissing");
    assertThat(get(agent("admin_agent"), orders()).jsonPath().getInt("totalCount"))
        .isEqualTo(before);
  }

  @Test
  void with_the_permission_off_the_customer_is_rejected_and_the_partner_buys() {
    Response refused = buy(owner(), fabrikam.customer, UUID.randomUUID().toString());
    problem(refused, 403, "PermissionOff");
    assertThat(refused.jsonPath().getString("description")).contains("ask the partner");
    assertThat(
            buy(agent("sales_agent"), fabrikam.customer, UUID.randomUUID().toString()).statusCode())
        .isEqualTo(201);
  }

  @Test
  void a_permission_turned_off_holds_for_the_next_request() {
    fabrikam.on();
    assertThat(buy(owner(), fabrikam.customer, UUID.randomUUID().toString()).statusCode())
        .isEqualTo(201);
    fabrikam.off();
    problem(buy(owner(), fabrikam.customer, UUID.randomUUID().toString()), 403, "PermissionOff");
  }

  @Test
  void a_reservation_is_answered_in_the_public_form_and_can_be_read_at_once() {
    Response bought = buy(agent("admin_agent"), fabrikam.customer, UUID.randomUUID().toString());

    JsonPath form = bought.jsonPath();
    assertThat(bought.header("Location")).endsWith("/v1" + form.getString("links.self.uri"));
    assertThat(form.getString("sku.name")).isEqualTo("Standard_D2s_v5");
    assertThat(form.getString("location")).isEqualTo("eastus");
    assertThat(form.getString("properties.provisioningState")).isEqualTo("Succeeded");
    assertThat(form.getString("properties.appliedScopeType")).isEqualTo("Shared");
    assertThat(form.getString("properties.instanceFlexibility")).isEqualTo("On");
    assertThat(form.getString("properties.term")).isEqualTo("P1Y");
    Instant at = Instant.parse(form.getString("properties.purchaseDateTime"));
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    assertThat(form.getString("properties.purchaseDate")).isEqualTo(day.toString());
    assertThat(form.getString("properties.expiryDate")).isEqualTo(day.plusYears(1).toString());
    assertThat(form.getString("properties.expiryDateTime"))
        .startsWith(day.plusYears(1).toString())
        .isEqualTo(at.atOffset(ZoneOffset.UTC).plusYears(1).toInstant().toString());
    assertThat(form.getString("origin")).isEqualTo("partner");
    assertThat(form.getString("attributes.objectType")).isEqualTo("Reservation");
    Response read = get(agent("admin_agent"), reservations() + "/" + form.getString("id"));
    Map<String, Object> seen = new HashMap<>(read.jsonPath().getMap(""));
    assertThat(seen.remove("boughtBy")).as("left out of the answer to a purchase").isNotNull();
    assertThat(seen).isEqualTo(form.getMap(""));
  }

  @Test
  void the_azure_subscription_is_shown_with_the_id_from_the_request() {
    String path = "/subscriptions/" + fabrikam.entitlement;
    JsonPath bought =
        buy(
                agent("admin_agent"),
                fabrikam.customer,
                UUID.randomUUID().toString(),
                body()
                    .replace("/subscriptions/" + fabrikam.subscription, path)
                    .replace(
                        "\"appliedScopeType\":\"Shared\"",
                        "\"appliedScopeType\":\"Single\",\"appliedScopes\":[\""
                            + path
                            + "/resourceGroups/web\"]"))
            .jsonPath();

    for (JsonPath form :
        List.of(
            bought,
            get(agent("admin_agent"), reservations() + "/" + bought.getString("id")).jsonPath())) {
      assertThat(form.getString("properties.billingScopeId")).isEqualTo(path);
      assertThat(form.getList("properties.appliedScopes"))
          .isEqualTo(List.of(path + "/resourceGroups/web"));
      assertThat(form.getString("properties.appliedScopeProperties.subscriptionId"))
          .isEqualTo(path);
      assertThat(form.getString("properties.appliedScopeProperties.resourceGroupId"))
          .isEqualTo(path + "/resourceGroups/web");
    }
  }

  @Test
  void a_time_of_review_is_shown_where_one_was_asked_for() {
    String review = Instant.now().plus(Duration.ofDays(90)).truncatedTo(SECONDS).toString();
    JsonPath without =
        buy(agent("admin_agent"), fabrikam.customer, UUID.randomUUID().toString()).jsonPath();
    JsonPath with =
        buy(
                agent("admin_agent"),
                fabrikam.customer,
                UUID.randomUUID().toString(),
                body().replace("\"P1Y\"", "\"P1Y\",\"reviewDateTime\":\"" + review + '"'))
            .jsonPath();

    assertThat(without.getMap("properties")).doesNotContainKey("reviewDateTime");
    assertThat(with.getString("properties.reviewDateTime")).isEqualTo(review);
    String order = orders() + "/" + with.getString("reservationOrderId");
    assertThat(get(agent("admin_agent"), order).jsonPath().getString("reviewDateTime"))
        .isEqualTo(review);
  }

  @Test
  void a_retry_gets_the_first_answer_and_another_body_under_its_id_is_refused() {
    String id = UUID.randomUUID().toString();
    Response first = buy(agent("admin_agent"), fabrikam.customer, id);
    Response again = buy(agent("admin_agent"), fabrikam.customer, id);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.jsonPath().getMap("")).isEqualTo(first.jsonPath().getMap(""));
    problem(
        buy(agent("admin_agent"), fabrikam.customer, id, body().replace(":1,", ":2,")),
        409,
        "RequestIdReused");
  }

  @Test
  void beyond_a_thousand_answers_a_day_a_customer_is_asked_to_come_later() {
    String first = UUID.randomUUID().toString();
    buy(agent("admin_agent"), fabrikam.customer, first);
    String last =
        PermissionFacts.sendMany(
            "purchase-requests", fabrikam.customer, 1_000, "PurchaseReservation.v1", "buy");
    assertThat(awaitOutcome(last).getString("code")).isEqualTo("TooManyRequests");
    String more = UUID.randomUUID().toString();

    Response answer = buy(agent("admin_agent"), fabrikam.customer, more);

    problem(answer, 429, "TooManyRequests");
    assertThat(answer.getHeader("Retry-After")).isEqualTo("3600");
    assertThat(awaitOutcome(more).getString("code")).isEqualTo("TooManyRequests");
    assertThat(buy(agent("admin_agent"), fabrikam.customer, first).statusCode())
        .as("what was answered before")
        .isEqualTo(201);
  }

  @Test
  void how_long_facts_were_waited_for_is_measured() {
    buy(agent("admin_agent"), fabrikam.customer, UUID.randomUUID().toString());

    int management = ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
    assertThat(given().port(management).get("/q/metrics").asString())
        .containsPattern(
            "barrier_wait_seconds_count\\{partition=\"\\d+\",service=\"reservations-service\"}"
                + " [1-9]");
  }

  @Test
  void who_may_buy() {
    fabrikam.on();
    String customer = fabrikam.customer;
    for (String buyer : List.of(agent("admin_agent"), agent("sales_agent"), owner())) {
      assertThat(buy(buyer, customer, UUID.randomUUID().toString()).statusCode()).isEqualTo(201);
    }
    problem(buy(agent("helpdesk_agent"), customer, UUID.randomUUID().toString()), 403, "900150");
    problem(
        buy(user(fabrikam.reader), customer, UUID.randomUUID().toString()), 403, "OwnerMissing");
    problem(buy(foreign(), customer, UUID.randomUUID().toString()), 404, "60003");
    problem(buy(stranger(), customer, UUID.randomUUID().toString()), 404, "60003");
    problem(
        given().contentType("application/json").body(body()).post("/v1" + reservations()),
        401,
        "Unauthenticated");
  }

  @Test
  void who_may_see_reservations() {
    fabrikam.on();
    String bought =
        buy(agent("admin_agent"), fabrikam.customer, UUID.randomUUID().toString())
            .jsonPath()
            .getString("id");
    String one = reservations() + "/" + bought;
    for (String role : List.of("admin_agent", "sales_agent", "helpdesk_agent")) {
      assertThat(get(agent(role), reservations()).statusCode()).isEqualTo(200);
      assertThat(get(agent(role), one).asString().contains("\"pricing\""))
          .isEqualTo(!role.equals("helpdesk_agent"));
    }
    assertThat(get(owner(), reservations()).jsonPath().getList("items.id")).contains(bought);
    String asOwner = get(owner(), one).asString();
    assertThat(asOwner)
        .contains("customerPrice")
        .doesNotContain("pricing")
        .doesNotContain("partnerCost")
        .doesNotContain("markup");
    problem(get(user(fabrikam.reader), reservations()), 403, "900150");
    problem(get(user(fabrikam.reader), one), 404, "NotFound");
    problem(get(foreign(), reservations()), 404, "60003");
    problem(get(foreign(), one), 404, "60003");
    problem(get(stranger(), reservations()), 404, "60003");
    problem(get(stranger(), one), 404, "60003");
    problem(given().get("/v1" + reservations()), 401, "Unauthenticated");
    problem(given().get("/v1" + one), 401, "Unauthenticated");
    problem(get(agent("admin_agent"), reservations() + "/none"), 404, "NotFound");
    problem(get(agent("admin_agent"), "/customers/nobody/reservations"), 404, "60003");
  }

  @Test
  void who_may_see_orders() {
    String bought =
        buy(agent("admin_agent"), fabrikam.customer, UUID.randomUUID().toString())
            .jsonPath()
            .getString("reservationOrderId");
    String one = orders() + "/" + bought;
    for (String role : List.of("admin_agent", "sales_agent", "helpdesk_agent")) {
      assertThat(get(agent(role), orders()).jsonPath().getList("items.id")).contains(bought);
      assertThat(get(agent(role), one).jsonPath().getString("id")).isEqualTo(bought);
    }
    for (String path : List.of(orders(), one)) {
      problem(get(owner(), path), 403, "900150");
      problem(get(stranger(), path), 403, "900150");
      problem(get(foreign(), path), 404, "60003");
      problem(given().get("/v1" + path), 401, "Unauthenticated");
    }
    problem(get(agent("admin_agent"), orders() + "/none"), 404, "NotFound");
  }

  @Test
  void ids_are_read_in_any_case() {
    String id = UUID.randomUUID().toString();
    String customer = fabrikam.customer.toUpperCase(Locale.ROOT);
    JsonPath bought = buy(agent("admin_agent"), customer, id.toUpperCase(Locale.ROOT)).jsonPath();
    assertThat(bought.getString("customerId")).isEqualTo(fabrikam.customer);
    for (String address :
        List.of(
            "/reservations/" + bought.getString("id"),
            "/orders/" + bought.getString("reservationOrderId"),
            "/purchaserequests/" + id)) {
      String path = address.substring(0, address.lastIndexOf('/') + 1);
      String upper = address.substring(path.length()).toUpperCase(Locale.ROOT);
      Response read = get(agent("admin_agent"), "/customers/" + customer + path + upper);
      assertThat(read.statusCode()).as(read.asString()).isEqualTo(200);
    }
  }

  @Test
  void who_may_see_the_outcome_of_a_request() {
    fabrikam.on();
    String id = UUID.randomUUID().toString();
    buy(owner(), fabrikam.customer, id);
    JsonPath outcome = awaitOutcome(id);
    assertThat(outcome.getString("state")).isEqualTo("accepted");
    assertThat(outcome.getString("reservationId")).isNotBlank();
    assertThat(outcome(owner(), id).statusCode()).isEqualTo(200);
    for (String role : List.of("admin_agent", "sales_agent", "helpdesk_agent")) {
      assertThat(outcome(agent(role), id).jsonPath().getString("state")).isEqualTo("accepted");
    }
    problem(outcome(user(fabrikam.reader), id), 404, "NotFound");
    problem(outcome(foreign(), id), 404, "60003");
    problem(outcome(stranger(), id), 404, "60003");
    problem(
        given().get("/v1/customers/" + fabrikam.customer + "/purchaserequests/" + id),
        401,
        "Unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{\"sku\":{\"name\":\"x\"}}"})
  void a_body_that_cannot_be_read_is_refused(String body) {
    problem(
        buy(agent("admin_agent"), fabrikam.customer, UUID.randomUUID().toString(), body),
        400,
        "InvalidBody");
  }

  @Test
  void a_body_larger_than_a_request_may_be_is_refused() {
    problem(
        buy(
            agent("admin_agent"),
            fabrikam.customer,
            UUID.randomUUID().toString(),
            body() + " ".repeat(1_048_577)),
        413,
        "BodyTooLarge");
  }

  @Test
  void refusals_have_their_own_code_and_status() {
    refused("Standard_D2s_v5", "Standard_A2", 403, "800020", "ProductExcluded", "sku.name");
    refused("Standard_D2s_v5", "Standard_Z9", 404, "400018", "ProductNotFound", "sku.name");
    refused("P1Y", "P5Y", 400, "UnsupportedReservationTerm");
    refused("eastus", "mars", 400, "RegionNotSold");
    refused("\"Shared\"", "\"Single\"", 400, "MissingAppliedScopesForSingle");
    refused(
        "\"quantity\":1",
        "\"quantity\":1,\"appliedScopeProperties\":{\"TenantId\":\"" + PARTNER + "\"}",
        400,
        "AppliedScopesNotAssociatedWithCommerceAccount");
    refused("\"quantity\":1", "\"quantity\":0", 400, "QuantityInvalid");
    refused(
        fabrikam.subscription,
        UUID.randomUUID().toString(),
        404,
        "20003",
        "SubscriptionUnknown",
        "properties.billingScopeId");
    refused("web farm", "web\\u202Efarm", 400, "DisplayNameInvalid");
    Response beyond =
        refused("\"quantity\":1", "\"quantity\":9223372036854775808", 400, "InvalidBody");
    assertThat(beyond.jsonPath().getList("data")).isEqualTo(List.of("properties.quantity"));
    assertThat(beyond.jsonPath().getString("description")).contains("in range");
    refused("\"quantity\":1", "\"quantity\":1,\"appliedScopes\":[null]", 400, "InvalidBody");
    refused("\"P1Y\"", "\"P1Y\",\"reviewDateTime\":1809129600", 400, "InvalidBody");
    refused(
        "\"P1Y\"",
        "\"P1Y\",\"reviewDateTime\":\"2020-01-01T00:00:00Z\"",
        400,
        "ReviewDateTimeInvalid");
  }

  @Test
  void what_is_longer_than_anything_one_can_buy_with_is_refused_by_name_and_not_kept() {
    fabrikam.on();
    tooLong("web farm", "x".repeat(200_000), "properties.displayName");
    tooLong("web farm", "x".repeat(257), "properties.displayName");
    tooLong("Standard_D2s_v5", "x".repeat(257), "sku.name");
    tooLong("eastus", "x".repeat(257), "location");
    tooLong("VirtualMachines", "x".repeat(257), "properties.reservedResourceType");
    tooLong(fabrikam.subscription, "x".repeat(257), "properties.billingScopeId");
    tooLong("P1Y", "x".repeat(257), "properties.term");
    tooLong("Upfront", "x".repeat(257), "properties.billingPlan");
    tooLong("Shared", "x".repeat(257), "properties.appliedScopeType");
    String more = "\"quantity\":1,";
    String text = '"' + "x".repeat(257) + '"';
    tooLong(
        "\"quantity\":1",
        more + "\"appliedScopes\":[" + "\"a\",".repeat(10) + "\"a\"]",
        "properties.appliedScopes");
    tooLong(
        "\"quantity\":1",
        more + "\"appliedScopes\":[\"a\"," + text + "]",
        "properties.appliedScopes[1]");
    for (String id :
        List.of("tenantId", "managementGroupId", "subscriptionId", "resourceGroupId")) {
      tooLong(
          "\"quantity\":1",
          more + "\"appliedScopeProperties\":{\"" + id + "\":" + text + "}",
          "properties.appliedScopeProperties." + id);
    }
    tooLong(
        "\"quantity\":1",
        more + "\"reservedResourceProperties\":{\"instanceFlexibility\":" + text + "}",
        "properties.reservedResourceProperties.instanceFlexibility");
  }

  private void tooLong(String part, String instead, String field) {
    String id = UUID.randomUUID().toString();
    Response refused = buy(owner(), fabrikam.customer, id, body().replace(part, instead));
    problem(refused, 400, "InvalidBody");
    assertThat(refused.jsonPath().getList("data")).isEqualTo(List.of(field));
    // The id is as good as new: nothing was written under it.
    assertThat(buy(owner(), fabrikam.customer, id).statusCode()).isEqualTo(201);
  }

  @Test
  void a_longer_name_than_is_sold_is_refused_under_its_own_code() {
    refused("web farm", "x".repeat(65), 400, "DisplayNameInvalid");
  }

  @Test
  void a_duplicate_member_is_refused_by_name() {
    Response refused =
        buy(
            owner(),
            fabrikam.customer,
            UUID.randomUUID().toString(),
            "{\"sku\":{\"name\":\"a\",\"name\":\"b\"}}");
    problem(refused, 400, "InvalidBody");
    assertThat(refused.jsonPath().getList("data")).isEqualTo(List.of("sku.name"));
    refused = refused("\"quantity\":1", "\"quantity\":1,\"Quantity\":2", 400, "InvalidBody");
    assertThat(refused.jsonPath().getList("data")).isEqualTo(List.of("properties.Quantity"));
  }

  @Test
  void a_member_that_a_purchase_does_not_use_is_refused_by_name() {
    for (String member :
        List.of(
            "instanceFlexibility\":\"Off\"", "expiryDate\":\"2050-01-01\"", "archived\":true")) {
      Response refused =
          refused("\"quantity\":1", "\"quantity\":1,\"" + member, 400, "InvalidBody");
      assertThat(refused.jsonPath().getList("data"))
          .isEqualTo(List.of("properties." + member.substring(0, member.indexOf('"'))));
    }
    Response refused =
        refused(
            "{\"sku\"",
            "{\"customerId\":\"" + UUID.randomUUID() + "\",\"sku\"",
            400,
            "InvalidBody");
    assertThat(refused.jsonPath().getList("data")).isEqualTo(List.of("customerId"));
  }

  /** A public number has the refusal's name in the log in its data, before the field. */
  private void refused(
      String part, String instead, int status, String code, String inLog, String field) {
    Response refused = refused(part, instead, status, code);
    assertThat(refused.jsonPath().getList("data")).isEqualTo(List.of(inLog, field));
  }

  private Response refused(String part, String instead, int status, String code) {
    Response refused =
        buy(
            agent("admin_agent"),
            fabrikam.customer,
            UUID.randomUUID().toString(),
            body().replace(part, instead));
    problem(refused, status, code);
    return refused;
  }

  @Test
  void a_suspended_subscription_is_refused_under_the_code_the_subscription_itself_has() {
    fabrikam.suspended();
    Response refused =
        buy(agent("admin_agent"), fabrikam.customer, UUID.randomUUID().toString(), body());
    problem(refused, 409, "SubscriptionNotActive");
    assertThat(refused.jsonPath().getList("data"))
        .isEqualTo(List.of("SubscriptionInactive", "properties.billingScopeId"));
  }

  @Test
  void bad_requests_of_the_portal_are_answered_one_by_one_and_neighbours_go_on() {
    fabrikam.on();
    String notJson = UUID.randomUUID().toString();
    String unknownType = UUID.randomUUID().toString();
    String mismatch = UUID.randomUUID().toString();
    String good = UUID.randomUUID().toString();
    String topic = "purchase-requests";
    String type = "PurchaseReservation.v1";
    String body = portalBody(fabrikam.customer, fabrikam.owner);
    PermissionFacts.send(topic, fabrikam.customer, notJson, type, "buy".getBytes(UTF_8));
    PermissionFacts.send(topic, fabrikam.customer, unknownType, "Buy.v1", body.getBytes(UTF_8));
    PermissionFacts.send(
        topic,
        fabrikam.customer,
        mismatch,
        type,
        portalBody(UUID.randomUUID().toString(), fabrikam.owner).getBytes(UTF_8));
    PermissionFacts.send(topic, fabrikam.customer, good, type, body.getBytes(UTF_8));
    try (OutcomeReader portal = new OutcomeReader("purchase-outcomes")) {
      assertThat(OutcomeReader.text(portal.of(notJson))).contains("BodyUnreadable");
      assertThat(OutcomeReader.text(portal.of(unknownType))).contains("TypeUnknown");
      assertThat(OutcomeReader.text(portal.of(mismatch))).contains("BodyUnreadable");
      assertThat(portal.of(good).type()).isEqualTo("PurchaseAccepted.v1");
    }
    awaitOutcome(good);
    assertThat(outcome(owner(), notJson).jsonPath().getString("code")).isEqualTo("BodyUnreadable");
    problem(outcome(stranger(), notJson), 404, "60003");
  }

  @Test
  void who_runs_the_service_sees_and_buys_nothing_of_a_customer() {
    problem(get(operator(), orders()), 403, "900150");
    problem(get(operator(), reservations()), 403, "900150");
    problem(buy(operator(), fabrikam.customer, UUID.randomUUID().toString()), 403, "900150");
  }

  private void request(String id, String user) {
    PermissionFacts.send(
        "purchase-requests",
        fabrikam.customer,
        id,
        "PurchaseReservation.v1",
        portalBody(fabrikam.customer, user).getBytes(UTF_8));
  }

  private String portalBody(String customer, String user) {
    return "{\"customerId\":\"%s\",\"requestedBy\":\"%s\",\"reservation\":%s}"
        .formatted(customer, user, body());
  }

  private String body() {
    return """
    {"sku":{"name":"Standard_D2s_v5"},"location":"eastus","properties":{
      "reservedResourceType":"VirtualMachines","billingScopeId":"/subscriptions/%s",
      "term":"P1Y","billingPlan":"Upfront","quantity":1,"displayName":"web farm",
      "appliedScopeType":"Shared"}}
    """
        .formatted(fabrikam.subscription);
  }

  private Response buy(String token, String customer, String requestId) {
    return buy(token, customer, requestId, body());
  }

  private static Response buy(String token, String customer, String requestId, String body) {
    return given()
        .auth()
        .oauth2(token)
        .header("MS-RequestId", requestId)
        .contentType("application/json")
        .body(body)
        .post("/v1/customers/" + customer + "/reservations");
  }

  private static Response get(String token, String path) {
    return given().auth().oauth2(token).get("/v1" + path);
  }

  private Response outcome(String token, String requestId) {
    return get(token, "/customers/" + fabrikam.customer + "/purchaserequests/" + requestId);
  }

  private JsonPath awaitOutcome(String requestId) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> outcome(agent("helpdesk_agent"), requestId).statusCode() == 200);
    return outcome(agent("helpdesk_agent"), requestId).jsonPath();
  }

  private String orders() {
    return "/customers/" + fabrikam.customer + "/orders";
  }

  private String reservations() {
    return "/customers/" + fabrikam.customer + "/reservations";
  }

  private static void problem(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.jsonPath().getString("code")).as(answer.asString()).isEqualTo(code);
    assertThat(answer.jsonPath().getString("source")).isEqualTo("reservations-service");
  }

  private String agent(String role) {
    String oid = UUID.nameUUIDFromBytes((AGENT + role).getBytes(UTF_8)).toString();
    return tokens.computeIfAbsent(
        role, _ -> Infrastructure.shared().agentToken(role, PARTNER, oid));
  }

  private String foreign() {
    return tokens.computeIfAbsent(
        "foreign",
        _ ->
            Infrastructure.shared()
                .agentToken("admin_agent", OTHER_PARTNER, "dddddddd-0000-4000-8000-000000000009"));
  }

  private String operator() {
    return tokens.computeIfAbsent(
        "operator",
        _ -> Infrastructure.shared().operatorToken("eeeeeeee-0000-4000-8000-000000000001"));
  }

  private String owner() {
    return user(fabrikam.owner);
  }

  private String user(String oid) {
    return tokens.computeIfAbsent(
        oid, _ -> Infrastructure.shared().customerToken(fabrikam.customer, oid));
  }

  private String stranger() {
    return tokens.computeIfAbsent(
        "stranger",
        _ ->
            Infrastructure.shared()
                .customerToken(
                    "cccccccc-0000-4000-8000-00000000000f",
                    "bbbbbbbb-0000-4000-8000-00000000000f"));
  }
}
