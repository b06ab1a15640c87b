package cloud.reseller.permissions.http;

import cloud.reseller.events.Guid;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.ProblemException;
import java.util.Locale;
import java.util.Set;

/** What the texts of a body must look like; each failure names the field and the next step. */
final class Fields {

  static final int MAX_TEXT = 256;
  static final int MAX_REASON = 1_000;

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private Fields() {}

  static ProblemException wrong(String field, String expected) {
    return ErrorCode.INVALID_BODY.because(
        "Field " + field + " is missing or has the wrong form. Give it " + expected + ".", field);
  }

  /** A text with something in it. */
  static String text(String field, String value) {
    String text = value.strip();
    if (text.isEmpty() || text.length() > MAX_TEXT || isUnfit(text)) {
      throw wrong(field, "a text of 1 to " + MAX_TEXT + " characters on one line");
    }
    return text;
  }

  /** A reason a person gave; may be empty. */
  static String reason(String value) {
    String text = value.strip();
    if (text.length() > MAX_REASON || isUnfit(text)) {
      throw wrong("reason", "a text of at most " + MAX_REASON + " characters on one line");
    }
    return text;
  }

  static String guid(String field, String value) {
    return Guid.parse(value).orElseThrow(() -> wrong(field, "a GUID"));
  }

  static String country(String field, String value) {
    String country = value.toUpperCase(Locale.ROOT);
    if (!COUNTRIES.contains(country)) {
      throw wrong(field, "an ISO 3166 code of two letters, such as US");
    }
    return country;
  }

  /** Control characters would break a line; half a surrogate pair cannot be stored at all. */
  private static boolean isUnfit(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
  }
}
