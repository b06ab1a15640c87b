package cloud.reseller.billing.http;

import static cloud.reseller.billing.Customer.guid;
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
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What a partner's list costs does not grow with what other partners have. */
@QuarkusTest
@TestProfile(ListPlansIT.Explained.class)
@QuarkusTestResource(
    value = RealInfrastructure.class,
    initArgs = {
      @ResourceArg(name = "database", value = "billing"),
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

  private static final String LIST =
      "/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&size=20";

  private final String partner = guid();
  private final String token = Infrastructure.shared().agentToken("admin_agent", partner, guid());

  @Test
  void rows_of_others_cost_nothing() throws SQLException {
    charges(0, 60, "'" + partner + "'", "'own'");
    // Others have so many customers that nobody reads all of their names for one page.
    charges(100, 20_000, "'partner-' || i % 100", "'customer-' || i % 50000");
    List<Plan> few = explained();
    charges(100_000, 180_000, "'partner-' || i % 100", "'customer-' || i % 50000");
    List<Plan> many = explained();

    assertThat(few).hasSizeGreaterThanOrEqualTo(4).allMatch(plan -> plan.sql().contains("charge"));
    assertThat(many).allSatisfy(plan -> assertThat(plan.readWhole()).as(plan.toString()).isEmpty());
    assertThat(many.stream().map(Plan::rowsLookedAt))
        .as(many.toString())
        .containsExactlyElementsOf(few.stream().map(Plan::rowsLookedAt).toList());
  }

  private List<Plan> explained() {
    return ExplainingDriver.explain(
        () -> {
          Response first = get(LIST, "");
          assertThat(first.jsonPath().getList("items")).hasSize(20);
          Response second = get(LIST, first.jsonPath().getString("continuationToken"));
          assertThat(second.jsonPath().getList("items")).hasSize(20);
          first = get(LIST + "&currencycode=USD", "");
          assertThat(first.jsonPath().getList("items")).hasSize(20);
          second = get(LIST + "&currencycode=USD", first.jsonPath().getString("continuationToken"));
          assertThat(second.jsonPath().getList("items")).hasSize(10);
          assertThat(get(LIST + "&period=previous", "").jsonPath().getList("items")).isEmpty();
        });
  }

  private Response get(String path, String continuation) {
    var call = given().auth().oauth2(token);
    Response answer =
        (continuation.isEmpty() ? call : call.header("MS-ContinuationToken", continuation))
            .get(path);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer;
  }

  /** Charges of this month, of two currencies, with the names of their customers. */
  private void charges(int from, int many, String partnerId, String customerId)
      throws SQLException {
    try (Connection connection = owner();
        Statement statement = connection.createStatement()) {
      String series = "from generate_series(%d, %d) i".formatted(from + 1, from + many);
      statement.execute(
          """
          insert into charge_1
          select i %% 12, 1000000 + i, 1, 'event-' || i,
            date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' + i * interval '1 ms',
            %1$s, %2$s, gen_random_uuid()::text, gen_random_uuid()::text, 'subscription-' || i %% 7,
            'sku', 'a:b', 'eastus', 'P1Y', 'MONTHLY', 'new', 1, 100,
            case when i %% 2 = 0 then 'USD' else 'EUR' end, 100, 'USD',
            current_date, current_date, current_date, current_date, 'partner', 'somebody'
          %3$s
          """
              .formatted(partnerId, customerId, series));
      statement.execute(
          """
          insert into customer_1 select distinct %1$s, 'Name', 'domain.example', 'US' %2$s
          on conflict do nothing
          """
              .formatted(customerId, series));
      statement.execute(
          """
          insert into subscription_1
          select distinct %1$s, 'subscription-' || i %% 7, 'Name' %2$s on conflict do nothing
          """
              .formatted(customerId, series));
      Infrastructure.shared().analyze(connection.getCatalog());
    }
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
