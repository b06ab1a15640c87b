package cloud.reseller.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitPriceTest {

  @Test
  void every_digit_is_kept() {
    assertThat(new UnitPrice("0.000123456789", "USD").value())
        .isEqualByComparingTo(new BigDecimal("0.000123456789"));
  }

  @Test
  void a_number_is_written_in_its_shortest_form() {
    assertThat(UnitPrice.of(new BigDecimal("1E+3"), "USD").decimal()).isEqualTo("1000");
    assertThat(UnitPrice.of(new BigDecimal("12.3400"), "USD").decimal()).isEqualTo("12.34");
    assertThat(UnitPrice.of(new BigDecimal("0.00"), "USD").decimal()).isEqualTo("0");
  }

  @Test
  void an_amount_is_converted_from_the_smallest_unit_of_its_currency() {
    assertThat(UnitPrice.of(new Money(61_205, "USD")).decimal()).isEqualTo("612.05");
    assertThat(UnitPrice.of(new Money(61_205, "JPY")).decimal()).isEqualTo("61205");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "1.", ".5", "-1", "+1", "1,5", "1e3", " 1", "١"})
  void a_text_that_is_not_a_decimal_is_refused(String text) {
    assertThatThrownBy(() -> new UnitPrice(text, "USD"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_number_that_is_too_long_is_refused() {
    assertThatThrownBy(() -> new UnitPrice("1".repeat(UnitPrice.MOST_CHARACTERS + 1), "USD"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
