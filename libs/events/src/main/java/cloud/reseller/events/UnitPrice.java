package cloud.reseller.events;

import java.math.BigDecimal;

/**
 * The price of one unit, with any number of decimals. Amounts that are paid are a unit price times
 * a quantity, rounded once.
 *
 * @param decimal in currency units: digits, followed by a point and digits if there is a fraction
 * @param currency ISO 4217 code, three capital letters
 */
public record UnitPrice(String decimal, String currency) {

  /** Maximum length of a decimal: more is surely a mistake, and takes time to parse. */
  public static final int MOST_CHARACTERS = 100;

  /**
   * @throws IllegalArgumentException if the decimal is not of that form or the currency is not an
   *     ISO 4217 code
   */
  public UnitPrice {
    if (!isDecimal(decimal)) {
      throw new IllegalArgumentException("decimal must be digits with a decimal point");
    }
    if (!Currencies.isListed(currency)) {
      throw new IllegalArgumentException("currency must be an ISO 4217 code");
    }
  }

  /** The unit price for a number that is not negative, in its shortest form. */
  public static UnitPrice of(BigDecimal price, String currency) {
    return new UnitPrice(
        price.signum() == 0 ? "0" : price.stripTrailingZeros().toPlainString(), currency);
  }

  /** The unit price for an amount of money. */
  public static UnitPrice of(Money amount) {
    return of(amount.toDecimal(), amount.currency());
  }

  private static boolean isDecimal(String text) {
    int point = text.indexOf('.');
    return text.length() <= MOST_CHARACTERS
        && (point < 0
            ? isDigits(text, 0, text.length())
            : isDigits(text, 0, point) && isDigits(text, point + 1, text.length()));
  }

  private static boolean isDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return from < to;
  }

  /** The decimal as a number. */
  public BigDecimal value() {
    return new BigDecimal(decimal);
  }
}
