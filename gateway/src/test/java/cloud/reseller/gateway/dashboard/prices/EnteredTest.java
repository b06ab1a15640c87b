package cloud.reseller.gateway.dashboard.prices;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnteredTest {

  @ParameterizedTest
  @CsvSource({"1250.50, USD, 125050", "1250, USD, 125000", "1250, JPY, 1250", "0.5, EUR, 50"})
  void an_amount_is_counted_in_the_smallest_units_of_its_currency(
      String text, String currency, long minor) {
    assertThat(Entered.minor(text, currency)).hasValue(minor);
  }

  @ParameterizedTest
  @CsvSource({"1250.505, USD", "1250.5, JPY", "'1,250', USD", "a lot, USD", "1e9, USD", "1, XX"})
  void what_is_no_amount_of_the_currency_is_none(String text, String currency) {
    assertThat(Entered.minor(text, currency)).isEmpty();
  }

  @Test
  void a_percentage_is_counted_in_basis_points() {
    assertThat(Entered.basisPoints("12.5")).hasValue(1_250);
    assertThat(Entered.basisPoints("-3")).hasValue(-300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12,5", "12.555", "999999999999", "%"})
  void what_is_no_percentage_is_none(String text) {
    assertThat(Entered.basisPoints(text)).isEmpty();
  }
}
