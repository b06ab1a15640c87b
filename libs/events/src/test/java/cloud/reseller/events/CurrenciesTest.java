package cloud.reseller.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrenciesTest {

  private static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");

  @ParameterizedTest
  @CsvSource({"USD, 2, 12.34", "JPY, 0, 1234", "KWD, 3, 1.234", "CLF, 4, 0.1234", "XAU, 0, 1234"})
  void each_currency_has_decimals_of_its_own(String code, int digits, String decimal) {
    assertThat(Currencies.fractionDigits(code)).isEqualTo(digits);
    assertThat(new Money(1234, code).toDecimal()).isEqualTo(new BigDecimal(decimal));
  }

  @Test
  void one_that_ended_was_in_use_until_then() {
    Instant end = Instant.parse("2026-01-01T00:00:00Z");

    assertThat(Currencies.isInUse("BGN", end.minusMillis(1))).isTrue();
    assertThat(Currencies.isInUse("BGN", end)).isFalse();
    assertThat(Currencies.hasBegun("BGN", end)).isTrue();
    assertThat(Currencies.isInUse("EUR", end)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"XAU", "XXX", "XTS", "DEM", "ZWL", "FRF"})
  void no_amount_is_agreed_in_what_ended_or_cannot_be_counted_but_facts_are_in_it(String code) {
    assertThat(Currencies.isInUse(code, NOW)).isFalse();
    assertThat(Currencies.hasBegun(code, NOW)).isTrue();
    assertThat(new Money(1, code).currency()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"usd", "XQZ", "US", "", " USD", "USDX"})
  void anything_else_is_refused(String code) {
    assertThat(Currencies.isListed(code)).isFalse();
    assertThat(Currencies.hasBegun(code, NOW)).isFalse();
    assertThat(Currencies.isInUse(code, NOW)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Money(1, code))
        .withMessage("currency must be an ISO 4217 code");
    assertThatIllegalArgumentException().isThrownBy(() -> Currencies.fractionDigits(code));
  }
}
