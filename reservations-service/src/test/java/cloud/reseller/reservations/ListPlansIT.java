package cloud.reseller.reservations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.testing.ExplainingDriver;
import cloud.reseller.testing.ExplainingDriver.Plan;
import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.ListPlans;
import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The cost of a tenant's lists does not depend on other tenants' data. */
@QuarkusTest
@RealParts
@TestProfile(ListPlans.Explained.class)
class ListPlansIT {

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
    sheets(0, 60, "'" + partner + "'");
    others(100_000, 20_000);
    List<Plan> few = explained();
    others(200_000, 180_000);
    ListPlans.assertNoMoreRows(few, explained(), OWN);
  }

  private List<Plan> explained() {
    String one = "/v1/customers/" + customer;
    return ExplainingDriver.explain(
        () -> {
          assertThat(ListPlans.pages(agent, one + "/orders", "?size=20")).hasSize(2);
          assertThat(ListPlans.pages(agent, one + "/reservations", "?size=20")).hasSize(2);
          assertThat(ListPlans.pages(user, one + "/reservations", "?size=20")).hasSize(2);
          assertThat(ListPlans.pages(agent, one + "/orders", "?order=newest&size=20")).hasSize(2);
          assertThat(
                  ListPlans.pages(agent, one + "/orders", "?order=newest&origin=customer&size=20"))
              .hasSize(2);
          assertThat(
                  ListPlans.pages(
                      agent, one + "/reservations", "?state=active&origin=customer&size=20"))
              .hasSize(2);
          ListPlans.pages(agent, one + "/limituse", "");
          ListPlans.pages(agent, one + "/orders/order-1", "");
          ListPlans.pages(agent, one + "/reservations/reservation-1", "");
          ListPlans.pages(user, one + "/reservations/reservation-1", "");
          ListPlans.pages(agent, one + "/purchaserequests/request-1", "");
          assertThat(ListPlans.pages(agent, one + "/purchaserequests", "?size=20")).hasSize(2);
          assertThat(ListPlans.pages(user, one + "/purchaserequests", "?size=20")).hasSize(2);
          ListPlans.pages(agent, one + "/sizes", "?search=d2");
          ListPlans.pages(agent, "/v1/pricesheets", "");
          // None of its lines is there.
          assertThat(given().auth().oauth2(agent).get("/v1/pricesheets/sheet-1/lines").statusCode())
              .isEqualTo(200);
        });
  }

  private void others(int from, int many) throws SQLException {
    customers(from, many, "'customer-' || i / 10", "'partner-' || i / 100");
    reservations(from, many, "'customer-' || i / 10");
    sheets(from, many, "'partner-' || i / 100");
  }

  private void sheets(int from, int many, String partnerId) throws SQLException {
    ListPlans.rows(
        from,
        many,
        "insert into price_sheet_1 select 'sheet-' || i, 'NO', i, %s, '', now(), now(), null, 1, 'digest'"
            .formatted(partnerId),
        "insert into price_sheet_line_1 select 'other-' || i / 100, i, 'NO', 'PriceSheetLine.v2',"
            + " '{}'",
        "insert into size_line_1 select 'other-' || i / 100, i, 'NO', 'standard_d2s_v5'");
  }

  private void customers(int from, int many, String customerId, String partnerId)
      throws SQLException {
    ListPlans.rows(
        from,
        many,
        "insert into customer_1 select %s, %s, 'Contoso'".formatted(customerId, partnerId),
        "insert into market_1 select %s, 'NO'".formatted(customerId),
        "insert into purchase_limit_1 select %s, 'NOK', null, 1, 1".formatted(customerId),
        "insert into directory_user_1 select 'person-' || i, %1$s, 'CUSTOMER', 'user' || i, 'User', %1$s || '/person-' || i"
            .formatted(customerId));
  }

  private void reservations(int from, int many, String customerId) throws SQLException {
    String userId = userId();
    ListPlans.rows(
        from,
        many,
        "insert into owner_1 select %s, 'subscription-' || i %% 7, '%s'"
            .formatted(customerId, userId),
        "insert into entitlement_1 select %s, 'subscription-' || i %% 7, 'entitlement-' || i %% 7"
            .formatted(customerId),
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
}
