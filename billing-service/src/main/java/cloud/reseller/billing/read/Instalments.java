package cloud.reseller.billing.read;

import cloud.reseller.events.Money;
import cloud.reseller.events.Term;

/** The equal monthly instalments of a commitment (E70, X10, X12). */
final class Instalments {

  private static final int MONTHS_A_YEAR = 12;

  private Instalments() {}

  /** The number of instalments in a term. */
  static int count(Term term) {
    return term.years() * MONTHS_A_YEAR;
  }

  /**
   * The amount of an instalment: an equal share of the total, rounded down to the minor unit; the
   * last one includes the remainder, so that the sum is the total.
   *
   * @param count number of instalments
   * @param number number of the instalment, from 1 to {@code count}
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
