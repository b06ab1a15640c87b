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

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private Fields() {}

  static ProblemException wrong(String field, String expected) {
    return ErrorCode.INVALID_BODY.because(
        "Field " + field + " is missing or has the wrong form. Give it " + expected + ".", field);
  }

  /** A text with something in it. */
  static String text(String field, String value) {
    String text = value.strip();
    if (isBlank(text) || text.length() > MAX_TEXT || isUnfit(text)) {
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

  /** Also where all there is are blanks that only Unicode calls so. */
  private static boolean isBlank(String text) {
    return text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
  }

  /**
   * Control and separator characters would break a line, half a surrogate pair cannot be stored,
   * and what nobody sees lets one name pass for another. The two joiners are part of some scripts.
   */
  private static boolean isUnfit(String text) {
    return text.codePoints().anyMatch(Fields::isUnfit);
  }

  private static boolean isUnfit(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      case Character.FORMAT -> character != ZERO_WIDTH_NON_JOINER && character != ZERO_WIDTH_JOINER;
      default -> false;
    };
  }
}
