package cloud.reseller.billing.http;

import cloud.reseller.kit.publicapi.ErrorCode;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** The month that is asked for: the current one in UTC, or the one before it. */
enum Period {
  CURRENT,
  PREVIOUS;

  /**
   * Reads the parameter; the current month if it is left out.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException 400 naming the parameter
   */
  static Period of(Optional<String> text) {
    return switch (text.map(String::strip)
        .filter(some -> !some.isEmpty())
        .orElse("current")
        .toLowerCase(Locale.ROOT)) {
      case "current" -> CURRENT;
      case "previous" -> PREVIOUS;
      default ->
          throw ErrorCode.INVALID_PARAMETER.because(
              "period must be current or previous, a UTC month.", "period");
    };
  }

  /** The month, now. */
  YearMonth month() {
    YearMonth current = YearMonth.now(ZoneOffset.UTC);
    return switch (this) {
      case CURRENT -> current;
      case PREVIOUS -> current.minusMonths(1);
    };
  }

  /** The value of the parameter. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
