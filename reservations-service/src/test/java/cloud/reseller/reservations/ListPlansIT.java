package cloud.reseller.reservations;

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
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
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
      @ResourceArg(name = "database", value = "reservations"),
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
   * More than the tenant has itself: another plan may look at more of them, and never at others'.
   */
  private static final int OWN = 300;

  private final String partner = UUID.randomUUID().toString();
  private final String customer = UUID.randomUUID().toString();
  private final String oid = UUID.randomUUID().toString();
  private final String agent = Infrastructure.shared().agentToken("admin_agent", partner, oid);
  private final String user =
      Infrastructure.shared().customerToken(customer, UUID.randomUUID().toString());

  @Test
  void rows_of_others_cost_nothing() throws SQLException {
    customers(0, 1, "'" + customer + "'", "'" + partner + "'");
    reservations(0, 60, "'" + customer + "'");
    others(100_000, 20_000);
    List<Plan> few = explained();
    others(200_000, 180_000);
    noMoreRows(few, explained());
  }

  private List<Plan> explained() {
    String one = "/v1/customers/" + customer;
    return ExplainingDriver.explain(
        () -> {
          assertThat(pages(agent, one + "/orders", "?size=20")).isEqualTo(2);
          assertThat(pages(agent, one + "/reservations", "?size=20")).isEqualTo(2);
          assertThat(pages(user, one + "/reservations", "?size=20")).isEqualTo(2);
          pages(agent, one + "/orders/order-1", "");
          pages(agent, one + "/reservations/reservation-1", "");
          pages(user, one + "/reservations/reservation-1", "");
          pages(agent, one + "/purchaserequests/request-1", "");
        });
  }

  private void others(int from, int many) throws SQLException {
    customers(from, many, "'customer-' || i / 10", "'partner-' || i / 100");
    reservations(from, many, "'customer-' || i / 10");
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

  private void reservations(int from, int many, String customerId) throws SQLException {
    String userId = userId();
    execute(
        from,
        many,
        "insert into owner_1 select %s, 'subscription-' || i %% 7, '%s'"
            .formatted(customerId, userId),
        "insert into reservation_1 select 'reservation-' || i, 'order-' || i, %s, 'subscription-' || i %% 7, '%s', now(), i %% 12, i, '%s'::jsonb"
            .formatted(customerId, userId, purchased()),
        "insert into purchase_outcome_1 select i %% 12, i, %s, 'request-' || i, 'accepted', '', '', '', '', '%s', now()"
            .formatted(customerId, userId));
  }

  private String userId() {
    String[] parts = user.split("\\.");
    return new JsonPath(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
        .getString("oid");
  }

  /** A fact as it stands in the log. */
  private static String purchased() {
    try {
      return Files.readString(
              Path.of("../libs/events/src/test/resources/approved/ReservationPurchased.v1.json"))
          .replace("'", "''");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
