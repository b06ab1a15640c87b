package cloud.reseller.permissions.http;

import static cloud.reseller.permissions.http.Partner.CONTOSO;
import static cloud.reseller.permissions.http.Partner.TAILSPIN;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealParts
class PricesAndLimitsIT {

  private static final String RULES = "/v1/customers/{c}/pricerules";
  private static final String RULE = RULES + "/{sku}";
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
