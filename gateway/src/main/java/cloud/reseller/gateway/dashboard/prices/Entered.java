package cloud.reseller.gateway.dashboard.prices;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as people type them into a form: with a point for decimals, without grouping. */
final class Entered {

  /** Percent to basis points. */
  private static final int HUNDREDTHS = 2;

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");

  private Entered() {}

  /** An amount in the smallest units of its currency; empty if it is none. */
  static Optional<Long> minor(String text, String currency) {
    return decimals(currency)
        .flatMap(decimals -> number(text).flatMap(amount -> exact(amount, decimals)));
  }

  private static Optional<Integer> decimals(String currency) {
    try {
      return Optional.of(Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  /** A percentage in basis points; empty if it is none. */
  static Optional<Integer> basisPoints(String text) {
    return number(text)
        .flatMap(percent -> exact(percent, HUNDREDTHS))
        .filter(points -> points == points.intValue())
        .map(Long::intValue);
  }

  private static Optional<Long> exact(BigDecimal number, int decimals) {
    try {
      return Optional.of(number.movePointRight(decimals).longValueExact());
    } catch (ArithmeticException finer) {
      return Optional.empty();
    }
  }

  private static Optional<BigDecimal> number(String text) {
    return Optional.of(text).filter(some -> NUMBER.matcher(some).matches()).map(BigDecimal::new);
  }
}
