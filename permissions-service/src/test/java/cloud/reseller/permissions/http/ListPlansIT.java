package cloud.reseller.permissions.http;

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
    String own = "'" + customer + "'";
    rows(0, 1, own, "'" + partner + "'");
    rows(10, 40, "'" + partner.substring(0, 30) + "' || (100000 + i)", "'" + partner + "'");
    people(0, 30, own);
    for (int i = 0; i < 30; i++) {
      of(1_000 + i, own);
    }
    sheets(0, 1, "'" + partner + "'");
    others(100_000, 20_000);
    List<Plan> few = explained();
    others(200_000, 180_000);
    ListPlans.assertNoMoreRows(few, explained(), OWN);
  }

  private List<Plan> explained() {
    String customers = "/v1/customers";
    String one = customers + "/" + customer;
    return ExplainingDriver.explain(
        () -> {
          assertThat(ListPlans.pages(agent, customers, "?size=20")).hasSize(2);
          assertThat(
                  ListPlans.pages(
                      agent,
                      customers,
                      "?size=20&" + ListPlans.filter("CompanyName", "CONTOSO", "starts_with")))
              .hasSize(2);
          assertThat(
                  ListPlans.pages(
                      agent,
                      customers,
                      "?size=20&" + ListPlans.filter("Domain", "contoso", "starts_with")))
              .hasSize(2);
          assertThat(ListPlans.pages(agent, customers, "?size=20&search=conto&precheck=true"))
              .hasSize(2);
          ListPlans.pages(user, customers, "");
          ListPlans.pages(agent, one, "");
          ListPlans.pages(user, one, "");
          assertThat(ListPlans.pages(agent, one + "/subscriptions", "?size=20")).hasSize(2);
          ListPlans.pages(agent, one + "/subscriptions", "?billingType=usage");
          ListPlans.pages(agent, one + "/subscriptions", "?owners=true");
          ListPlans.pages(agent, one + "/purchasepermission/history", "?size=20");
          ListPlans.pages(user, one + "/subscriptions/" + subscription(1_000), "");
          ListPlans.pages(agent, one + "/subscriptions/" + subscription(1_000) + "/owners", "");
          assertThat(ListPlans.pages(agent, one + "/users", "?size=20")).hasSize(2);
          ListPlans.pages(agent, one + "/users/" + person(1), "");
          ListPlans.pages(agent, one + "/purchasepermission/precheck", "");
          assertThat(ListPlans.pages(agent, one + "/pricerules", "?size=20")).hasSize(2);
          ListPlans.pages(agent, one + "/pricerules/sku-1001", "");
          ListPlans.pages(agent, one + "/purchaselimits", "");
          ListPlans.pages(agent, "/v1/SelfServePolicy", "?entity_id=" + customer);
          ListPlans.pages(agent, "/v1/SelfServePolicy/" + partner + "_" + customer, "");
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
    sheets(from, many, "'partner-' || i / 100");
  }

  /** A sheet of one line. */
  private void sheets(int from, int many, String partnerId) throws SQLException {
    ListPlans.rows(
        from,
        many,
        "insert into sheet_1 select 'sheet-' || i, i, %s, now() - interval '1 day', 'infinity'"
            .formatted(partnerId),
        "insert into sold_product_1 select 'sheet-' || i, i, 'US', 'sku-' || i, 'sku:' || i, 'infinity'");
  }

  /** A customer with everything a customer has. */
  private void rows(int from, int many, String customerId, String partnerId) throws SQLException {
    ListPlans.rows(
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
        "insert into permission_change_1 select %s, true, '', 'agent', 't', now(), i %% 12, i"
            .formatted(customerId),
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
    ListPlans.rows(
        from,
        many,
        "insert into directory_user_1 select '00000000-0000-4000-9000-' || lpad(i::text, 12, '0'), %1$s, 'CUSTOMER', 'user' || i, 'User', %1$s || '/00000000-0000-4000-9000-' || lpad(i::text, 12, '0')"
            .formatted(customerId));
  }
}
