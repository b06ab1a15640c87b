package cloud.reseller.gateway.services;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodesTest {

  @ParameterizedTest
  @CsvSource({
    "monthly, MONTHLY",
    "Monthly, MONTHLY",
    "one_time, UPFRONT",
    "OneTime, UPFRONT",
    "Upfront, UPFRONT",
    "quarterly, OTHER"
  })
  void ways_to_pay_are_read_as_each_service_writes_them(String code, Payment payment) {
    assertThat(Payment.of(code)).isEqualTo(payment);
  }

  @ParameterizedTest
  @CsvSource({"Shared, SHARED", "ManagementGroup, MANAGEMENT_GROUP", "Everywhere, OTHER"})
  void a_code_that_is_new_is_another_one_and_no_fault(String code, Reservation.ScopeType scope) {
    assertThat(Reservation.ScopeType.of(code)).isEqualTo(scope);
  }
}
