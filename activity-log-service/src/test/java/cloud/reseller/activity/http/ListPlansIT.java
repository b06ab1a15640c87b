package cloud.reseller.activity.http;

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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cost of a tenant's lists does not depend on other tenants' data. */
@QuarkusTest
@RealParts
@TestProfile(ListPlans.Explained.class)
class ListPlansIT {

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
    sheets(0, 30, "'" + partner + "'");
    others(100_000, 20_000);
    List<Plan> few = explained();
    others(200_000, 180_000);
    ListPlans.assertNoMoreRows(few, explained(), OWN);
  }

  @Test
  void a_partner_with_many_customers_has_its_newest_records_wherever_they_stand()
      throws SQLException {
    String large = UUID.randomUUID().toString();
    String largeAgent = Infrastructure.shared().agentToken("admin_agent", large, oid);
    int first = 500_000;
    customers(first, 1_200, "'large-' || i", "'" + large + "'");
    recordsAgo("60 minutes", first, 2_400, "'large-' || (500001 + (i - 500001) % 1200)");
    List<String> newest =
        IntStream.rangeClosed(first + 1, first + 1_000).mapToObj(i -> "record-" + i).toList();
    assertThat(twoPages(largeAgent, "")).isEqualTo(newest);
    assertThat(twoPages(largeAgent, "&" + ListPlans.filter("CompanyName", "ontoso", "substring")))
        .isEqualTo(newest);

    customers(600_000, 1, "'small'", "'another'");
    recordsAgo("1 minute", 600_000, 25_000, "'small'");

    assertThat(twoPages(largeAgent, "")).isEqualTo(newest);
    assertThat(twoPages(largeAgent, "&" + ListPlans.filter("ResourceType", "order", "equals")))
        .isEqualTo(
            IntStream.rangeClosed(first + 1, first + 2_000)
                .filter(i -> i % 2 == 0)
                .mapToObj(i -> "record-" + i)
                .toList());
  }

  private static List<String> twoPages(String token, String filter) {
    String list = "/v1/auditrecords?size=500" + filter;
    JsonPath first = page(token, list, Optional.empty());
    JsonPath second = page(token, list, Optional.of(first.getString("continuationToken")));
    List<String> ids = new ArrayList<>(first.getList("items.id"));
    ids.addAll(second.getList("items.id"));
    return ids;
  }

  private static JsonPath page(String token, String list, Optional<String> continuation) {
    var call = given().auth().oauth2(token).urlEncodingEnabled(false);
    continuation.ifPresent(place -> call.header("MS-ContinuationToken", place));
    return call.get(list).then().statusCode(200).extract().jsonPath();
  }

  private List<Plan> explained() {
    String list = "/v1/auditrecords";
    return ExplainingDriver.explain(
        () -> {
          assertThat(ListPlans.pages(agent, list, "?size=20")).hasSize(2);
          assertThat(
                  ListPlans.pages(
                      agent,
                      list,
                      "?size=20&" + ListPlans.filter("CompanyName", "ontoso", "substring")))
              .hasSize(2);
          assertThat(
                  ListPlans.pages(
                      agent,
                      list,
                      "?size=20&" + ListPlans.filter("CustomerId", customer, "equals")))
              .hasSize(2);
          assertThat(
                  ListPlans.pages(
                      agent,
                      list,
                      "?size=20&" + ListPlans.filter("ResourceType", "order", "equals")))
              .hasSize(2);
          ListPlans.pages(agent, "/auditactivity/v1/auditrecords/record-1", "");
        });
  }

  private void others(int from, int many) throws SQLException {
    customers(from, many, "'customer-' || i / 10", "'partner-' || i / 100");
    records(from, many, "'customer-' || i / 10");
    sheets(from, many, "'partner-' || i / 100");
  }

  private void customers(int from, int many, String customerId, String partnerId)
      throws SQLException {
    ListPlans.rows(
        from,
        many,
        "insert into customer_1 select %s, %s, 'Contoso'".formatted(customerId, partnerId),
        "insert into entitlement_1 select %s, 'subscription-' || i, 'azure-' || i"
            .formatted(customerId),
        "insert into directory_user_1 select 'person-' || i, %1$s, 'CUSTOMER', 'user' || i, 'User', %1$s || '/person-' || i"
            .formatted(customerId),
        "insert into entitlement_1 select %s, 'subscription-' || i, 'entitlement-' || i"
            .formatted(customerId));
  }

  private void records(int from, int many, String customerId) throws SQLException {
    recordsAt("now() - interval '1 minute'", from, many, customerId);
  }

  /** Each a millisecond older than the one before. */
  private void recordsAgo(String ago, int from, int many, String customerId) throws SQLException {
    recordsAt(
        "now() - interval '%s' - (i - %d) * interval '1 millisecond'".formatted(ago, from),
        from,
        many,
        customerId);
  }

  private void recordsAt(String time, int from, int many, String customerId) throws SQLException {
    ListPlans.rows(
        from,
        many,
        """
        insert into audit_record_1
        select 'record-' || i, 'reservation-events', i %% 12, i, %s, %s,
          case when i %% 2 = 0 then 'PURCHASE_RESERVATION' else 'CREATE_PERMISSION' end, 'success', '%s', '',
          '', '', '', '[]'
        """
            .formatted(time, customerId, oid));
  }

  private static void sheets(int from, int many, String partnerId) throws SQLException {
    ListPlans.rows(
        from,
        many,
        """
        insert into audit_record_1
        select 'sheet-' || i, 'catalogue-events', 0, i, now() - interval '1 minute', '',
          'PUBLISH_PRICE_SHEET', 'success', '', '', '', '', '', '[]', %s
        """
            .formatted(partnerId));
  }
}
