package cloud.reseller.reservations.http;

import cloud.reseller.events.Money;
import java.math.BigDecimal;

/** Money in whole units of its currency. */
record Amount(BigDecimal amount, String currencyCode) {

  static Amount of(Money money) {
    return new Amount(money.toDecimal(), money.currency());
  }
}
