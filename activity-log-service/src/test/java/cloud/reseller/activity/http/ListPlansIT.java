package cloud.reseller.activity.http;

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
      @ResourceArg(name = "database", value = "activity"),
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
    customers(0, 1, "'" + customer + "'", "'" + partner + "'");
    customers(0, 20, "'" + partner.substring(0, 30) + "' || (100000 + i)", "'" + partner + "'");
    records(0, 60, "'" + customer + "'");
    records(1_000, 60, "'" + partner.substring(0, 30) + "' || (100000 + 1 + i % 20)");
    others(100_000, 20_000);
    List<Plan> few = explained();
    others(200_000, 180_000);
    noMoreRows(few, explained());
  }

  private List<Plan> explained() {
    String list = "/v1/auditrecords";
    return ExplainingDriver.explain(
        () -> {
          assertThat(pages(agent, list, "?size=20")).isEqualTo(2);
          assertThat(pages(agent, list, "?size=20&" + filter("CompanyName", "ontoso", "substring")))
              .isEqualTo(2);
          assertThat(pages(agent, list, "?size=20&" + filter("CustomerId", customer, "equals")))
              .isEqualTo(2);
          assertThat(pages(agent, list, "?size=20&" + filter("ResourceType", "order", "equals")))
              .isEqualTo(2);
          pages(agent, "/auditactivity/v1/auditrecords/record-1", "");
        });
  }

  private void others(int from, int many) throws SQLException {
    customers(from, many, "'customer-' || i / 10", "'partner-' || i / 100");
    records(from, many, "'customer-' || i / 10");
  }

  private void customers(int from, int many, String customerId, String partnerId)
      throws SQLException {
    execute(
        from,
        many,
        "insert into customer_1 select %s, %s, 'Contoso'".formatted(customerId, partnerId),
        "insert into directory_user_1 select 'person-' || i, %1$s, 'CUSTOMER', 'user' || i, 'User', %1$s || '/person-' || i"
            .formatted(customerId));
  }

  private void records(int from, int many, String customerId) throws SQLException {
    execute(
        from,
        many,
        """
        insert into audit_record_1
        select 'record-' || i, 'reservation-events', i %% 12, i, now() - interval '1 minute', %s,
          case when i %% 2 = 0 then 'PURCHASE_RESERVATION' else 'CREATE_PERMISSION' end, 'success', '%s', '',
          '', '', '', '[]'
        """
            .formatted(customerId, oid));
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
