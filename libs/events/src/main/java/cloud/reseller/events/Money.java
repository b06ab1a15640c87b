package cloud.reseller.events;

import java.math.BigDecimal;

/**
 * An amount in one currency.
 *
 * @param amountMinor the amount in the currency's smallest unit (cents); may be negative
 * @param currency ISO 4217 code, three capital letters
 */
public record Money(long amountMinor, String currency) {

  /**
   * @throws IllegalArgumentException if the currency is not an ISO 4217 code
   */
  public Money {
    if (!Currencies.isListed(currency)) {
      throw new IllegalArgumentException("currency must be an ISO 4217 code");
    }
  }

  /**
   * The sum of two amounts.
   *
   * @throws IllegalArgumentException if the currencies differ
   * @throws ArithmeticException if the sum does not fit
   */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
    }
    return new Money(Math.addExact(amountMinor, other.amountMinor), currency);
  }

  /**
   * This amount times a whole number.
   *
   * @throws ArithmeticException if the product does not fit
   */
  public Money times(long factor) {
    return new Money(Math.multiplyExact(amountMinor, factor), currency);
  }

  /** The amount in whole currency units, with the currency's own number of decimals. */
  public BigDecimal toDecimal() {
    return BigDecimal.valueOf(amountMinor, Currencies.fractionDigits(currency));
  }
}
