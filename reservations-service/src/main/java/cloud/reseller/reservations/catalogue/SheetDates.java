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
 * {@code 11/1/2026} and {@code 11/1/2026 12:00:00 AM}, month first. Where no offset is written they
 * are in UTC.
 */
final class SheetDates {

  /** The end of what has none, as the public form writes it. */
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

  /** A date with a time or without one. */
  private record Written(LocalDate date, Optional<LocalTime> time, ZoneOffset offset) {

    private static Written parse(String text) {
      TemporalAccessor parsed = WRITTEN.parse(text);
      LocalDate date = LocalDate.from(parsed);
      if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
        throw new DateTimeException("the year must lie between 1900 and 9999");
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
   * The first instant something holds: a date is its beginning.
   *
   * @throws DateTimeException if the text is no date
   */
  static Instant begin(String text) {
    Written begin = Written.parse(text);
    return begin.at(begin.time().orElse(LocalTime.MIDNIGHT));
  }

  /**
   * The first instant something no longer holds. A date is the last day, and a time in the last
   * second of a minute, such as 23:59:59, is the end of that minute: what follows begins there. No
   * text at all and the last day of 9999 are {@link #OPEN}.
   *
   * @throws DateTimeException if the text is no date
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
