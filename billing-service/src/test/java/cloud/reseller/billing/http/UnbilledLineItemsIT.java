package cloud.reseller.billing.http;

import static cloud.reseller.testing.Customer.guid;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import cloud.reseller.events.BillingPlan;
import cloud.reseller.events.Term;
import cloud.reseller.testing.Customer;
import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.RealParts;
import cloud.reseller.testing.WrittenFacts;
import cloud.reseller.testing.WrittenFacts.Fact;
import cloud.reseller.topics.Topics;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealParts
class UnbilledLineItemsIT {

  private static final String LIST =
      "/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems";

  private static final Map<String, String> TOKENS = new HashMap<>();

  private static WrittenFacts log;

  /** The month a question made now asks for; a run over a month's end asks for the one before. */
  private final YearMonth month = YearMonth.now(ZoneOffset.UTC);

  private final Instant at = month.atDay(1).atTime(10, 15).toInstant(ZoneOffset.UTC);
  private final Instant before =
      month.minusMonths(1).atEndOfMonth().atTime(23, 59).toInstant(ZoneOffset.UTC);

  /** A partner without customers. */
  private static final String NOBODY = guid();

  private final String partner = guid();
  private final Customer fabrikam = Customer.of(partner, "Fabrikam, Inc");

  @BeforeAll
  static void open() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    log = new WrittenFacts();
  }

  @AfterAll
  static void close() {
    log.close();
    Awaitility.reset();
  }

  @Test
  void an_upfront_purchase_is_one_line_that_the_partner_pays() {
    var bought = fabrikam.bought(BillingPlan.UPFRONT, Term.P1Y, at);
    Fact purchase = fabrikam.fact(bought, at);
    log.commit(
        List.of(
            fabrikam.fact(fabrikam.added(), at),
            fabrikam.fact(fabrikam.subscribed(), at),
            purchase));
    await()
        .untilAsserted(
            () ->
                assertThat(read("", 1).getString("items[0].subscriptionDescription"))
                    .isEqualTo("Production"));

    JsonPath line = read("", 1);
    LocalDate first = month.atDay(1);

    assertThat(line.getMap("items[0]"))
        .containsEntry("payer", "partner")
        .containsEntry("payerId", partner)
        .containsEntry("partnerId", partner)
        .containsEntry("customerId", fabrikam.id())
        .containsEntry("customerName", "Fabrikam, Inc")
        .containsEntry("customerDomainName", "contoso.example")
        .containsEntry("customerCountry", "US")
        .containsEntry("orderId", bought.orderId())
        .containsEntry("alternateId", bought.orderId().split("-")[4])
        .containsEntry("reservationOrderId", bought.orderId())
        .containsEntry("reservationId", bought.reservationId())
        .containsEntry("productId", "DZH318Z0BPS6")
        .containsEntry("skuId", "0001")
        .containsEntry("productName", "Reserved VM Instance, Standard_D2s_v5, EU West, 1 Year")
        .containsEntry("chargeType", "new")
        .containsEntry("quantity", 2)
        .containsEntry("unitPrice", new BigDecimal("500.00"))
        .containsEntry("subtotal", new BigDecimal("1000.00"))
        .containsEntry("taxTotal", new BigDecimal("0.00"))
        .containsEntry("totalForCustomer", new BigDecimal("1000.00"))
        .containsEntry("currency", "USD")
        .containsEntry("chargeStartDate", first + "T00:00:00Z")
        .containsEntry("chargeEndDate", first.plusYears(1).minusDays(1) + "T23:59:59Z")
        .containsEntry("subscriptionStartDate", first + "T00:00:00Z")
        .containsEntry("subscriptionEndDate", first.plusYears(1) + "T00:00:00Z")
        .containsEntry("termAndBillingCycle", "1 Year, OneTime")
        .containsEntry("initiatedBy", "customer")
        .containsEntry("boughtBy", fabrikam.user().id())
        .containsEntry("eventId", purchase.id());
    assertThat(line.getMap("items[0].customerPrice"))
        .containsEntry("subtotal", new BigDecimal("1150.00"))
        .containsEntry("currency", "USD");
  }

  @Test
  void a_monthly_purchase_is_the_line_of_its_first_instalment() {
    log.commit(List.of(fabrikam.fact(fabrikam.bought(BillingPlan.MONTHLY, Term.P1Y, at), at)));

    JsonPath line = read("", 1);

    assertThat(line.getMap("items[0]"))
        .containsEntry("chargeType", "new")
        .containsEntry("subtotal", new BigDecimal("83.33"))
        .containsEntry("unitPrice", new BigDecimal("41.665"))
        .containsEntry("instalment", 1)
        .containsEntry("billingFrequency", "Monthly")
        .containsEntry("chargeEndDate", month.plusMonths(1).atDay(1).minusDays(1) + "T23:59:59Z")
        .doesNotContainKey("customerName");
    assertThat(line.getMap("items[0].customerPrice"))
        .containsEntry("subtotal", new BigDecimal("95.83"));
  }

  @Test
  void a_line_has_the_subscriptions_id_here_and_in_azure() {
    String entitlement = Customer.guid();
    log.commit(
        List.of(
            fabrikam.fact(fabrikam.added(), at),
            fabrikam.fact(fabrikam.subscribed(entitlement), at),
            fabrikam.fact(fabrikam.bought(BillingPlan.UPFRONT, Term.P1Y, at), at)));

    await()
        .untilAsserted(
            () ->
                assertThat(read("", 1).getMap("items[0]"))
                    .containsEntry("subscriptionId", fabrikam.subscriptionId())
                    .containsEntry("entitlementId", entitlement));
  }

  @Test
  void what_was_refused_repeated_or_aborted_is_not_charged() {
    log.abort(List.of(fabrikam.fact(fabrikam.bought(BillingPlan.UPFRONT, Term.P1Y, at), at)));
    log.commit(
        List.of(
            fabrikam.fact(fabrikam.rejected(), at),
            Fact.of(
                Topics.RESERVATION_EVENTS,
                fabrikam.id(),
                at,
                fabrikam.refused("PurchaseReservation.v1", "NotJson"))));
    log.commit(List.of(fabrikam.fact(fabrikam.bought(BillingPlan.UPFRONT, Term.P1Y, at), at)));

    read("", 1);
  }

  @Test
  void months_and_currencies_choose_lines() {
    log.commit(
        List.of(
            fabrikam.fact(fabrikam.bought(BillingPlan.UPFRONT, Term.P1Y, before), before),
            fabrikam.fact(fabrikam.bought(BillingPlan.UPFRONT, Term.P1Y, at), at),
            fabrikam.fact(
                fabrikam.bought(fabrikam.agent(), BillingPlan.UPFRONT, Term.P1Y, "JPY", at), at)));
    read("", 2);

    assertThat(read("&period=current&currencycode=usd", 1).getString("items[0].orderDate"))
        .isEqualTo(at.toString());
    JsonPath yen = read("&currencycode=JPY", 1);
    assertThat(yen.getString("items[0].initiatedBy")).isEqualTo("partner");
    assertThat(yen.getInt("items[0].subtotal")).isEqualTo(100_000);
    assertThat(read("&period=previous&currencycode=", 1).getString("items[0].orderDate"))
        .isEqualTo(before.toString());
  }

  @Test
  void charges_are_added_up_by_currency_and_by_customer() {
    Customer contoso = Customer.of(partner, "Contoso");
    Customer foreign = Customer.of(guid(), "Foreign");
    log.commit(
        List.of(
            fabrikam.fact(fabrikam.added(), at),
            contoso.fact(contoso.added(), at),
            foreign.fact(foreign.bought(BillingPlan.UPFRONT, Term.P1Y, at), at),
            contoso.fact(contoso.bought(BillingPlan.UPFRONT, Term.P1Y, before), before),
            contoso.fact(contoso.bought(BillingPlan.UPFRONT, Term.P1Y, at), at),
            fabrikam.fact(fabrikam.bought(BillingPlan.UPFRONT, Term.P1Y, at), at),
            fabrikam.fact(fabrikam.bought(BillingPlan.MONTHLY, Term.P1Y, at), at),
            fabrikam.fact(
                fabrikam.bought(fabrikam.agent(), BillingPlan.UPFRONT, Term.P1Y, "JPY", at), at)));
    read("", 4);
    String unbilled = "/v1/invoices/unbilled/";
    await()
        .untilAsserted(
            () ->
                assertThat(
                        agent("admin_agent")
                            .get(unbilled + "customers")
                            .jsonPath()
                            .getList("items.customerName"))
                    .containsExactly("Contoso", "Fabrikam, Inc", "Fabrikam, Inc"));

    JsonPath all = agent("admin_agent").get(unbilled + "totals").jsonPath();
    assertThat(all.getList("items.currency")).containsExactly("JPY", "USD");
    assertThat(all.getMap("items[1]"))
        .containsEntry("lines", 3)
        .containsEntry("subtotal", new BigDecimal("2083.33"))
        .doesNotContainKeys("customerId", "customerName");
    assertThat(all.getMap("items[1].customerPrice"))
        .containsEntry("subtotal", new BigDecimal("2395.83"))
        .containsEntry("currency", "USD");

    JsonPath first = agent("admin_agent").get(unbilled + "customers?size=1").jsonPath();
    assertThat(first.getMap("items[0]"))
        .containsEntry("customerId", contoso.id())
        .containsEntry("lines", 1)
        .containsEntry("subtotal", new BigDecimal("1000.00"));
    JsonPath rest =
        agent("admin_agent")
            .header("MS-ContinuationToken", first.getString("continuationToken"))
            .get("/v1" + first.getString("links.next.uri").replace("size=1", "size=5"))
            .jsonPath();
    assertThat(rest.getList("items.customerId")).containsExactly(fabrikam.id(), fabrikam.id());
    assertThat(rest.getList("items.currency")).containsExactly("JPY", "USD");
    assertThat(
            agent("admin_agent")
                .get(unbilled + "customers?period=previous")
                .jsonPath()
                .getList("items.customerId"))
        .containsExactly(contoso.id());
    assertThat(read("&customerid=" + contoso.id(), 1).getString("items[0].customerId"))
        .isEqualTo(contoso.id());
    assertThat(
            agent("admin_agent")
                .get(LIST + "&customerid=" + foreign.id())
                .jsonPath()
                .getList("items"))
        .as("another partner's customer has no lines here")
        .isEmpty();
    for (String path : List.of("totals", "customers")) {
      agent("sales_agent", NOBODY).get(unbilled + path).then().statusCode(403);
    }
  }

  @Test
  void pages_are_complete_without_gaps_or_doubles_also_where_times_are_equal() {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      Customer customer = Customer.of(partner, "Customer " + i);
      facts.add(customer.fact(customer.bought(BillingPlan.MONTHLY, Term.P3Y, at), at));
    }
    log.commit(facts);
    List<String> whole = read("", facts.size()).getList("items.eventId");

    List<String> paged = new ArrayList<>();
    RequestSpecification next = agent("admin_agent");
    String address = LIST + "&size=5";
    JsonPath page;
    do {
      page = next.get(address).then().statusCode(200).extract().jsonPath();
      paged.addAll(page.getList("items.eventId"));
      if (page.get("links.next") != null) {
        address = "/v1" + page.getString("links.next.uri");
        next =
            agent("admin_agent")
                .header("MS-ContinuationToken", page.getString("links.next.headers[0].value"));
      }
    } while (page.get("links.next") != null);

    assertThat(paged)
        .isEqualTo(whole)
        .containsExactlyInAnyOrderElementsOf(facts.stream().map(Fact::id).toList());
  }

  @Test
  void another_partners_lines_are_never_shown() {
    Customer foreign = Customer.of(guid(), "Foreign");
    log.commit(
        List.of(
            foreign.fact(foreign.bought(BillingPlan.UPFRONT, Term.P1Y, at), at),
            fabrikam.fact(fabrikam.bought(BillingPlan.UPFRONT, Term.P1Y, at), at)));

    assertThat(read("", 1).getString("items[0].partnerId")).isEqualTo(partner);
  }

  @Test
  void an_admin_agent_reads_the_lines() {
    agent("admin_agent", NOBODY).get(LIST).then().statusCode(200).body("items", empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sales_agent", "helpdesk_agent"})
  void other_agents_do_not(String role) {
    agent(role, NOBODY).get(LIST).then().statusCode(403).body("code", equalTo("900150"));
  }

  @Test
  void customers_users_and_strangers_do_not() {
    given()
        .auth()
        .oauth2(Infrastructure.shared().customerToken(fabrikam.id(), fabrikam.user().id()))
        .get(LIST)
        .then()
        .statusCode(403)
        .body("code", equalTo("900150"));
    given().get(LIST).then().statusCode(401);
  }

  @ParameterizedTest
  @CsvSource({
    "period=next, period",
    "currencycode=dollars, currencycode",
    "customerid=everybody, customerid",
    "size=-1, size",
    "size=2001, size",
    "seekOperation=Previous, seekOperation",
    "seekOperation=Next, MS-ContinuationToken"
  })
  void a_wrong_parameter_is_named(String query, String field) {
    agent("admin_agent", NOBODY)
        .get(LIST + "&" + query)
        .then()
        .statusCode(400)
        .body("data", hasItem(field))
        .body("description", containsString(field));
  }

  @ParameterizedTest
  @CsvSource({
    "provider=office&invoicelineitemtype=billinglineitems, provider",
    "invoicelineitemtype=billinglineitems, provider",
    "provider=onetime&invoicelineitemtype=usagelineitems, invoicelineitemtype"
  })
  void only_one_kind_of_line_is_kept(String query, String field) {
    agent("admin_agent", NOBODY)
        .get("/v1/invoices/unbilled/lineitems?" + query)
        .then()
        .statusCode(400)
        .body("data", hasItem(field));
  }

  /** The public Java client writes the names of its enumeration in upper case (K19). */
  @Test
  void the_public_java_client_reads_the_bill() {
    log.commit(List.of(fabrikam.fact(fabrikam.bought(BillingPlan.UPFRONT, Term.P1Y, at), at)));
    read("", 1);

    agent("admin_agent")
        .get(
            "/v1/invoices/unbilled/lineitems?currencyCode=USD"
                + "&invoiceLineItemType=BILLINGLINEITEMS&period=CURRENT&provider=onetime&size=2000")
        .then()
        .statusCode(200)
        .body("items", hasSize(1));
  }

  /** The first page, once it has so many lines. */
  private JsonPath read(String query, int lines) {
    await()
        .untilAsserted(
            () ->
                agent("admin_agent")
                    .get(LIST + query)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(lines)));
    return agent("admin_agent").get(LIST + query).jsonPath();
  }

  private RequestSpecification agent(String role) {
    return agent(role, partner);
  }

  private static RequestSpecification agent(String role, String partner) {
    return given()
        .config(
            RestAssuredConfig.config()
                .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.BIG_DECIMAL)))
        .auth()
        .oauth2(
            TOKENS.computeIfAbsent(
                role + partner, _ -> Infrastructure.shared().agentToken(role, partner, guid())));
  }
}
