package cloud.reseller.gateway.pages;

import static cloud.reseller.gateway.pages.Role.ADMIN_AGENT;
import static cloud.reseller.gateway.pages.Role.CUSTOMER_USER;
import static cloud.reseller.gateway.pages.Role.HELPDESK_AGENT;
import static cloud.reseller.gateway.pages.Role.OPERATIONS;
import static cloud.reseller.gateway.pages.Role.SALES_AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleTest {

  @Test
  void an_agent_may_have_several_roles_and_is_no_customers_user() {
    assertThat(Role.effective(Set.of("sales_agent", "admin_agent", "offline_access")))
        .containsExactlyInAnyOrder(ADMIN_AGENT, SALES_AGENT);
    assertThat(Role.effective(Set.of("helpdesk_agent", "customer_user")))
        .containsExactly(HELPDESK_AGENT);
    assertThat(Role.effective(Set.of("customer_user"))).containsExactly(CUSTOMER_USER);
  }

  @Test
  void operations_together_with_another_role_has_no_rights() {
    assertThat(Role.effective(Set.of("operations"))).containsExactly(OPERATIONS);
    assertThat(Role.effective(Set.of("operations", "customer_user"))).isEmpty();
    assertThat(Role.of(Set.of("operations", "admin_agent"))).isEmpty();
  }

  @Test
  void pages_are_those_of_the_role_that_may_most() {
    assertThat(Role.of(Set.of("helpdesk_agent", "admin_agent"))).contains(ADMIN_AGENT);
    assertThat(Role.of(Set.of("ADMIN_AGENT", "of_nobody"))).isEmpty();
  }
}
