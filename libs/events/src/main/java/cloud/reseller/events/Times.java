package cloud.reseller.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Times in the form that {@link Instant#toString()} writes and {@link Instant#parse} reads. Common
 * forms are handled digit by digit, because a formatter would take most of the time of reading an
 * event; anything else is left to the formatter.
 */
final class Times {

  private static final int SECONDS_PER_DAY = 86_400;
  private static final int WHOLE_SECONDS = "2026-01-31T12:00:00".length();

  private Times() {}

  static String text(Instant time) {
    long day = Math.floorDiv(time.getEpochSecond(), SECONDS_PER_DAY);
    int second = Math.floorMod(time.getEpochSecond(), SECONDS_PER_DAY);
    LocalDate date = LocalDate.ofEpochDay(day);
    if (date.getYear() < 1 || date.getYear() > 9999) {
      return time.toString();
    }
    int nano = time.getNano();
    int fraction = nano == 0 ? 0 : nano % 1_000_000 == 0 ? 3 : nano % 1_000 == 0 ? 6 : 9;
    byte[] text = new byte[WHOLE_SECONDS + (fraction == 0 ? 1 : fraction + 2)];
    digits(text, 0, 4, date.getYear());
    text[4] = '-';
    digits(text, 5, 7, date.getMonthValue());
    text[7] = '-';
    digits(text, 8, 10, date.getDayOfMonth());
    text[10] = 'T';
    digits(text, 11, 13, second / 3_600);
    text[13] = ':';
    digits(text, 14, 16, second / 60 % 60);
    text[16] = ':';
    digits(text, 17, 19, second % 60);
    if (fraction > 0) {
      text[WHOLE_SECONDS] = '.';
      int shown = fraction == 3 ? nano / 1_000_000 : fraction == 6 ? nano / 1_000 : nano;
      digits(text, WHOLE_SECONDS + 1, WHOLE_SECONDS + 1 + fraction, shown);
    }
    text[text.length - 1] = 'Z';
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void digits(byte[] text, int from, int to, int number) {
    for (int i = to - 1, rest = number; i >= from; i--, rest /= 10) {
      text[i] = (byte) ('0' + rest % 10);
    }
  }

  /**
   * Reads a time.
   *
   * @throws java.time.DateTimeException if the text is not a time
   */
  static Instant parse(String text) {
    int end = text.length() - 1;
    boolean laidOut =
        (end == WHOLE_SECONDS || end > WHOLE_SECONDS + 1 && end <= WHOLE_SECONDS + 10)
            && text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && text.charAt(10) == 'T'
            && text.charAt(13) == ':'
            && text.charAt(16) == ':'
            && (end == WHOLE_SECONDS || text.charAt(WHOLE_SECONDS) == '.')
            && text.charAt(end) == 'Z';
    if (!laidOut) {
      return Instant.parse(text);
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    int nano = number(text, WHOLE_SECONDS + 1, end);
    boolean plain =
        (year | month | day | hour | minute | second | nano) >= 0
            && hour < 24
            && minute < 60
            && second < 60;
    if (!plain) {
      return Instant.parse(text);
    }
    for (int digits = end - WHOLE_SECONDS - 1; digits < 9; digits++) {
      nano *= 10;
    }
    long midnight = LocalDate.of(year, month, day).toEpochDay() * SECONDS_PER_DAY;
    return Instant.ofEpochSecond(midnight + hour * 3_600 + minute * 60 + second, nano);
  }

  /**
   * The number in a range of digits, 0 if the range is empty; negative if it holds anything but
   * digits.
   */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
