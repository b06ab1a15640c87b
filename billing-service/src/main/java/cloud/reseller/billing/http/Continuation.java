package cloud.reseller.billing.http;

import cloud.reseller.billing.read.ChargeRow.PageCursor;
import cloud.reseller.kit.paging.PageToken;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Where the next page starts. Includes the month, so that the end of a month does not shift the
 * pages.
 */
record Continuation(YearMonth month, PageCursor after) {

  private static final int FIELDS = 5;

  /** The previous month may have become the one before it since the token was created. */
  private static final int MONTHS_BACK = 2;

  PageToken token() {
    return PageToken.of(month, after.time(), after.partition(), after.offset(), after.instalment());
  }

  /**
   * Parses the result of {@link #token()}; tokens created last month are still valid.
   *
   * @param current the current UTC month
   * @throws cloud.reseller.kit.publicapi.ProblemException 400 naming the header
   */
  static Continuation parse(String token, YearMonth current) {
    return PageToken.read(token, FIELDS, fields -> of(fields, current));
  }

  private static Optional<Continuation> of(List<String> fields, YearMonth current) {
    YearMonth month = YearMonth.parse(fields.get(0));
    PageCursor after =
        new PageCursor(
            Instant.parse(fields.get(1)),
            Integer.parseInt(fields.get(2)),
            Long.parseLong(fields.get(3)),
            Integer.parseInt(fields.get(4)));
    return !month.isAfter(current)
            && !month.isBefore(current.minusMonths(MONTHS_BACK))
            && YearMonth.from(after.time().atOffset(ZoneOffset.UTC)).equals(month)
        ? Optional.of(new Continuation(month, after))
        : Optional.empty();
  }
}
