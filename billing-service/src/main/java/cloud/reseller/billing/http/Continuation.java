package cloud.reseller.billing.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.billing.read.ChargeRow.PageCursor;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Base64;

/**
 * Where the next page begins. Carries the month too, so that a month's end does not move the pages.
 */
record Continuation(YearMonth month, PageCursor after) {

  private static final int PARTS = 5;

  /** The previous month, which may have been the one before when the token was made. */
  private static final int MONTHS_BACK = 2;

  String token() {
    String text =
        String.join(
            "|",
            month.toString(),
            after.time().toString(),
            Integer.toString(after.partition()),
            Long.toString(after.offset()),
            Integer.toString(after.instalment()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /**
   * Reads what {@link #token()} writes. A token asks for nothing that a request could not ask for;
   * one made before the month ended still holds.
   *
   * @param current the present UTC month
   * @throws cloud.reseller.kit.publicapi.ProblemException 400 naming the header
   */
  static Continuation parse(String token, YearMonth current) {
    try {
      String[] parts = new String(Base64.getUrlDecoder().decode(token), UTF_8).split("\\|", -1);
      if (parts.length == PARTS) {
        YearMonth month = YearMonth.parse(parts[0]);
        PageCursor after =
            new PageCursor(
                Instant.parse(parts[1]),
                Integer.parseInt(parts[2]),
                Long.parseLong(parts[3]),
                Integer.parseInt(parts[4]));
        if (!month.isAfter(current)
            && !month.isBefore(current.minusMonths(MONTHS_BACK))
            && YearMonth.from(after.time().atOffset(ZoneOffset.UTC)).equals(month)) {
          return new Continuation(month, after);
        }
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // Answered below.
    }
    throw ErrorCode.INVALID_HEADER.because(
        "The continuation token does not belong to this list. Send the one of the previous page,"
            + " or leave the"
            + " header out to read the list from its start.",
        SeekBasedResourceCollection.CONTINUATION_HEADER);
  }
}
