package cloud.reseller.reservations.catalogue;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/**
 * The dates of public price sheets (K18): {@code 2026-11-01}, {@code 2026-11-01T00:00:00.0000000Z},
 * {@code 11/1/2026} and {@code 11/1/2026 12:00:00 AM}, month first. Without an offset they are in
 * UTC.
 */
final class SheetDates {

  /** No end, as written in the public form. */
  static final Instant OPEN = Instant.parse("9999-12-31T23:59:59Z");

  static final String FORM =
      "must be a date such as 2026-11-01 or 11/1/2026, or a time such as 2026-11-01T00:00:00Z or"
          + " 11/1/2026 12:00:00 AM.";

  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 9999;
  private static final int LAST_SECOND = 59;

  private static final DateTimeFormatter WRITTEN =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("[M/d/uuuu[ h:mm[:ss] a][ H:mm[:ss]]]")
          .appendPattern("[uuuu-MM-dd[['T'][' ']HH:mm[:ss]]]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .appendPattern("[XXX]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private SheetDates() {}

  /** A date with or without a time. */
  private record Written(LocalDate date, Optional<LocalTime> time, ZoneOffset offset) {

    private static Written parse(String text) {
      TemporalAccessor parsed = WRITTEN.parse(text);
      LocalDate date = LocalDate.from(parsed);
      if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
        throw new DateTimeException("the year must be between 1900 and 9999");
      }
      return new Written(
          date,
          Optional.ofNullable(parsed.query(TemporalQueries.localTime())),
          Optional.ofNullable(parsed.query(TemporalQueries.offset())).orElse(ZoneOffset.UTC));
    }

    private Instant at(LocalTime time) {
      return date.atTime(time).toInstant(offset);
    }
  }

  /**
   * The first instant of validity; for a date, the beginning of the day.
   *
   * @throws DateTimeException if the text is not a date
   */
  static Instant begin(String text) {
    Written begin = Written.parse(text);
    return begin.at(begin.time().orElse(LocalTime.MIDNIGHT));
  }

  /**
   * The first instant after the validity. A date is the last day, and a time in the last second of
   * a minute, such as 23:59:59, means the end of that minute, at which the next price begins. An
   * empty text and the last day of 9999 mean {@link #OPEN}.
   *
   * @throws DateTimeException if the text is not a date
   */
  static Instant end(String text) {
    if (text.isEmpty()) {
      return OPEN;
    }
    Written end = Written.parse(text);
    LocalTime time = end.time().orElse(LocalTime.MAX);
    Instant first =
        time.getSecond() == LAST_SECOND
            ? end.at(time.withSecond(0).withNano(0)).plusSeconds(LAST_SECOND + 1L)
            : end.at(time);
    return first.isAfter(OPEN) ? OPEN : first;
  }
}
