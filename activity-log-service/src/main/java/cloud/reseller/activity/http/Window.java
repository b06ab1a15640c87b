package cloud.reseller.activity.http;

import cloud.reseller.kit.publicapi.ErrorCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The requested UTC days, both inclusive (L11, L12).
 *
 * @param start first day
 * @param end last day, at most {@link #MOST_DAYS} after the first
 */
record Window(LocalDate start, LocalDate end) {

  static final int MOST_DAYS = 30;

  private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2,3})");

  /** The public .NET client writes date and time in its invariant culture; only the date counts. */
  private static final DateTimeFormatter AS_DOT_NET_CLIENTS_WRITE_IT =
      DateTimeFormatter.ofPattern("MM/dd/uuuu HH:mm:ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /**
   * The window of a request. Without a start it starts 30 days before its end; without an end it
   * ends today, or 30 days after its start if that is earlier.
   *
   * @param today the current UTC day
   * @param reachDays how many days back a window may start
   * @throws cloud.reseller.kit.publicapi.ProblemException 400 naming the parameter
   */
  static Window of(
      Optional<String> startDate, Optional<String> endDate, LocalDate today, int reachDays) {
    Optional<LocalDate> start = startDate.map(text -> day("startDate", text));
    Optional<LocalDate> end = endDate.map(text -> day("endDate", text));
    LocalDate first = start.orElseGet(() -> end.orElse(today).minusDays(MOST_DAYS));
    LocalDate last = end.orElseGet(() -> earlier(today, first.plusDays(MOST_DAYS)));
    if (first.isAfter(last)) {
      throw wrong(
          "startDate",
          "startDate must not be after "
              + (end.isPresent() ? "endDate" : "today, which is the default endDate")
              + ".");
    }
    if (first.plusDays(MOST_DAYS).isBefore(last)) {
      throw wrong(
          "endDate",
          "endDate must be at most "
              + MOST_DAYS
              + " days after startDate. Split a longer period into several requests.");
    }
    LocalDate reach = today.minusDays(reachDays);
    if (first.isBefore(reach)) {
      // If only endDate was given, then that is too old.
      String field = start.isPresent() ? "startDate" : "endDate";
      throw wrong(
          field,
          field
              + " reaches too far back: records can be asked for from "
              + reach
              + " on, "
              + reachDays
              + " days back. The days end with UTC midnight.");
    }
    return new Window(first, last);
  }

  /** The start, inclusive. */
  Instant from() {
    return start.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The end, exclusive. */
  Instant until() {
    return end.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Whether an instant is within the window. */
  boolean holds(Instant moment) {
    return !moment.isBefore(from()) && moment.isBefore(until());
  }

  private static LocalDate day(String field, String text) {
    try {
      Matcher date = DATE.matcher(text);
      if (date.matches()) {
        return day(
            Year.of(Integer.parseInt(date.group(1))),
            Month.of(Integer.parseInt(date.group(2))),
            Integer.parseInt(date.group(3)));
      }
      if (text.length() == 19) {
        return LocalDate.parse(text, AS_DOT_NET_CLIENTS_WRITE_IT);
      }
    } catch (DateTimeException e) {
      // Reported below.
    }
    throw wrong(field, field + " must be a date of the form yyyy-mm-dd, such as 2026-01-31.");
  }

  /**
   * The public Java client writes the day of the year instead of the day of the month, as in
   * 2026-11-323 for 19 November (K19). A day of the month is below 32; a day of the year is below
   * 32 only in January, where both are equal.
   */
  private static LocalDate day(Year year, Month month, int day) {
    LocalDate ofYear = year.atDay(day);
    return ofYear.getMonth() == month ? ofYear : year.atMonth(month).atDay(day);
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  private static RuntimeException wrong(String field, String description) {
    return ErrorCode.INVALID_PARAMETER.because(description, field);
  }
}
