package cloud.reseller.reservations;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.events.CatalogueEvent.PriceSheetLineV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublishedV1;
import cloud.reseller.events.Money;
import cloud.reseller.events.Term;
import cloud.reseller.log.LogRecord;
import cloud.reseller.reservations.write.pricing.CatalogueDigest;
import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Price sheets of two partners and the operator over HTTP, and purchases at their prices. */
@QuarkusTest
@RealParts
class PriceSheetsIT {

  private static final String OPERATOR = "eeeeeeee-0000-4000-8000-000000000001";

  private static final String HEADER =
      "ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,"
          + "Market,Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,"
          + "EffectiveEndDate,MeterIds,MeterType,Tags\r\n";

  private static final String RATIOS =
      "InstanceSizeFlexibilityGroup,ArmSkuName,Ratio\nG,Standard_D2s_v5,1\n";

  /** Signing in takes longer than a call. */
  private final Map<String, String> tokens = new HashMap<>();

  private final String ours = UUID.randomUUID().toString();
  private final String theirs = UUID.randomUUID().toString();
  private final String admin = UUID.randomUUID().toString();

  @BeforeEach
  void the_service_is_ready() {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> get(agent("admin_agent"), "/pricesheets").statusCode() == 200);
  }

  @Test
  void two_partners_have_their_own_prices_in_one_market_and_a_third_has_the_operators() {
    String market = "NO";
    PermissionFacts fabrikam = PermissionFacts.customer(ours, market);
    PermissionFacts contoso = PermissionFacts.customer(theirs, market);
    String third = UUID.randomUUID().toString();
    PermissionFacts wingtip = PermissionFacts.customer(third, market);
    created(post(operator(), "/pricesheets", sheet(market, "NOK", "900.005")));
    created(post(agent("admin_agent"), "/pricesheets", sheet(market, "NOK", "700")));
    created(post(agentOf(theirs), "/pricesheets", sheet(market, "NOK", "800")));

    assertThat(cost(agent("admin_agent"), fabrikam, 2)).isEqualTo("1400.0");
    assertThat(cost(agentOf(theirs), contoso, 2)).isEqualTo("1600.0");
    assertThat(cost(agentOf(third), wingtip, 2))
        .as("rounded once, on the whole order")
        .isEqualTo("1800.01");
  }

  @Test
  void the_event_names_the_publisher_and_the_owner() {
    String correlation = UUID.randomUUID().toString();
    Response published =
        as(agent("admin_agent"))
            .header("MS-CorrelationId", correlation)
            .contentType("text/csv")
            .body(sheet("SE", "SEK", "1"))
            .post("/v1/pricesheets");
    created(published);
    String id = published.jsonPath().getString("id");
    try (OutcomeReader log = new OutcomeReader("catalogue-events")) {
      log.withKey(id);
      LogRecord last = log.ofType(id, "PriceSheetPublished.v2");
      JsonPath body = new JsonPath(OutcomeReader.text(last));
      assertThat(body.getString("partnerId")).isEqualTo(ours);
      assertThat(body.getString("by")).isEqualTo(admin);
      assertThat(last.header("ce_correlationid")).contains(correlation);
    }
  }

  @Test
  void the_answer_says_what_was_published_what_was_left_out_and_what_is_in_force() {
    String market = "DK";
    String first = UUID.randomUUID().toString();
    String file =
        sheet(market, "DKK", "480.05")
            + line(market, "DKK", "9").replace("Reserved VM Instance", "SQL Database")
            + line(market, "DKK", "9").replace("P1Y", "P10Y")
            + line(market, "DKK", "9").replace("US East", "Moon North");
    JsonPath published =
        created(post(agent("admin_agent"), first, "/pricesheets", file)).jsonPath();
    assertThat(published.getInt("lines")).isEqualTo(1);
    assertThat(published.getInt("linesLeftOut.lines")).isEqualTo(3);
    assertThat(published.getList("linesLeftOut.kinds.value"))
        .containsExactly("Moon North", "SQL Database", "P10Y");
    assertThat(published.getList("linesLeftOut.kinds.column"))
        .containsExactly("SkuTitle", "SkuTitle", "TermDuration");
    assertThat(published.getList("inForce.market")).containsExactly(market);
    assertThat(published.getString("inForce[0].sheet")).isEqualTo(published.getString("id"));
    assertThat(published.getString("inForce[0].owner")).isEqualTo("partner");
    assertThat(published.getString("inForce[0].since"))
        .isEqualTo(published.getString("effectiveFrom"));

    Response again = post(agent("admin_agent"), first, "/pricesheets", file);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.jsonPath().getMap("")).isEqualTo(published.getMap(""));
    problem(
        post(agent("admin_agent"), first, "/pricesheets", sheet(market, "DKK", "480.06")),
        409,
        "RequestIdReused");
    // With the same id, another partner publishes another sheet.
    assertThat(post(agentOf(theirs), first, "/pricesheets", file).statusCode()).isEqualTo(201);

    String later = Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.DAYS).toString();
    JsonPath ahead =
        created(
                post(
                    agent("admin_agent"),
                    UUID.randomUUID().toString(),
                    "/pricesheets?effectiveFrom=" + later,
                    sheet(market, "DKK", "500")))
            .jsonPath();
    assertThat(ahead.getString("effectiveFrom")).isEqualTo(later);
    assertThat(ahead.getString("inForce[0].sheet")).isEqualTo(published.getString("id"));
  }

  @Test
  void a_sheet_published_again_is_in_force_again() {
    String market = "CH";
    PermissionFacts fabrikam = PermissionFacts.customer(ours, market);
    String a = sheet(market, "CHF", "100");
    String b = sheet(market, "CHF", "200");
    for (String file : List.of(a, b, a)) {
      JsonPath published = created(post(agent("admin_agent"), "/pricesheets", file)).jsonPath();
      assertThat(published.getString("inForce[0].sheet")).isEqualTo(published.getString("id"));
    }
    assertThat(cost(agent("admin_agent"), fabrikam, 1)).isEqualTo("100.0");
  }

  @Test
  void the_list_of_sheets_is_paged_like_every_other() {
    created(post(agent("admin_agent"), "/pricesheets", sheet("AU", "AUD", "1")));
    created(post(agent("admin_agent"), "/pricesheets", sheet("JP", "JPY", "1")));
    List<String> all =
        get(agent("admin_agent"), "/pricesheets?size=0").jsonPath().getList("items.market");
    assertThat(all).contains("AU", "JP").isSorted();
    List<String> read = new ArrayList<>();
    JsonPath page = get(agent("admin_agent"), "/pricesheets?size=1").jsonPath();
    read.addAll(page.getList("items.market"));
    while (page.get("links.next") != null) {
      page =
          as(agent("admin_agent"))
              .header("MS-ContinuationToken", page.getString("continuationToken"))
              .get("/v1" + page.getString("links.next.uri"))
              .jsonPath();
      assertThat(page.getInt("totalCount")).isEqualTo(1);
      read.addAll(page.getList("items.market"));
    }
    assertThat(read).isEqualTo(all);
    for (String notOfThisList : List.of("ZZ", "AU|JP")) {
      problem(
          as(agent("admin_agent"))
              .header(
                  "MS-ContinuationToken",
                  Base64.getUrlEncoder().encodeToString(notOfThisList.getBytes(UTF_8)))
              .get("/v1/pricesheets?seekOperation=Next"),
          400,
          "InvalidHeader");
    }
    problem(get(agent("admin_agent"), "/pricesheets?size=-1"), 400, "InvalidParameter");
    problem(get(agent("admin_agent"), "/pricesheets?seekOperation=Last"), 400, "InvalidParameter");
    problem(get(agent("admin_agent"), "/pricesheets?seekOperation=Next"), 400, "InvalidHeader");
  }

  @Test
  void a_file_may_be_csv_or_of_unknown_type_and_a_refusal_names_both_types() {
    for (String type : List.of("text/csv", "text/csv; charset=utf-8", "application/octet-stream")) {
      created(
          as(agent("admin_agent"))
              .contentType(type)
              .body(sheet("NZ", "NZD", "1").getBytes(UTF_8))
              .post("/v1/pricesheets"));
    }
    created(
        as(operator())
            .contentType("application/octet-stream")
            .body((RATIOS + "G,Standard_D4s_v5,2\n").getBytes(UTF_8))
            .post("/v1/flexibilityratios"));
    for (String path : List.of("/pricesheets", "/flexibilityratios")) {
      Response refused =
          as(path.equals("/pricesheets") ? agent("admin_agent") : operator())
              .contentType("application/json")
              .body("{}")
              .post("/v1" + path);
      problem(refused, 415, "UnsupportedMediaType");
      assertThat(refused.jsonPath().getString("description"))
          .contains("application/octet-stream or text/csv");
      assertThat(refused.jsonPath().getList("data")).isEqualTo(List.of("Content-Type"));
    }
  }

  @Test
  void a_past_or_invalid_effective_from_is_refused() {
    for (String time : List.of("2020-01-01T00:00:00Z", "tomorrow", "+10000-01-01T00:00:00Z")) {
      Response refused =
          as(agent("admin_agent"))
              .queryParam("effectiveFrom", time)
              .contentType("text/csv")
              .body(sheet("SE", "SEK", "1"))
              .post("/v1/pricesheets");
      problem(refused, 400, "InvalidParameter");
      assertThat(refused.jsonPath().getList("data")).isEqualTo(List.of("effectiveFrom"));
    }
    String ended =
        sheet("SE", "SEK", "1")
            .replace("2026-01-01", "2020-01-01")
            .replace("12/31/9999", "1/31/2020");
    problem(post(agent("admin_agent"), "/pricesheets", ended), 400, "SheetInvalid");
  }

  @Test
  void the_view_shows_the_sheet_in_force_its_start_its_publisher_and_the_next_ones() {
    String market = "PL";
    JsonPath operators =
        created(post(operator(), "/pricesheets", sheet(market, "EUR", "900"))).jsonPath();
    JsonPath seen = in(market, get(agent("sales_agent"), "/pricesheets"));
    assertThat(seen.getString("inForce.id")).isEqualTo(operators.getString("id"));
    assertThat(seen.getString("inForce.owner")).isEqualTo("operator");
    assertThat(seen.getMap("inForce")).doesNotContainKey("publishedBy");

    String later = Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.DAYS).toString();
    JsonPath ahead =
        created(
                post(
                    agent("admin_agent"),
                    UUID.randomUUID().toString(),
                    "/pricesheets?effectiveFrom=" + later,
                    sheet(market, "EUR", "700")))
            .jsonPath();
    seen = in(market, get(agent("sales_agent"), "/pricesheets"));
    assertThat(seen.getString("inForce.id")).isEqualTo(operators.getString("id"));
    assertThat(seen.getList("next.id")).containsExactly(ahead.getString("id"));
    assertThat(seen.getString("next[0].since")).isEqualTo(later);

    JsonPath own =
        created(post(agent("admin_agent"), "/pricesheets", sheet(market, "EUR", "750"))).jsonPath();
    seen = in(market, get(agent("sales_agent"), "/pricesheets"));
    assertThat(seen.getString("inForce.id")).isEqualTo(own.getString("id"));
    assertThat(seen.getString("inForce.owner")).isEqualTo("partner");
    assertThat(seen.getString("inForce.digest")).isEqualTo(own.getString("digest"));
    assertThat(seen.getString("inForce.since")).isEqualTo(own.getString("effectiveFrom"));
    assertThat(seen.getString("inForce.publishedBy")).isEqualTo(admin);
    assertThat(seen.getInt("inForce.lines")).isEqualTo(1);
    assertThat(seen.getList("next.id")).containsExactly(ahead.getString("id"));

    seen = in(market, get(agentOf(theirs), "/pricesheets"));
    assertThat(seen.getString("inForce.id")).isEqualTo(operators.getString("id"));
    assertThat(seen.getList("next")).isEmpty();
    seen = in(market, get(operator(), "/pricesheets"));
    assertThat(seen.getString("inForce.id")).isEqualTo(operators.getString("id"));
    assertThat(seen.getString("inForce.publishedBy")).isEqualTo(OPERATOR);
  }

  @Test
  void the_lines_are_returned_as_csv_that_can_be_published_again() {
    String market = "GB";
    StringBuilder file = new StringBuilder(HEADER);
    for (int i = 0; i < 2_100; i++) {
      file.append(
          line(market, "GBP", "480.0512345" + i)
              .replace("Standard_D2s_v5", "Standard_D" + i + "s_v5")
              .replace("Virtual Machines", "\"Virtual, \"\"Machines\"\"\"")
              .replace(",\r\n", ",payAsYouGoPrice=1000.5\r\n"));
    }
    JsonPath published =
        created(post(agent("admin_agent"), "/pricesheets", file.toString())).jsonPath();
    JsonPath seen = in(market, get(agent("sales_agent"), "/pricesheets"));
    Response lines = get(agent("sales_agent"), seen.getString("inForce.links.lines.uri"));
    assertThat(lines.statusCode()).isEqualTo(200);
    assertThat(lines.contentType()).startsWith("text/csv");
    String csv = lines.asString();
    assertThat(csv).startsWith(HEADER);
    assertThat(csv.lines()).hasSize(2_101);
    assertThat(csv)
        .contains(
            "\"Virtual, \"\"Machines\"\"\",DZH318Z0XX01,0001,\"Reserved VM Instance,"
                + " Standard_D7s_v5, US East, 1 Year\",,,,P1Y,GB,GBP,480.05123457,,,");

    JsonPath again = created(post(agent("admin_agent"), "/pricesheets", csv)).jsonPath();
    assertThat(again.getString("digest")).isEqualTo(published.getString("digest"));
    assertThat(
            get(
                    agent("sales_agent"),
                    "/pricesheets/" + published.getString("id") + "/lines?market=FR")
                .asString()
                .lines())
        .hasSize(1);
  }

  @Test
  void the_operators_sheet_of_the_shipped_catalogue_can_be_read_by_every_partner() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get(agent("sales_agent"), "/pricesheets").asString().contains("\"US\""));
    JsonPath seen = in("US", get(agent("sales_agent"), "/pricesheets"));
    Response lines = get(agent("sales_agent"), seen.getString("inForce.links.lines.uri"));
    assertThat(lines.asString()).contains("armSkuName=Standard_D2s_v5;armRegionName=eastus");
  }

  @Test
  void sheets_of_the_earlier_release_are_shown_as_the_operators() {
    String id = someId();
    Instant from = Instant.parse("2026-01-01T00:00:00Z");
    Instant until = Instant.parse("2099-01-01T00:00:00Z");
    PriceSheetLineV1 line =
        new PriceSheetLineV1(
            id,
            "Standard_D2s_v5",
            "DZH318Z0XX01:0001",
            "Virtual Machines",
            "eastus",
            "IE",
            Term.P1Y,
            new Money(480_05, "EUR"),
            Optional.empty());
    CatalogueDigest digest = CatalogueDigest.ofLinesAndId();
    digest.add(line);
    PermissionFacts.send("catalogue-events", id, someId(), line);
    PermissionFacts.send(
        "catalogue-events",
        id,
        someId(),
        new PriceSheetPublishedV1(id, 1, digest.hex(), from, until));
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> get(agent("sales_agent"), "/pricesheets").asString().contains(id));
    JsonPath seen = in("IE", get(agent("sales_agent"), "/pricesheets"));
    assertThat(seen.getString("inForce.id")).isEqualTo(id);
    assertThat(seen.getString("inForce.owner")).isEqualTo("operator");
    assertThat(seen.getString("inForce.until")).isEqualTo(until.toString());
    assertThat(get(agent("sales_agent"), "/pricesheets/" + id + "/lines").asString())
        .contains(",IE,EUR,480.05,,," + from + "," + until + ",");
  }

  @Test
  void another_partners_sheet_is_answered_like_one_that_does_not_exist() {
    String id =
        created(post(agent("admin_agent"), "/pricesheets", sheet("SE", "SEK", "2")))
            .jsonPath()
            .getString("id");
    String none = UUID.randomUUID().toString();
    for (String stranger : List.of(agentOf(theirs), operator())) {
      Response anothers = get(stranger, "/pricesheets/" + id + "/lines");
      problem(anothers, 404, "NotFound");
      assertThat(anothers.jsonPath().getString("description"))
          .isEqualTo(
              get(stranger, "/pricesheets/" + none + "/lines").jsonPath().getString("description"));
    }
    assertThat(get(agentOf(theirs), "/pricesheets").asString()).doesNotContain(id);
  }

  @Test
  void who_may_publish_and_who_may_see() {
    String owner = Infrastructure.shared().customerToken(someId(), someId());
    for (String refused : List.of(agent("sales_agent"), agent("helpdesk_agent"), owner)) {
      problem(post(refused, "/pricesheets", sheet("SE", "SEK", "1")), 403, "900150");
      problem(post(refused, "/flexibilityratios", RATIOS), 403, "900150");
    }
    problem(post(agent("admin_agent"), "/flexibilityratios", RATIOS), 403, "900150");
    for (String refused : List.of(agent("helpdesk_agent"), owner)) {
      problem(get(refused, "/pricesheets"), 403, "900150");
      problem(get(refused, "/pricesheets/" + someId() + "/lines"), 403, "900150");
    }
    problem(
        given().contentType("text/csv").body(RATIOS).post("/v1/pricesheets"),
        401,
        "Unauthenticated");
    problem(given().get("/v1/pricesheets"), 401, "Unauthenticated");
    for (String seeing : List.of(agent("admin_agent"), agent("sales_agent"), operator())) {
      assertThat(get(seeing, "/pricesheets").statusCode()).isEqualTo(200);
    }
    JsonPath ratios =
        created(post(operator(), "/flexibilityratios", RATIOS + "G,Standard_D4s_v5,2\n"))
            .jsonPath();
    assertThat(ratios.getString("inForce[0].sheet")).isEqualTo(ratios.getString("id"));
    assertThat(ratios.getString("attributes.objectType")).isEqualTo("FlexibilityRatios");
  }

  @Test
  void an_invalid_line_is_named_and_nothing_is_published() {
    Response refused = post(operator(), "/flexibilityratios", RATIOS + "G,Y,one\n");
    problem(refused, 400, "SheetInvalid");
    assertThat(refused.jsonPath().getList("data")).isEqualTo(List.of("line 3", "Ratio"));
    refused = post(agent("admin_agent"), "/pricesheets", sheet("SE", "EUR", "1"));
    problem(refused, 400, "SheetInvalid");
    assertThat(refused.jsonPath().getList("data")).isEqualTo(List.of("line 2", "Currency"));
  }

  private static JsonPath in(String market, Response all) {
    assertThat(all.statusCode()).as(all.asString()).isEqualTo(200);
    JsonPath items = all.jsonPath();
    int place = items.getList("items.market").indexOf(market);
    assertThat(place).as(all.asString()).isNotNegative();
    return items.setRootPath("items[" + place + "]");
  }

  /** The partner's cost of an order of a quantity. */
  private static String cost(String token, PermissionFacts customer, int quantity) {
    String body =
        """
        {"sku":{"name":"standard_d2s_v5"},"location":"East US","properties":{
          "reservedResourceType":"VirtualMachines","billingScopeId":"/subscriptions/%s",
          "term":"P1Y","billingPlan":"Upfront","quantity":%d,"appliedScopeType":"Shared"}}
        """
            .formatted(customer.subscription, quantity);
    Response bought =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () ->
                    as(token)
                        .header("MS-RequestId", someId())
                        .contentType("application/json")
                        .body(body)
                        .post("/v1/customers/" + customer.customer + "/reservations"),
                answer -> answer.statusCode() == 201);
    return bought.jsonPath().getString("pricing.partnerCost.amount");
  }

  private static String sheet(String market, String currency, String price) {
    return HEADER + line(market, currency, price);
  }

  private static String line(String market, String currency, String price) {
    return "Virtual Machines,DZH318Z0XX01,0001,\"Reserved VM Instance, Standard_D2s_v5, US East,"
        + " 1 Year\",Microsoft,,1 Year,P1Y,%s,%s,%s,,,2026-01-01,12/31/9999,,1 Hour,\r\n"
            .formatted(market, currency, price);
  }

  private static Response created(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    return answer;
  }

  private static Response post(String token, String path, String csv) {
    return post(token, someId(), path, csv);
  }

  private static Response post(String token, String requestId, String path, String csv) {
    return as(token)
        .header("MS-RequestId", requestId)
        .contentType("text/csv")
        .body(csv.getBytes(UTF_8))
        .post("/v1" + path);
  }

  private static Response get(String token, String path) {
    return as(token).get("/v1" + path);
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token);
  }

  private static void problem(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.jsonPath().getString("code")).as(answer.asString()).isEqualTo(code);
  }

  private String agent(String role) {
    return tokens.computeIfAbsent(role, _ -> Infrastructure.shared().agentToken(role, ours, admin));
  }

  private String agentOf(String partner) {
    return tokens.computeIfAbsent(
        partner, _ -> Infrastructure.shared().agentToken("admin_agent", partner, someId()));
  }

  private String operator() {
    return tokens.computeIfAbsent("operator", _ -> Infrastructure.shared().operatorToken(OPERATOR));
  }

  private static String someId() {
    return UUID.randomUUID().toString();
  }
}
