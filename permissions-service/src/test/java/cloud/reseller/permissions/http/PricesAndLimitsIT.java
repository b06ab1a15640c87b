package cloud.reseller.permissions.http;

import static cloud.reseller.permissions.http.Partner.CONTOSO;
import static cloud.reseller.permissions.http.Partner.TAILSPIN;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;

import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.Term;
import cloud.reseller.events.UnitPrice;
import cloud.reseller.testing.RealParts;
import cloud.reseller.testing.WrittenFacts;
import cloud.reseller.testing.WrittenFacts.Fact;
import cloud.reseller.topics.Topics;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealParts
class PricesAndLimitsIT {

  private static final String RULES = "/v1/customers/{c}/pricerules";
  private static final String RULE = RULES + "/{sku}";
  private static final String WARNINGS = "attributes.warnings";
  private static final String LIMITS = "/v1/customers/{c}/purchaselimits";
  private static final String SHEET_SKU = "DZH318Z0BQ35:01C3";

  private static final String MARKUP = "{\"rule\": {\"type\": \"Percent\", \"basisPoints\": 1500}}";
  private static final String FIXED =
      """
      {"rule": {"type": "Fixed", "unitPrice": {"amountMinor": 120000, "currency": "USD"}}}
      """;

  @Test
  void prices_are_set_read_and_removed() {
    String customer = CONTOSO.customer();
    CONTOSO
        .admin()
        .body(MARKUP)
        .put(RULES, customer)
        .then()
        .statusCode(200)
        .body("target", equalTo("*"))
        .body("rule.basisPoints", equalTo(1500));
    CONTOSO.admin().body(FIXED).put(RULE, customer, SHEET_SKU).then().statusCode(200);
    CONTOSO
        .agent("sales_agent")
        .get(RULES, customer)
        .then()
        .statusCode(200)
        .body("items.target", contains("*", SHEET_SKU));
    for (String rules : List.of("", "/" + SHEET_SKU)) {
      CONTOSO.agent("helpdesk_agent").get(RULES + rules, customer).then().statusCode(403);
    }
    CONTOSO
        .agent("sales_agent")
        .get(RULE, customer, SHEET_SKU)
        .then()
        .statusCode(200)
        .body("rule.type", equalTo("Fixed"))
        .body("rule.unitPrice.amountMinor", equalTo(120000))
        .body("rule.unitPrice.currency", equalTo("USD"));
    CONTOSO.admin().delete(RULE, customer, SHEET_SKU).then().statusCode(204);
    CONTOSO
        .admin()
        .delete(RULE, customer, SHEET_SKU)
        .then()
        .statusCode(404)
        .body("code", equalTo("PriceRuleNotFound"));
    CONTOSO.admin().get(RULE, customer, SHEET_SKU).then().statusCode(404);
    CONTOSO.admin().delete(RULES, customer).then().statusCode(204);
    CONTOSO.admin().get(RULES, customer).then().body("totalCount", equalTo(0));
  }

  @Test
  void a_price_of_what_no_sheet_sells_is_taken_and_the_answer_warns() {
    String market = "US";
    String customer = CONTOSO.customer();
    String size = "Standard_W" + System.nanoTime() + "s";
    String sku = "WARN:" + System.nanoTime();
    for (String target : List.of(size, sku)) {
      warned(customer, target, true);
    }
    CONTOSO.admin().body(MARKUP).put(RULES, customer).then().body(WARNINGS, nullValue());

    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Instant later = now.plus(Duration.ofDays(30));
    // What is sold in another market, by another partner's sheet, or no longer, is not sold here.
    String other = size + "0";
    publish(Optional.empty(), now, new Sold("DE", size, sku, later));
    publish(Optional.of(TAILSPIN.id()), now, new Sold(market, size, sku, later));
    publish(
        Optional.empty(),
        now,
        new Sold(market, size, sku, now.minusSeconds(1)),
        new Sold(market, other, "OTHER:1", later));
    await().untilAsserted(() -> warned(customer, other, false));
    for (String target : List.of(size, sku)) {
      warned(customer, target, true);
    }
    publish(
        Optional.empty(),
        now,
        new Sold(market, size.toUpperCase(Locale.ROOT), sku, later),
        new Sold(market, other, "OTHER:1", later));
    for (String target : List.of(size, sku)) {
      await().untilAsserted(() -> warned(customer, target, false));
    }
    CONTOSO
        .admin()
        .get(RULES, customer)
        .then()
        .body("totalCount", equalTo(4))
        .body("items.attributes.warnings", everyItem(nullValue()));

    // The partner's own sheet stands in front of the operator's, and does not sell it.
    publish(Optional.of(CONTOSO.id()), now, new Sold(market, other, "OTHER:1", later));
    await().untilAsserted(() -> warned(customer, sku, true));
    CONTOSO
        .agent("sales_agent")
        .get(RULE, customer, size)
        .then()
        .statusCode(200)
        .body(WARNINGS, contains(containsString("No price sheet")));
    CONTOSO
        .admin()
        .get(RULES, customer)
        .then()
        .body("items.findAll { it.attributes.warnings != null }.target", contains(size, sku));
    // A sheet that has not begun counts: a price may be set before it.
    publish(Optional.of(CONTOSO.id()), now.plusSeconds(3_600), new Sold(market, size, sku, later));
    await().untilAsserted(() -> warned(customer, sku, false));
  }

  private static void warned(String customer, String target, boolean warned) {
    CONTOSO
        .admin()
        .body(MARKUP)
        .put(RULE, customer, target)
        .then()
        .statusCode(200)
        .body("target", equalTo(target))
        .body("rule.basisPoints", equalTo(1500))
        .body(WARNINGS, warned ? contains(containsString("No price sheet")) : nullValue());
  }

  /** What a line of a sheet sells. */
  private record Sold(String market, String sku, String sheetSku, Instant until) {

    private PriceSheetLine line(String sheet) {
      return new PriceSheetLine(
          sheet,
          sku,
          sheetSku,
          "Virtual Machines",
          "eastus",
          market,
          Term.P1Y,
          new UnitPrice("1", market.equals("DE") ? "EUR" : "USD"),
          Optional.empty(),
          Instant.EPOCH,
          until);
    }
  }

  private static void publish(Optional<String> partner, Instant from, Sold... sold) {
    String id = UUID.randomUUID().toString();
    List<Fact> sheet = new ArrayList<>();
    for (Sold one : sold) {
      sheet.add(Fact.of(Topics.CATALOGUE_EVENTS, id, Instant.now(), one.line(id)));
    }
    sheet.add(
        Fact.of(
            Topics.CATALOGUE_EVENTS,
            id,
            Instant.now(),
            new PriceSheetPublished(
                id, partner, Optional.empty(), sold.length, "0".repeat(64), from)));
    try (WrittenFacts log = new WrittenFacts()) {
      log.commit(sheet);
    }
  }

  @Test
  void a_price_that_makes_no_sense_is_refused() {
    String customer = CONTOSO.customer();
    CONTOSO
        .admin()
        .body(FIXED)
        .put(RULES, customer)
        .then()
        .statusCode(400)
        .body("code", equalTo("FixedPriceNeedsSheetSku"));
    CONTOSO
        .admin()
        .body(MARKUP.replace("1500", "-10001"))
        .put(RULES, customer)
        .then()
        .statusCode(400)
        .body("code", equalTo("PercentTooLow"));
    CONTOSO.admin().body("{\"rule\": {}}").put(RULES, customer).then().statusCode(400);
    CONTOSO
        .admin()
        .body(FIXED.replace("USD", "beads"))
        .put(RULE, customer, SHEET_SKU)
        .then()
        .statusCode(400);
  }

  @Test
  void a_target_in_the_body_that_is_not_the_addresses_is_refused_and_its_own_is_not() {
    String customer = CONTOSO.customer();
    String named = "{\"target\": \"%s\", " + MARKUP.substring(1);
    for (String address : List.of("", "/" + SHEET_SKU)) {
      CONTOSO
          .admin()
          .body(named.formatted("Standard_D4s_v5"))
          .put(RULES + address, customer)
          .then()
          .statusCode(400)
          .body("code", equalTo("InvalidBody"))
          .body("data", contains("target"));
    }
    CONTOSO
        .admin()
        .body(named.formatted(SHEET_SKU.toLowerCase(Locale.ROOT)))
        .put(RULE, customer, SHEET_SKU)
        .then()
        .statusCode(200)
        .body("target", equalTo(SHEET_SKU));
    CONTOSO.admin().get(RULES, customer).then().body("items.target", contains(SHEET_SKU));
  }

  @ParameterizedTest
  @ValueSource(strings = {"two%0Alines", "a%20b", "%F0%9F%92%B0", ":", "a:b:c"})
  void an_invalid_target_is_refused_in_every_call(String target) {
    String customer = CONTOSO.customer();
    String rule = RULES.replace("{c}", customer) + '/' + target;
    CONTOSO
        .admin()
        .urlEncodingEnabled(false)
        .body(MARKUP)
        .put(rule)
        .then()
        .statusCode(400)
        .body("code", equalTo("PriceTargetInvalid"));
    CONTOSO
        .admin()
        .urlEncodingEnabled(false)
        .delete(rule)
        .then()
        .statusCode(404)
        .body("code", equalTo("PriceRuleNotFound"));
    CONTOSO
        .admin()
        .urlEncodingEnabled(false)
        .get(rule)
        .then()
        .statusCode(404)
        .body("code", equalTo("PriceRuleNotFound"));
  }

  @Test
  void limits_are_set_read_and_lifted() {
    String customer = CONTOSO.customer();
    CONTOSO
        .admin()
        .get(LIMITS, customer)
        .then()
        .statusCode(404)
        .body("code", equalTo("LimitNotFound"));
    CONTOSO
        .admin()
        .body("{\"currency\": \"USD\", \"perOrderMinor\": 100000, \"per30DaysMinor\": 500000}")
        .put(LIMITS, customer)
        .then()
        .statusCode(200);
    CONTOSO
        .agent("helpdesk_agent")
        .get(LIMITS, customer)
        .then()
        .statusCode(200)
        .body("currency", equalTo("USD"))
        .body("perOrderMinor", equalTo(100000))
        .body("perDayMinor", nullValue())
        .body("per30DaysMinor", equalTo(500000));
    CONTOSO.admin().delete(LIMITS, customer).then().statusCode(204);
    CONTOSO.admin().delete(LIMITS, customer).then().statusCode(404);
  }

  @Test
  void a_limit_that_makes_no_sense_is_refused() {
    String customer = CONTOSO.customer();
    CONTOSO
        .admin()
        .body("{\"currency\": \"EUR\"}")
        .put(LIMITS, customer)
        .then()
        .statusCode(400)
        .body("code", equalTo("LimitEmpty"));
    CONTOSO
        .admin()
        .body("{\"currency\": \"EUR\", \"perOrderMinor\": 0}")
        .put(LIMITS, customer)
        .then()
        .statusCode(400)
        .body("code", equalTo("LimitNotPositive"));
    CONTOSO
        .admin()
        .body("{\"currency\": \"beads\", \"perOrderMinor\": 1}")
        .put(LIMITS, customer)
        .then()
        .statusCode(400)
        .body("code", equalTo("CurrencyUnknown"));
    CONTOSO
        .admin()
        .body("{\"currency\": \"EUR\", \"perOrderMinor\": 1.5}")
        .put(LIMITS, customer)
        .then()
        .statusCode(400);
  }

  @Test
  void another_partner_finds_neither_prices_nor_limits() {
    String customer = CONTOSO.customer();
    TAILSPIN.admin().body(MARKUP).put(RULES, customer).then().statusCode(404);
    TAILSPIN.admin().get(RULES, customer).then().statusCode(404);
    TAILSPIN
        .admin()
        .body("{\"currency\": \"EUR\", \"perOrderMinor\": 1}")
        .put(LIMITS, customer)
        .then()
        .statusCode(404);
    TAILSPIN.admin().get(LIMITS, customer).then().statusCode(404);
  }
}
