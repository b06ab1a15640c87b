package cloud.reseller.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketCurrenciesTest {

  private static final Instant AT = Instant.parse("2026-11-27T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "US, USD", "DE, EUR", "PL, EUR", "GB, GBP", "CH, CHF", "DK, DKK", "NO, NOK", "SE, SEK",
    "AU, AUD", "NZ, NZD", "JP, JPY", "KR, KRW", "TW, TWD", "IN, INR", "CA, CAD", "MX, USD"
  })
  void a_market_has_one_currency(String market, String currency) {
    assertThat(MarketCurrencies.of(market, AT)).contains(currency);
    assertThat(Currencies.isInUse(currency, AT)).isTrue();
  }

  @Test
  void an_unknown_market_has_no_currency() {
    assertThat(MarketCurrencies.of("ZZ", AT)).isEmpty();
    assertThat(MarketCurrencies.of("us", AT)).isEmpty();
    assertThat(MarketCurrencies.of("", AT)).isEmpty();
  }

  @Test
  void every_country_a_customer_can_have_is_a_market() {
    assertThat(Locale.getISOCountries())
        .allSatisfy(country -> assertThat(MarketCurrencies.of(country, AT)).isPresent());
  }
}
