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
   * The month an instalment pays for. It begins on the day of the month the term began on, or on
   * the month's last day where that month is shorter (X12).
   *
   * @param number which instalment, from 1
   */
  static Days month(LocalDate start, int number) {
    return until(start.plusMonths(number - 1L), start.plusMonths(number));
  }

  /** The days before an exclusive end. */
  static Days until(LocalDate first, LocalDate end) {
    return new Days(first, end.minusDays(1));
  }
}
