package cloud.reseller.billing.http;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineItemTest {

  @ParameterizedTest
  @CsvSource({
    "100000, USD, 2, 500.00",
    "49998, USD, 12, 41.665",
    "100000, USD, 3, 333.333333",
    "1, USD, 7, 0.001429",
    "1000000000000, JPY, 3, 333333333333.333333",
    "100001, USD, 999983, 0.001000027",
    "999999999999, BHD, 2147483647, 0.46566128752411"
  })
  void the_quantity_times_the_unit_price_is_the_subtotal(
      long minor, String currency, int quantity, BigDecimal unit) {
    Money subtotal = new Money(minor, currency);

    BigDecimal unitPrice = LineItem.unitPrice(subtotal, quantity);

    assertThat(unitPrice).isEqualByComparingTo(unit);
    assertThat(
            unitPrice
                .multiply(BigDecimal.valueOf(quantity))
                .setScale(subtotal.toDecimal().scale(), RoundingMode.HALF_UP))
        .isEqualTo(subtotal.toDecimal());
  }
}
