package cloud.reseller.gateway.pages;

import cloud.reseller.gateway.services.Amount;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;

/**
 * How numbers, times and ids are shown to one viewer.
 *
 * @param zone the viewer's, or UTC if it is unknown
 * @param now the time of the page
 */
public record Formats(Locale locale, ZoneId zone, Instant now, Words words) {

  /** A service's clock may be a moment ahead of ours. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(-1);

  private static final int LONG_ID = 16;
  private static final int KEPT_AT_START = 8;
  private static final int KEPT_AT_END = 4;

  /**
   * A time.
   *
   * @param text as it is shown: relative under a day, else date and time
   * @param exact date and time with the zone
   * @param iso for machines
   */
  public record Moment(String text, String exact, String iso) {}

  /**
   * An id.
   *
   * @param text shortened in the middle
   * @param whole for copying
   */
  public record Id(String text, String whole) {}

  /** The words of a feature. */
  public <B> B words(Class<B> bundle) {
    return words.of(bundle);
  }

  /** An amount with its currency, such as EUR 1,118.00. */
  public String money(BigDecimal amount, String currency) {
    int digits = Currency.getInstance(currency).getDefaultFractionDigits();
    NumberFormat numbers = NumberFormat.getNumberInstance(locale);
    numbers.setMinimumFractionDigits(digits);
    numbers.setMaximumFractionDigits(Math.max(digits, amount.scale()));
    return currency + "\u00a0" + numbers.format(amount);
  }

  /** An amount with its currency. */
  public String money(Amount amount) {
    return money(amount.amount(), amount.currencyCode());
  }

  /** An amount of the currency's smallest units. */
  public String money(long minor, String currency) {
    return money(
        BigDecimal.valueOf(minor, Currency.getInstance(currency).getDefaultFractionDigits()),
        currency);
  }

  /** A number in the viewer's grouping. */
  public String number(long number) {
    return NumberFormat.getIntegerInstance(locale).format(number);
  }

  /** A time in the past. */
  public Moment moment(Instant at) {
    return new Moment(
        relative(Duration.between(at, now), at),
        dateTime().format(at.atZone(zone)) + " " + zoneName(at),
        at.toString());
  }

  /** A time at which something is decided: also in UTC, where that is not the viewer's zone. */
  public String deadline(Instant at) {
    String exact = dateTime().format(at.atZone(zone)) + " " + zoneName(at);
    return zone.equals(ZoneOffset.UTC)
        ? exact
        : exact + " (" + dateTime().format(at.atZone(ZoneOffset.UTC)) + " UTC)";
  }

  private String relative(Duration ago, Instant at) {
    FrameWords frameWords = words.of(FrameWords.class);
    if (ago.compareTo(CLOCKS_DIFFER) <= 0 || ago.toDays() > 0) {
      return dateTime().format(at.atZone(zone));
    }
    if (ago.toMinutes() == 0) {
      return frameWords.justNow();
    }
    return ago.toHours() == 0
        ? frameWords.minutesAgo(ago.toMinutes())
        : frameWords.hoursAgo(ago.toHours());
  }

  /** How long ago something was, such as 2 s ago. */
  public String ago(Duration ago) {
    FrameWords frameWords = words.of(FrameWords.class);
    if (ago.toMinutes() == 0) {
      return frameWords.secondsAgo(ago.toSeconds());
    }
    return ago.toHours() == 0
        ? frameWords.minutesAgo(ago.toMinutes())
        : frameWords.hoursAgo(ago.toHours());
  }

  /** A day. */
  public String date(LocalDate day) {
    return DateTimeFormatter.ofPattern(words.of(FrameWords.class).datePattern(), locale)
        .format(day);
  }

  /** The day of a time in the viewer's zone. */
  public String date(Instant at) {
    return date(LocalDate.ofInstant(at, zone));
  }

  /** The name of a country. */
  public String country(String code) {
    return Locale.of("", code).getDisplayCountry(locale);
  }

  /** The id as it is shown. */
  public Id id(String id) {
    return new Id(
        id.length() <= LONG_ID
            ? id
            : id.substring(0, KEPT_AT_START) + "…" + id.substring(id.length() - KEPT_AT_END),
        id);
  }

  private DateTimeFormatter dateTime() {
    return DateTimeFormatter.ofPattern(words.of(FrameWords.class).dateTimePattern(), locale);
  }

  private String zoneName(Instant at) {
    return zone.equals(ZoneOffset.UTC)
        ? "UTC"
        : "UTC" + zone.getRules().getOffset(at).getId().replace("Z", "");
  }
}
