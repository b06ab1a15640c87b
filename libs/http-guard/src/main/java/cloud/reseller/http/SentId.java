package cloud.reseller.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses ids sent by callers. Separate from the GUID type of the events module, on which the
 * transport does not depend.
 */
public final class SentId {

  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private SentId() {}

  /** The id in lower case; empty if it is not a GUID. */
  public static Optional<String> parse(String sent) {
    return GUID.matcher(sent).matches()
        ? Optional.of(sent.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
