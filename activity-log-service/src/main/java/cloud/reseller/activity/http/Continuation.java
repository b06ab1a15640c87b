package cloud.reseller.activity.http;

import cloud.reseller.activity.read.AuditProjection;
import cloud.reseller.activity.read.AuditRow.PageCursor;
import cloud.reseller.kit.paging.PageToken;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Where the next page starts. Includes the window, so that midnight does not shift the pages of a
 * request without dates.
 */
record Continuation(Window window, PageCursor after) {

  private static final int FIELDS = 6;
  private static final List<String> TOPICS = new AuditProjection().topics();

  PageToken token() {
    return PageToken.of(
        window.start(),
        window.end(),
        after.time(),
        after.topic(),
        after.partition(),
        after.offset());
  }

  /**
   * Parses the result of {@link #token()}; yesterday's tokens are still valid.
   *
   * @param today the current UTC day
   * @param reachDays how many days back a window may start
   * @throws cloud.reseller.kit.publicapi.ProblemException 400 naming the header
   */
  static Continuation parse(String token, LocalDate today, int reachDays) {
    return PageToken.read(token, FIELDS, fields -> of(fields, today, reachDays));
  }

  private static Optional<Continuation> of(List<String> fields, LocalDate today, int reachDays) {
    Window window =
        Window.of(Optional.of(fields.get(0)), Optional.of(fields.get(1)), today, reachDays + 1);
    PageCursor after =
        new PageCursor(
            Instant.parse(fields.get(2)),
            fields.get(3),
            Integer.parseInt(fields.get(4)),
            Long.parseLong(fields.get(5)));
    return window.holds(after.time()) && TOPICS.contains(after.topic())
        ? Optional.of(new Continuation(window, after))
        : Optional.empty();
  }
}
