package cloud.reseller.billing.read;

import cloud.reseller.events.Money;
import cloud.reseller.events.Term;

/** The equal monthly parts of a commitment (E70, X10, X12). */
final class Instalments {

  private static final int MONTHS_A_YEAR = 12;

  private Instalments() {}

  /** How many instalments a term has. */
  static int count(Term term) {
    return term.years() * MONTHS_A_YEAR;
  }

  /**
   * One instalment: the total's equal share, rounded down to the minor unit; the last one makes up
   * for what rounding left, so that the sum is the total.
   *
   * @param count how many there are
   * @param number which, from 1 to {@code count}
   */
  static Money amount(Money total, int count, int number) {
    if (number < 1 || number > count) {
      throw new IllegalArgumentException("instalment " + number + " of " + count);
    }
    long share = Math.floorDiv(total.amountMinor(), (long) count);
    return new Money(
        number < count ? share : total.amountMinor() - share * (count - 1), total.currency());
  }
}
