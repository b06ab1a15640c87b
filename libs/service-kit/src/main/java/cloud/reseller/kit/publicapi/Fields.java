package cloud.reseller.kit.publicapi;

import cloud.reseller.events.Guid;
import cloud.reseller.events.InvisibleCharacters;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Validates the strings of a body, and those of a token that are stored; each failure names the
 * field and the next step.
 */
public final class Fields {

  /** Maximum length of a string, in characters. */
  public static final int MAX_TEXT = 256;

  /** Maximum length of a reason, in characters. */
  public static final int MAX_REASON = 1_000;

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  /** Values that public clients send for members that are not set. */
  private static final Set<String> NOT_SET = Set.of("", "none", "unknown");

  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

  /** The last label is never a number, by which a domain differs from an IP address. */
  private static final String LABELS =
      "(?=.{1,253}$)(?!.*\\.[0-9]+$)" + LABEL + "(?:\\." + LABEL + ")+";

  private static final Pattern DOMAIN = Pattern.compile(LABELS);
  private static final Pattern USER_PRINCIPAL_NAME =
      Pattern.compile("[A-Za-z0-9'._!#^~+-]{1,64}@" + LABELS);

  /** Some characters beyond ASCII have capitals within it. */
  private static final Pattern TWO_LETTERS = Pattern.compile("[A-Za-z]{2}");

  private Fields() {}

  /** The answer to a field that is missing or malformed. */
  public static ProblemException wrong(String field, String expected) {
    return ErrorCode.INVALID_BODY.because(
        "Field " + field + " is missing or has the wrong form. Give it " + expected + ".", field);
  }

  /**
   * Checks a member that callers may send back unchanged, but cannot set.
   *
   * @param own the actual value
   * @throws ProblemException 400 if another value was sent, which would have no effect
   */
  public static void same(String field, Optional<String> sent, String own) {
    String text = sent.map(String::strip).orElse("");
    if (isSet(text) && !text.equalsIgnoreCase(own)) {
      throw ErrorCode.INVALID_BODY.because(
          "Field " + field + " cannot be set by this call. Leave it out or send it unchanged.",
          field);
    }
  }

  /** Whether a value differs from those that public clients send for members that are not set. */
  static boolean isSet(String value) {
    return !NOT_SET.contains(value.strip().toLowerCase(Locale.ROOT));
  }

  /** A string that is not blank. */
  public static String text(String field, String value) {
    return text(value)
        .orElseThrow(() -> wrong(field, "a text of 1 to " + MAX_TEXT + " characters on one line"));
  }

  /** The same for strings that cannot be sent back for correction; empty if invalid. */
  public static Optional<String> text(String value) {
    String text = value.strip();
    return isBlank(text) || length(text) > MAX_TEXT || isUnfit(text)
        ? Optional.empty()
        : Optional.of(text);
  }

  /** A domain of at least two labels; with non-ASCII letters in IDNA form. */
  public static String domain(String field, String value) {
    return text(value)
        .filter(text -> DOMAIN.matcher(text).matches())
        .orElseThrow(() -> wrong(field, "a domain such as contoso.onmicrosoft.com"));
  }

  /** A sign-in name, including those of guests such as a_b.example#EXT#@c.example. */
  public static String userPrincipalName(String field, String value) {
    return text(value)
        .filter(text -> USER_PRINCIPAL_NAME.matcher(text).matches())
        .orElseThrow(() -> wrong(field, "a sign-in name such as ada@contoso.com"));
  }

  /** A reason given by a person; may be empty. */
  public static String reason(String value) {
    String text = value.strip();
    if (length(text) > MAX_REASON || isUnfit(text)) {
      throw wrong("reason", "a text of at most " + MAX_REASON + " characters on one line");
    }
    return text;
  }

  /** A GUID, in lower case. */
  public static String guid(String field, String value) {
    return Guid.parse(value).orElseThrow(() -> wrong(field, "a GUID"));
  }

  /** An ISO 3166 code of two letters, in upper case. */
  public static String country(String field, String value) {
    String country = value.toUpperCase(Locale.ROOT);
    if (!TWO_LETTERS.matcher(value).matches() || !COUNTRIES.contains(country)) {
      throw wrong(field, "an ISO 3166 code of two letters, such as US");
    }
    return country;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Blank by Unicode's definition, which includes spaces that Java's does not. */
  private static boolean isBlank(String text) {
    return text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
  }

  /** An unpaired surrogate cannot be stored, and nobody knows what an unassigned character is. */
  private static boolean isUnfit(String text) {
    return InvisibleCharacters.areIn(text)
        || text.codePoints()
            .map(Character::getType)
            .anyMatch(type -> type == Character.SURROGATE || type == Character.UNASSIGNED);
  }
}
