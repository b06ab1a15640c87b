package cloud.reseller.events;

import java.util.Locale;
import java.util.Optional;

/** GUIDs as the public interface writes them; internally always in lower case. */
public final class Guid {

  private static final int LENGTH = 36;

  private Guid() {}

  /**
   * The GUID in lower case; empty if the text is anything else, including a GUID in braces or with
   * surrounding white space.
   *
   * @param text null if the caller sent nothing
   */
  public static Optional<String> parse(String text) {
    return text != null && isGuid(text)
        ? Optional.of(text.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /**
   * Whether a text is a GUID, in upper or lower case. Hand-written because it is on the hot path of
   * purchases.
   */
  public static boolean isGuid(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      char c = text.charAt(i);
      // Character.digit also accepts digits of other scripts, which all lie above 'f'.
      if (dash ? c != '-' : Character.digit(c, 16) < 0 || c > 'f') {
        return false;
      }
    }
    return true;
  }
}
