package cloud.reseller.activity.http;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.testing.ExplainingDriver;
import cloud.reseller.testing.ExplainingDriver.Plan;
import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.ListPlans;
import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
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
    ListPlans.rows(
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
