package cloud.reseller.billing.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.billing.read.ChargeRow.Place;
import cloud.reseller.kit.form.ErrorCode;
import cloud.reseller.kit.form.SeekBasedResourceCollection;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Base64;

/**
 * Where the next page begins. Carries the month too, so that a month's end does not move the pages.
 */
record Continuation(YearMonth month, Place after) {

  private static final int PARTS = 5;

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
   * Reads what {@link #token()} writes.
   *
   * @throws cloud.reseller.kit.form.ProblemException 400 naming the header
   */
  static Continuation parse(String token) {
    try {
      String[] parts = new String(Base64.getUrlDecoder().decode(token), UTF_8).split("\\|", -1);
      if (parts.length == PARTS) {
        return new Continuation(
            YearMonth.parse(parts[0]),
            new Place(
                Instant.parse(parts[1]),
                Integer.parseInt(parts[2]),
                Long.parseLong(parts[3]),
                Integer.parseInt(parts[4])));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // Answered below.
    }
    throw ErrorCode.INVALID_HEADER.because(
        "The continuation token is none of this list. Send the one of the page before, or leave the"
            + " header out to read the list from its start.",
        SeekBasedResourceCollection.CONTINUATION_HEADER);
  }
}
