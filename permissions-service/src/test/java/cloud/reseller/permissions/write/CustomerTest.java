package cloud.reseller.permissions.write;

import static cloud.reseller.permissions.write.Sample.*;
import static cloud.reseller.permissions.write.Scenario.given;

import org.junit.jupiter.api.Test;

class CustomerTest {

  @Test
  void a_partner_takes_on_a_customer() {
    given().when(addFabrikam(BY)).then(fabrikamAdded());
  }

  @Test
  void a_customer_is_added_once() {
    given(fabrikamAdded()).when(addFabrikam(BY)).thenRefused(Refusal.CUSTOMER_ALREADY_EXISTS);
  }

  @Test
  void another_partner_does_not_learn_that_the_customer_exists() {
    given(fabrikamAdded())
        .when(addFabrikam(BY_OTHER_PARTNER))
        .thenRefused(Refusal.CUSTOMER_UNKNOWN);
  }

  @Test
  void a_customer_user_adds_no_customer() {
    given().when(addFabrikam(BY_OLIVIA)).thenRefused(Refusal.CUSTOMER_UNKNOWN);
  }
}
