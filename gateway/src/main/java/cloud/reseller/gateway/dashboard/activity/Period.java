package cloud.reseller.gateway.dashboard.activity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The days that are shown, both inclusive, in UTC as the service counts them: at most 30, and the
 * most recent ones if nothing else is asked for.
 */
record Period(LocalDate from, LocalDate to) {

  /** The service gives at most this many days before the last one. */
  private static final int DAYS = 30;

  static Period of(Optional<String> from, Optional<String> to, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LocalDate last = day(to).filter(day -> !day.isAfter(today)).orElse(today);
    LocalDate earliest = last.minusDays(DAYS);
    LocalDate first =
        day(from).filter(day -> !day.isBefore(earliest) && !day.isAfter(last)).orElse(earliest);
    return new Period(first, last);
  }

  private static Optional<LocalDate> day(Optional<String> text) {
    try {
      return text.filter(some -> !some.isBlank()).map(LocalDate::parse);
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
