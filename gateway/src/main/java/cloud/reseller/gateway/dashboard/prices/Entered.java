package cloud.reseller.gateway.dashboard.prices;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Numbers as people type them into a form: with a point for decimals, without grouping. */
final class Entered {

  /** Percent to basis points. */
  private static final int HUNDREDTHS = 2;

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");

  private Entered() {}

  /** An amount in the smallest units of its currency; empty if it is none. */
  static OptionalLong minor(String text, String currency) {
    return decimals(currency)
        .flatMap(decimals -> number(text).map(amount -> exact(amount, decimals)))
        .orElseGet(OptionalLong::empty);
  }

  private static Optional<Integer> decimals(String currency) {
    try {
      return Optional.of(Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  /** A percentage in basis points; empty if it is none. */
  static OptionalInt basisPoints(String text) {
    OptionalLong points =
        number(text).map(percent -> exact(percent, HUNDREDTHS)).orElseGet(OptionalLong::empty);
    return points.isPresent() && points.getAsLong() == (int) points.getAsLong()
        ? OptionalInt.of((int) points.getAsLong())
        : OptionalInt.empty();
  }

  private static OptionalLong exact(BigDecimal number, int decimals) {
    try {
      return OptionalLong.of(number.movePointRight(decimals).longValueExact());
    } catch (ArithmeticException finer) {
      return OptionalLong.empty();
    }
  }

  private static Optional<BigDecimal> number(String text) {
    return Optional.of(text).filter(some -> NUMBER.matcher(some).matches()).map(BigDecimal::new);
  }
}
