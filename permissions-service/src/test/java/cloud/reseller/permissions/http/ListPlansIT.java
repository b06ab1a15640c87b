package cloud.reseller.permissions.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.testing.ExplainingDriver;
import cloud.reseller.testing.ExplainingDriver.Plan;
import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What a tenant's list costs does not grow with what other tenants have. */
@QuarkusTest
@TestProfile(ListPlansIT.Explained.class)
@QuarkusTestResource(
    value = RealInfrastructure.class,
    initArgs = {
      @ResourceArg(name = "database", value = "permissions"),
      @ResourceArg(name = "keycloak", value = "true")
    })
class ListPlansIT {

  /** Every statement is explained. */
  public static final class Explained implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.datasource.jdbc.driver", ExplainingDriver.class.getName());
    }
  }

  /**
   * Two of its lists joined row by row: another plan may look at more of them, and never at others.
   */
  private static final int OWN = 2_000;

  private final String partner = UUID.randomUUID().toString();
  private final String customer = UUID.randomUUID().toString();
  private final String oid = UUID.randomUUID().toString();
  private final String agent = Infrastructure.shared().agentToken("admin_agent", partner, oid);
  private final String user =
      Infrastructure.shared().customerToken(customer, UUID.randomUUID().toString());

  @Test
  void rows_of_others_cost_nothing() throws SQLException {
    String own = "'" + customer + "'";
    rows(0, 1, own, "'" + partner + "'");
    rows(10, 40, "'" + partner.substring(0, 30) + "' || (100000 + i)", "'" + partner + "'");
    people(0, 30, own);
    for (int i = 0; i < 30; i++) {
      of(1_000 + i, own);
    }
    others(100_000, 20_000);
    List<Plan> few = explained();
    others(200_000, 180_000);
    noMoreRows(few, explained());
  }

  private List<Plan> explained() {
    String customers = "/v1/customers";
    String one = customers + "/" + customer;
    return ExplainingDriver.explain(
        () -> {
          assertThat(pages(agent, customers, "?size=20")).isEqualTo(2);
          assertThat(
                  pages(
                      agent,
                      customers,
                      "?size=20&" + filter("CompanyName", "CONTOSO", "starts_with")))
              .isEqualTo(2);
          assertThat(
                  pages(agent, customers, "?size=20&" + filter("Domain", "contoso", "starts_with")))
              .isEqualTo(2);
          pages(user, customers, "");
          pages(agent, one, "");
          pages(user, one, "");
          assertThat(pages(agent, one + "/subscriptions", "?size=20")).isEqualTo(2);
          pages(agent, one + "/subscriptions", "?billingType=usage");
          pages(user, one + "/subscriptions/" + subscription(1_000), "");
          pages(agent, one + "/subscriptions/" + subscription(1_000) + "/owners", "");
          assertThat(pages(agent, one + "/users", "?size=20")).isEqualTo(2);
          pages(agent, one + "/users/" + person(1), "");
          pages(agent, one + "/purchasepermission/precheck", "");
          assertThat(pages(agent, one + "/pricerules", "?size=20")).isEqualTo(2);
          pages(agent, one + "/pricerules/sku-1001", "");
          pages(agent, one + "/purchaselimits", "");
          pages(agent, "/v1/SelfServePolicy", "?entity_id=" + customer);
          pages(agent, "/v1/SelfServePolicy/" + partner + "_" + customer, "");
        });
  }

  private static String subscription(int i) {
    return "00000000-0000-4000-8000-%012d".formatted(i);
  }

  private static String person(int i) {
    return "00000000-0000-4000-9000-%012d".formatted(i);
  }

  private void others(int from, int many) throws SQLException {
    rows(from, many, "'customer-' || i / 10", "'partner-' || i / 100");
    people(from, many, "'customer-' || i / 10");
  }

  /** A customer with everything a customer has. */
  private void rows(int from, int many, String customerId, String partnerId) throws SQLException {
    execute(
        from,
        many,
        "insert into customer_1 select %s, %s, 'Contoso ' || i, 'contoso' || i || '.example', 'US', now(), i %% 12, i"
            .formatted(customerId, partnerId),
        "insert into subscription_1 select '00000000-0000-4000-8000-' || lpad(i::text, 12, '0'), %s, 'e', 'AZURE_PLAN', 'o', 'f', 1, 'USAGE', true, 'ACTIVE', 't', now(), i %% 12, i"
            .formatted(customerId),
        "insert into owner_1 select %s, '00000000-0000-4000-8000-' || lpad(i::text, 12, '0'), '00000000-0000-4000-9000-' || lpad(i::text, 12, '0'), now(), i %% 12, i"
            .formatted(customerId),
        "insert into policy_1 select %s, %s, array['AZURE_RESERVED_INSTANCES'], 't', '', now(), i %% 12, i"
            .formatted(customerId, partnerId),
        "insert into price_rule_1 select %s, 'sku-' || i, null, null, 100, now(), i %% 12, i"
            .formatted(customerId),
        "insert into purchase_limit_1 select %s, 'USD', 1, 1, 1, now(), i %% 12, i"
            .formatted(customerId));
  }

  /** One more subscription, Owner and price rule of a customer. */
  private void of(int i, String customerId) throws SQLException {
    rows(i - 1, 1, customerId, "''");
  }

  private void people(int from, int many, String customerId) throws SQLException {
    execute(
        from,
        many,
        "insert into directory_user_1 select '00000000-0000-4000-9000-' || lpad(i::text, 12, '0'), %1$s, 'CUSTOMER', 'user' || i, 'User', %1$s || '/00000000-0000-4000-9000-' || lpad(i::text, 12, '0')"
            .formatted(customerId));
  }

  private static void noMoreRows(List<Plan> few, List<Plan> many) {
    assertThat(many).allSatisfy(plan -> assertThat(plan.readWhole()).as(plan.toString()).isEmpty());
    assertThat(many.stream().map(Plan::sql))
        .containsExactlyElementsOf(few.stream().map(Plan::sql).toList());
    for (int i = 0; i < few.size(); i++) {
      assertThat(many.get(i).rowsLookedAt())
          .as(few.get(i) + " and " + many.get(i))
          .isLessThan(few.get(i).rowsLookedAt() + OWN);
    }
  }

  private static String filter(String field, String value, String operator) {
    return "filter="
        + URLEncoder.encode(
            "{\"Field\":\"%s\",\"Value\":\"%s\",\"Operator\":\"%s\"}"
                .formatted(field, value, operator),
            StandardCharsets.UTF_8);
  }

  /** Of {@code i} of the rows to be made. */
  private void execute(int from, int many, String... inserts) throws SQLException {
    try (Connection connection = owner();
        Statement statement = connection.createStatement()) {
      for (String insert : inserts) {
        statement.execute(
            insert
                + " from generate_series(%d, %d) i on conflict do nothing"
                    .formatted(from + 1, from + many));
      }
      Infrastructure.shared().analyze(connection.getCatalog());
    }
  }

  /** A page, and the one after it if there is one. */
  private int pages(String token, String path, String query) {
    Response first = given().auth().oauth2(token).urlEncodingEnabled(false).get(path + query);
    assertThat(first.statusCode()).as(path + first.asString()).isEqualTo(200);
    String next = first.jsonPath().getString("continuationToken");
    if (next == null) {
      return 1;
    }
    Response second =
        given()
            .auth()
            .oauth2(token)
            .urlEncodingEnabled(false)
            .header("MS-ContinuationToken", next)
            .get(path + query);
    assertThat(second.statusCode()).as(path + second.asString()).isEqualTo(200);
    return 2;
  }

  /** As the role that owns the tables, because no other may have them analyzed. */
  private static Connection owner() throws SQLException {
    Config settings = ConfigProvider.getConfig();
    return ExplainingDriver.as(
        settings.getValue("quarkus.datasource.jdbc.url", String.class),
        settings.getValue("quarkus.flyway.username", String.class),
        settings.getValue("quarkus.flyway.password", String.class));
  }
}
