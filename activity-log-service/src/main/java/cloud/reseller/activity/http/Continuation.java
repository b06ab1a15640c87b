package cloud.reseller.activity.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.activity.read.AuditProjection;
import cloud.reseller.activity.read.AuditRow.PageCursor;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where the next page begins. Carries the window too, so that midnight does not move the pages of a
 * request without dates.
 */
record Continuation(Window window, PageCursor after) {

  private static final int PARTS = 6;
  private static final List<String> TOPICS = new AuditProjection().topics();

  String token() {
    String text =
        String.join(
            "|",
            window.start().toString(),
            window.end().toString(),
            after.time().toString(),
            after.topic(),
            Integer.toString(after.partition()),
            Long.toString(after.offset()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /**
   * Reads what {@link #token()} writes. A token asks for nothing that a request could not ask for;
   * one made yesterday still holds.
   *
   * @param today the present UTC day
   * @param reachDays how many days before today a start may lie
   * @throws ProblemException 400 naming the header
   */
  static Continuation parse(String token, LocalDate today, int reachDays) {
    try {
      String[] parts = new String(Base64.getUrlDecoder().decode(token), UTF_8).split("\\|", -1);
      if (parts.length == PARTS) {
        Window window =
            Window.of(Optional.of(parts[0]), Optional.of(parts[1]), today, reachDays + 1);
        PageCursor after =
            new PageCursor(
                Instant.parse(parts[2]),
                parts[3],
                Integer.parseInt(parts[4]),
                Long.parseLong(parts[5]));
        if (window.holds(after.time()) && TOPICS.contains(after.topic())) {
          return new Continuation(window, after);
        }
      }
    } catch (IllegalArgumentException | DateTimeException | ProblemException e) {
      // Answered below.
    }
    throw ErrorCode.INVALID_HEADER.because(
        "The continuation token does not belong to this list. Send the one of the previous page,"
            + " or leave the"
            + " header out to read the list from its start.",
        SeekBasedResourceCollection.CONTINUATION_HEADER);
  }
}
