package cloud.reseller.billing.http;

import static cloud.reseller.testing.Customer.guid;
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
import org.junit.jupiter.api.Test;

/** The cost of a partner's lists does not depend on other partners' data. */
@QuarkusTest
@RealParts
@TestProfile(ListPlans.Explained.class)
class ListPlansIT {

  /** Names of its customers, joined row by row or all at once. */
  private static final int OWN = 100;

  private static final String OWN_CUSTOMER = guid();

  private static final String LIST =
      "/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&size=20";

  private final String partner = guid();
  private final String token = Infrastructure.shared().agentToken("admin_agent", partner, guid());

  @Test
  void rows_of_others_cost_nothing() throws SQLException {
    charges(0, 60, "'" + partner + "'", "'" + OWN_CUSTOMER + "'");
    // Others have so many customers that nobody reads all of their names for one page.
    charges(100, 20_000, "'partner-' || i % 100", "'customer-' || i % 50000");
    List<Plan> few = explained();
    charges(100_000, 180_000, "'partner-' || i % 100", "'customer-' || i % 50000");
    List<Plan> many = explained();
    ListPlans.assertNoMoreRows(few, many, OWN);
  }

  private List<Plan> explained() {
    return ExplainingDriver.explain(
        () -> {
          assertThat(ListPlans.pages(token, LIST, "")).containsExactly(20, 20);
          assertThat(ListPlans.pages(token, LIST, "&currencycode=USD")).containsExactly(20, 10);
          assertThat(ListPlans.pages(token, LIST, "&customerid=" + OWN_CUSTOMER))
              .containsExactly(20, 20);
          assertThat(ListPlans.pages(token, "/v1/invoices/unbilled/totals", "?period=current"))
              .containsExactly(2);
          assertThat(ListPlans.pages(token, "/v1/invoices/unbilled/customers", "?size=1"))
              .containsExactly(1, 1);
          assertThat(ListPlans.pages(token, LIST, "&period=previous")).containsExactly(0);
        });
  }

  /** Charges of this month, of two currencies, with the names of their customers. */
  private void charges(int from, int many, String partnerId, String customerId)
      throws SQLException {
    ListPlans.rows(
        from,
        many,
        """
        insert into charge_1
        select i %% 12, 1000000 + i, 1, 'event-' || i,
          date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' + i * interval '1 ms',
          %s, %s, gen_random_uuid()::text, gen_random_uuid()::text, 'subscription-' || i %% 7,
          'sku', 'a:b', 'eastus', 'P1Y', 'MONTHLY', 'new', 1, 100,
          case when i %% 2 = 0 then 'USD' else 'EUR' end, 100, 'USD',
          current_date, current_date, current_date, current_date, 'partner', 'somebody'
        """
            .formatted(partnerId, customerId),
        "insert into customer_1 select distinct %s, 'Name', 'domain.example', 'US'"
            .formatted(customerId),
        "insert into subscription_1 select distinct %s, 'subscription-' || i %% 7, 'Name'"
            .formatted(customerId),
        "insert into entitlement_1 select distinct %s, 'subscription-' || i %% 7, 'entitlement'"
            .formatted(customerId));
  }
}
