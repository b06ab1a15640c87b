package cloud.reseller.activity.http;

import static cloud.reseller.testing.Customer.guid;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import cloud.reseller.events.Actor;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.CommandRepeated;
import cloud.reseller.events.DirectoryUser;
import cloud.reseller.events.PermissionEvent.PriceRuleSet;
import cloud.reseller.events.PriceRule;
import cloud.reseller.testing.Customer;
import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.RealParts;
import cloud.reseller.testing.WrittenFacts;
import cloud.reseller.testing.WrittenFacts.Fact;
import cloud.reseller.topics.Topics;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealParts
class AuditRecordsIT {

  private static final String LIST = "/v1/auditrecords";

  /** Yesterday, so that a test that runs over midnight asks for the same days. */
  private static final Instant AT =
      Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);

  private static final Map<String, String> TOKENS = new HashMap<>();

  private static WrittenFacts log;

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
  void each_switch_on_and_off_has_an_entry_of_its_own() {
    log.commit(
        List.of(
            fabrikam.fact(fabrikam.added(), AT),
            fabrikam.fact(fabrikam.turnedOn(AT), AT.plusMillis(1)),
            fabrikam.fact(fabrikam.turnedOff(AT), AT.plusMillis(2)),
            fabrikam.fact(fabrikam.turnedOn(AT), AT.plusMillis(3))));

    JsonPath page = read("", 4);

    assertThat(page.getList("items.action"))
        .isEqualTo(
            List.of(
                "Create Customer Purchase Permissions",
                "Delete Customer Purchase Permissions",
                "Create Customer Purchase Permissions",
                "Add customer"));
    assertThat(page.getList("items.operationType"))
        .isEqualTo(
            List.of(
                "create_self_serve_policy",
                "delete_self_serve_policy",
                "create_self_serve_policy",
                "add_customer"));
  }

  @Test
  void helpdesk_agents_see_that_a_price_was_set_but_not_the_price() {
    log.commit(
        List.of(
            fabrikam.fact(fabrikam.added(), AT),
            fabrikam.fact(
                new PriceRuleSet(
                    fabrikam.id(), "*", new PriceRule.Percent(1_500), fabrikam.agent()),
                AT.plusMillis(1))));
    String id = read("", 2).getString("items[0].id");

    for (String path : List.of(LIST, "/auditactivity" + LIST + "/" + id)) {
      assertThat(agent("admin_agent").get(path).asString()).contains("basisPoints");
      assertThat(agent("helpdesk_agent").get(path).asString())
          .contains(id, "Set price rule")
          .doesNotContain("basisPoints")
          .doesNotContainPattern("\\b1500\\b");
    }
  }

  @Test
  void a_purchase_has_the_public_form() {
    var bought = fabrikam.bought(fabrikam.user(), AT);
    Fact purchase = fabrikam.fact(bought, AT.plusMillis(1));
    log.commit(List.of(fabrikam.fact(fabrikam.added(), AT), purchase));
    log.commit(List.of(user(fabrikam.user().id(), fabrikam.id(), "owner@fabrikam.example")));
    await()
        .untilAsserted(
            () ->
                assertThat(read("", 2).getString("items[0].userPrincipalName"))
                    .isEqualTo("owner@fabrikam.example"));

    agent("admin_agent")
        .get(LIST)
        .then()
        .statusCode(200)
        .body("totalCount", equalTo(2))
        .body("attributes.objectType", equalTo("Collection"))
        .body("items[0].id", equalTo(purchase.id()))
        .body("items[0].partnerId", equalTo(partner))
        .body("items[0].customerId", equalTo(fabrikam.id()))
        .body("items[0].customerName", equalTo("Fabrikam, Inc"))
        .body("items[0].applicationId", equalTo("/reservations-service"))
        .body("items[0].resourceType", equalTo("order"))
        .body("items[0].resourceNewValue", containsString(bought.orderId()))
        .body("items[0].operationType", equalTo("create_order"))
        .body("items[0].originalCorrelationId", equalTo(purchase.cause()))
        .body("items[0].operationDate", equalTo(AT.plusMillis(1).toString()))
        .body("items[0].operationStatus", equalTo("succeeded"))
        .body(
            "items[0].customizedData.find { it.key == 'OrderId' }.value", equalTo(bought.orderId()))
        .body("items[0].customizedData.find { it.key == 'InitiatedBy' }.value", equalTo("customer"))
        .body("items[0].attributes.objectType", equalTo("AuditRecord"));
  }

  @Test
  void a_purchase_has_the_subscriptions_id_here_and_in_azure() {
    String entitlement = Customer.guid();
    log.commit(
        List.of(
            fabrikam.fact(fabrikam.added(), AT),
            fabrikam.fact(fabrikam.subscribed(entitlement), AT.plusMillis(1)),
            fabrikam.fact(fabrikam.bought(fabrikam.user(), AT), AT.plusMillis(2))));
    String value = "items[0].customizedData.find { it.key == '%s' }.value";

    await()
        .untilAsserted(
            () -> {
              JsonPath page = read("", 3);
              assertThat(page.getString(value.formatted("SubscriptionId-0")))
                  .isEqualTo(fabrikam.subscriptionId());
              assertThat(page.getString(value.formatted("EntitlementId-0"))).isEqualTo(entitlement);
            });
  }

  @Test
  void a_price_sheet_is_only_in_the_log_of_the_partner_that_published_it() {
    Fact sheet = Customer.published(partner, AT.plusMillis(1));
    Fact operators =
        Fact.of(
            Topics.CATALOGUE_EVENTS,
            "operators",
            AT,
            new PriceSheetPublished(
                "operators", Optional.empty(), Optional.of(guid()), 1, "digest", AT));
    log.commit(List.of(operators, sheet));
    log.commit(List.of(fabrikam.fact(fabrikam.added(), AT)));

    JsonPath page = read("", 2);
    assertThat(page.getList("items.action"))
        .isEqualTo(List.of("Publish price sheet", "Add customer"));
    assertThat(page.getString("items[0].id")).isEqualTo(sheet.id());
    assertThat(page.getString("items[0].partnerId")).isEqualTo(partner);
    assertThat(page.getMap("items[0]")).doesNotContainKeys("customerId", "customerName");
    assertThat(page.getString("items[0].operationType")).isEqualTo("undefined");
    assertThat(page.getString("items[0].customizedData.find { it.key == 'SheetId' }.value"))
        .isEqualTo(sheet.key());
    assertThat(page.getString("items[0].customizedData.find { it.key == 'Lines' }.value"))
        .isEqualTo("640");
    assertThat(page.getString("items[0].customizedData.find { it.key == 'EffectiveFrom' }.value"))
        .isEqualTo(AT.plusMillis(1).toString());
    agent("helpdesk_agent")
        .get("/auditactivity/v1/auditrecords/" + sheet.id())
        .then()
        .statusCode(200)
        .body("partnerId", equalTo(partner));

    String other = guid();
    Customer contoso = Customer.of(other, "Contoso");
    log.commit(List.of(contoso.fact(contoso.added(), AT)));
    String stranger = Infrastructure.shared().agentToken("admin_agent", other, guid());
    await()
        .untilAsserted(
            () ->
                given()
                    .auth()
                    .oauth2(stranger)
                    .get(LIST)
                    .then()
                    .body("items.action", contains("Add customer")));
    given()
        .auth()
        .oauth2(stranger)
        .get("/auditactivity/v1/auditrecords/" + sheet.id())
        .then()
        .statusCode(404);
  }

  @Test
  void refused_attempts_are_part_of_the_story_and_repeats_are_not() {
    log.commit(
        List.of(
            fabrikam.fact(fabrikam.added(), AT),
            fabrikam.fact(fabrikam.rejected(), AT.plusMillis(1)),
            fabrikam.fact(
                new CommandRepeated(fabrikam.id(), guid(), "permission-events/0@1"),
                AT.plusMillis(2)),
            fabrikam.fact(
                fabrikam.refused("CreatePermission.v1", "NoQualifyingSubscription"),
                AT.plusMillis(3))));

    JsonPath page = read("", 3);

    assertThat(page.getList("items.operationStatus"))
        .isEqualTo(List.of("failed", "failed", "succeeded"));
    assertThat(page.getList("items.operationType"))
        .isEqualTo(List.of("create_self_serve_policy", "create_order", "add_customer"));
  }

  @Test
  void an_erased_person_has_no_name_in_any_entry() {
    Customer customer = fabrikam;
    log.commit(List.of(customer.fact(customer.added(), AT)));
    log.commit(List.of(person(customer.agent().id(), partner, "ada@partner.example")));
    await()
        .untilAsserted(
            () ->
                assertThat(read("", 1).getString("items[0].userPrincipalName"))
                    .isEqualTo("ada@partner.example"));

    log.erase(DirectoryUser.key(partner, customer.agent().id()));

    await()
        .untilAsserted(
            () -> assertThat(read("", 1).getString("items[0].userPrincipalName")).isNull());
  }

  @Test
  void an_entry_has_the_name_that_the_side_knows_who_acted() {
    String agent = fabrikam.agent().id();
    String user = fabrikam.user().id();
    log.commit(
        List.of(
            fabrikam.fact(fabrikam.added(), AT),
            fabrikam.fact(fabrikam.bought(fabrikam.user(), AT), AT.plusMillis(1))));
    log.commit(
        List.of(
            user(agent, fabrikam.id(), "guest@fabrikam.example"),
            person(agent, partner, "ada@partner.example"),
            person(agent, guid(), "eve@elsewhere.example"),
            person(user, partner, "somebody.else@partner.example"),
            user(user, fabrikam.id(), "owner@fabrikam.example")));

    await()
        .untilAsserted(
            () ->
                assertThat(read("", 2).getList("items.userPrincipalName"))
                    .isEqualTo(List.of("owner@fabrikam.example", "ada@partner.example")));
  }

  @Test
  void an_agent_added_under_the_id_of_a_customers_user_gives_no_entry_of_the_user_a_name() {
    String user = fabrikam.user().id();
    log.commit(
        List.of(
            fabrikam.fact(fabrikam.added(), AT),
            fabrikam.fact(fabrikam.bought(fabrikam.user(), AT), AT.plusMillis(1))));
    log.commit(
        List.of(
            person(user, partner, "somebody.else@partner.example"),
            person(fabrikam.agent().id(), partner, "ada@partner.example")));

    await()
        .untilAsserted(
            () ->
                assertThat(read("", 2).getString("items[1].userPrincipalName"))
                    .isEqualTo("ada@partner.example"));
    assertThat(read("", 2).getString("items[0].userPrincipalName")).isNull();
  }

  @Test
  void a_name_of_another_tenant_is_not_shown() {
    log.commit(List.of(person(fabrikam.agent().id(), guid(), "eve@elsewhere.example")));
    String other = guid();
    Customer known = Customer.of(partner, "Known");
    log.commit(List.of(person(other, partner, "bob@partner.example")));
    log.commit(
        List.of(
            fabrikam.fact(fabrikam.added(), AT),
            known.fact(
                new Customer(
                        known.id(),
                        partner,
                        "Known",
                        known.subscriptionId(),
                        new Actor(other, Actor.Side.PARTNER),
                        known.user())
                    .added(),
                AT.plusMillis(1))));

    await()
        .untilAsserted(
            () ->
                assertThat(read("", 2).getString("items[0].userPrincipalName"))
                    .isEqualTo("bob@partner.example"));
    assertThat(read("", 2).getString("items[1].userPrincipalName")).isNull();
  }

  @Test
  void the_three_public_filters_choose_entries() {
    Customer contoso = Customer.of(partner, "Contoso 100%");
    log.commit(
        List.of(
            fabrikam.fact(fabrikam.added(), AT),
            fabrikam.fact(fabrikam.turnedOn(AT), AT.plusMillis(1)),
            contoso.fact(contoso.added(), AT.plusMillis(2)),
            contoso.fact(contoso.bought(contoso.user(), AT), AT.plusMillis(3))));
    read("", 4);

    assertThat(filtered("CompanyName", "BRI", "substring"))
        .isEqualTo(List.of("create_self_serve_policy", "add_customer"));
    assertThat(filtered("CompanyName", "0%", "substring"))
        .isEqualTo(List.of("create_order", "add_customer"));
    assertThat(filtered("CustomerId", contoso.id().toUpperCase(), "equals"))
        .isEqualTo(List.of("create_order", "add_customer"));
    assertThat(filtered("CustomerId", guid(), "equals")).isEmpty();
    assertThat(filtered("ResourceType", "SelfServePolicy", "equals"))
        .isEqualTo(List.of("create_self_serve_policy"));
    assertThat(filtered("ResourceType", "order", "equals")).isEqualTo(List.of("create_order"));
    assertThat(filtered("ResourceType", "invoice", "equals")).isEmpty();
  }

  @Test
  void pages_are_complete_without_gaps_or_doubles_also_where_times_are_equal() {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Customer customer = Customer.of(partner, "Customer " + i);
      facts.add(customer.fact(customer.added(), AT));
      for (int j = 0; j < 4; j++) {
        facts.add(customer.fact(customer.turnedOn(AT), AT.plusMillis(j)));
        facts.add(customer.fact(customer.rejected(), AT.plusMillis(j)));
      }
    }
    log.commit(facts);
    List<String> whole = read("?size=500", facts.size()).getList("items.id");

    List<String> paged = new ArrayList<>();
    RequestSpecification next = agent("admin_agent");
    String address = LIST + "?size=7";
    JsonPath page;
    do {
      page = next.get(address).then().statusCode(200).extract().jsonPath();
      paged.addAll(page.getList("items.id"));
      if (page.get("links.next") != null) {
        address = "/v1" + page.getString("links.next.uri");
        assertThat(address).contains("seekOperation=Next");
        assertThat(page.getString("links.next.headers[0].key")).isEqualTo("MS-ContinuationToken");
        next =
            agent("admin_agent")
                .header("MS-ContinuationToken", page.getString("links.next.headers[0].value"));
      }
    } while (page.get("links.next") != null);

    assertThat(paged)
        .isEqualTo(whole)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(facts.stream().map(Fact::id).toList());
  }

  @Test
  void one_entry_is_read_by_its_id_plain_or_encoded() {
    Fact added = fabrikam.fact(fabrikam.added(), AT);
    log.commit(List.of(added));
    read("", 1);

    for (String id : List.of(added.id(), added.id().replace("/", "%2F").replace("@", "%40"))) {
      agent("admin_agent")
          .urlEncodingEnabled(false)
          .get("/auditactivity" + LIST + "/" + id)
          .then()
          .statusCode(200)
          .body("id", equalTo(added.id()))
          .body("operationType", equalTo("add_customer"));
    }
  }

  @Test
  void another_partners_entries_are_never_shown() {
    Customer foreign = Customer.of(guid(), "Fabrikam, Inc");
    Fact added = foreign.fact(foreign.added(), AT);
    log.commit(List.of(added, fabrikam.fact(fabrikam.added(), AT)));
    read("", 1);

    agent("admin_agent").get(LIST).then().body("items.customerId", contains(fabrikam.id()));
    assertThat(filtered("CustomerId", foreign.id(), "equals")).isEmpty();
    assertThat(filtered("CompanyName", "fabrikam", "substring")).hasSize(1);
    agent("admin_agent")
        .get("/auditactivity" + LIST + "/" + added.id())
        .then()
        .statusCode(404)
        .body("code", equalTo("NotFound"))
        .body("data", contains("id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin_agent", "sales_agent", "helpdesk_agent"})
  void every_agent_reads_the_log(String role) {
    Fact added = fabrikam.fact(fabrikam.added(), AT);
    log.commit(List.of(added));
    read("", 1);

    agent(role, NOBODY).get(LIST).then().statusCode(200).body("items", empty());
    agent(role).get(LIST).then().statusCode(200).body("items.id", contains(added.id()));
    agent(role)
        .get("/auditactivity" + LIST + "/" + added.id())
        .then()
        .statusCode(200)
        .body("id", equalTo(added.id()));
  }

  @ParameterizedTest
  @ValueSource(strings = {LIST, "/auditactivity/v1/auditrecords/permission-commands/3@18"})
  void customers_users_and_strangers_do_not(String path) {
    given()
        .auth()
        .oauth2(Infrastructure.shared().customerToken(fabrikam.id(), fabrikam.user().id()))
        .get(path)
        .then()
        .statusCode(403)
        .body("code", equalTo("900150"));
    given().get(path).then().statusCode(401);
  }

  @ParameterizedTest
  @CsvSource({
    "startDate=yesterday, startDate",
    "startDate=2001-01-01, startDate",
    "endDate=2026-13-01, endDate",
    "size=-1, size",
    "size=2001, size",
    "size=many, size",
    "filter=bri, filter",
    "seekOperation=Previous, seekOperation",
    "seekOperation=Next, MS-ContinuationToken"
  })
  void a_wrong_parameter_is_named(String query, String field) {
    agent("admin_agent", NOBODY)
        .get(LIST + "?" + query)
        .then()
        .statusCode(400)
        .body("data", hasItem(field))
        .body("description", containsString(field));
  }

  @Test
  void a_wrong_token_is_named() {
    agent("admin_agent", NOBODY)
        .header("MS-ContinuationToken", "nonsense")
        .get(LIST)
        .then()
        .statusCode(400)
        .body("data", hasItem("MS-ContinuationToken"));
  }

  @Test
  void dates_choose_whole_utc_days() {
    LocalDate day = AT.atZone(ZoneOffset.UTC).toLocalDate();
    Instant first = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    log.commit(
        List.of(
            fabrikam.fact(fabrikam.added(), first.minusMillis(1)),
            fabrikam.fact(fabrikam.turnedOn(AT), first),
            fabrikam.fact(fabrikam.turnedOff(AT), first.plus(Duration.ofDays(1)).minusMillis(1))));
    read("", 3);

    agent("admin_agent")
        .get(LIST + "?startDate=" + day + "&endDate=" + day)
        .then()
        .body(
            "items.operationType",
            contains("delete_self_serve_policy", "create_self_serve_policy"));
    agent("admin_agent")
        .get(LIST + "?startDate=" + day.minusDays(1) + "&endDate=" + day.minusDays(1))
        .then()
        .body("items.operationType", contains("add_customer"));
  }

  /**
   * The public Java client writes the day of the year where the day of the month should stand, and
   * encodes its filter with members in an order and with operators of its own (K19).
   */
  @Test
  void the_public_java_client_reads_the_log() {
    LocalDate day = AT.atZone(ZoneOffset.UTC).toLocalDate();
    log.commit(
        List.of(fabrikam.fact(fabrikam.added(), AT), fabrikam.fact(fabrikam.turnedOn(AT), AT)));
    read("", 2);
    String dates = "?startDate=" + asJavaWrites(day) + "&endDate=" + asJavaWrites(day);

    for (String filter :
        List.of(
            "",
            javaFilter(fabrikam.id(), "CustomerId", "Equals"),
            javaFilter("bri", "CompanyName", "Substring"))) {
      javaClient().get(LIST + dates + filter).then().statusCode(200).body("items", hasSize(2));
    }
    javaClient()
        .get(LIST + dates + "&size=500" + javaFilter("Order", "ResourceType", "Equals"))
        .then()
        .statusCode(200)
        .body("items", empty());
  }

  private static String asJavaWrites(LocalDate day) {
    return "%04d-%02d-%02d".formatted(day.getYear(), day.getMonthValue(), day.getDayOfYear());
  }

  private static String javaFilter(String value, String field, String operator) {
    return "&filter="
        + URLEncoder.encode(
            """
            {"value":"%s","field":"%s","fieldType":"String","operator":"%s"}\
            """
                .formatted(value, field, operator),
            StandardCharsets.UTF_8);
  }

  private RequestSpecification javaClient() {
    return agent("admin_agent")
        .urlEncodingEnabled(false)
        .header("MS-Contract-Version", "v1")
        .header("MS-RequestId", guid())
        .header("MS-CorrelationId", guid())
        .header("X-Locale", "en-US")
        .header("MS-SdkVersion", "1.15.4")
        .header("MS-PartnerCenter-Client", "Partner Center Java SDK")
        .header("Accept", "application/json");
  }

  @Test
  void what_was_aborted_is_seen_by_nobody() {
    log.abort(List.of(fabrikam.fact(fabrikam.turnedOn(AT), AT)));
    log.commit(List.of(fabrikam.fact(fabrikam.added(), AT)));

    assertThat(read("", 1).getList("items.operationType")).isEqualTo(List.of("add_customer"));
  }

  /** The first page, once it has so many entries. */
  private JsonPath read(String query, int entries) {
    await()
        .untilAsserted(
            () ->
                agent("admin_agent")
                    .get(LIST + query)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(entries)));
    return agent("admin_agent").get(LIST + query).jsonPath();
  }

  private List<String> filtered(String field, String value, String operator) {
    return agent("admin_agent")
        .queryParam(
            "filter",
            "{\"Field\":\"%s\",\"Value\":\"%s\",\"Operator\":\"%s\"}"
                .formatted(field, value, operator))
        .get(LIST)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items.operationType");
  }

  private RequestSpecification agent(String role) {
    return agent(role, partner);
  }

  private static RequestSpecification agent(String role, String partner) {
    return given()
        .auth()
        .oauth2(
            TOKENS.computeIfAbsent(
                role + partner, _ -> Infrastructure.shared().agentToken(role, partner, guid())));
  }

  /** An agent of a partner. */
  private static Fact person(String id, String tenant, String name) {
    return known(new DirectoryUser(id, tenant, Actor.Side.PARTNER, name, "Display " + name));
  }

  /** A user of a customer. */
  private static Fact user(String id, String tenant, String name) {
    return known(new DirectoryUser(id, tenant, Actor.Side.CUSTOMER, name, "Display " + name));
  }

  private static Fact known(DirectoryUser person) {
    return Fact.of(Topics.DIRECTORY, person.key(), AT, person);
  }
}
