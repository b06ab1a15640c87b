package cloud.reseller.http;

import cloud.reseller.http.Refusal.RefusedException;
import java.util.Locale;
import java.util.Set;

/** Checks the trailers after the last chunk, which are then discarded: nothing here uses them. */
final class Trailers {

  /** Fields that frame, route, authenticate or identify a message (RFC 9110, 6.5.1). */
  private static final Set<String> FORBIDDEN =
      Set.of(
          "content-length",
          "content-type",
          "content-encoding",
          "content-range",
          "transfer-encoding",
          "host",
          "connection",
          "trailer",
          "te",
          "upgrade",
          "expect",
          "authorization",
          "proxy-authorization",
          "cookie",
          "forwarded",
          "if-match",
          "ms-requestid",
          "ms-correlationid");

  private Trailers() {}

  /**
   * Checks lines, the last of which is empty.
   *
   * @throws RefusedException if a field is not allowed as a trailer
   */
  static void check(String lines) throws RefusedException {
    for (Field field : Field.read(lines)) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (FORBIDDEN.contains(name) || name.startsWith("x-forwarded-")) {
        throw Refusal.header("A header that belongs before the body came after it.").thrown();
      }
    }
  }
}
