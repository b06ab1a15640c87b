package cloud.reseller.billing.read;

import java.time.LocalDate;

/**
 * A span of UTC days.
 *
 * @param first first day
 * @param last last day, inclusive
 */
public record Days(LocalDate first, LocalDate last) {

  /**
   * The month for which an instalment pays. It starts on the same day of the month as the term, or
   * on the last day of a shorter month (X12).
   *
   * @param number number of the instalment, from 1
   */
  static Days month(LocalDate start, int number) {
    return until(start.plusMonths(number - 1L), start.plusMonths(number));
  }

  /** The days before an exclusive end. */
  static Days until(LocalDate first, LocalDate end) {
    return new Days(first, end.minusDays(1));
  }
}
