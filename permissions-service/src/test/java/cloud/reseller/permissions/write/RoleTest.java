package cloud.reseller.permissions.write;

import static cloud.reseller.permissions.write.Sample.*;
import static cloud.reseller.permissions.write.Scenario.given;

import cloud.reseller.permissions.write.PermissionCommand.AttemptBeyondRole;
import org.junit.jupiter.api.Test;

class RoleTest {

  private static final String DELETE = "DeletePermission.v1";

  @Test
  void what_a_role_does_not_allow_is_refused_under_what_was_asked() {
    given(fabrikamAdded(), planAdded(), turnedOn())
        .when(new AttemptBeyondRole(FABRIKAM, DELETE, BY))
        .thenRefused(DELETE, Refusal.ROLE_LACKS_RIGHTS, "");
  }

  @Test
  void nothing_is_revealed_about_another_partners_customer() {
    given(fabrikamAdded())
        .when(new AttemptBeyondRole(FABRIKAM, DELETE, BY_OTHER_PARTNER))
        .thenRefused(DELETE, Refusal.CUSTOMER_UNKNOWN, "");
    given()
        .when(new AttemptBeyondRole(FABRIKAM, DELETE, BY))
        .thenRefused(DELETE, Refusal.CUSTOMER_UNKNOWN, "");
  }
}
