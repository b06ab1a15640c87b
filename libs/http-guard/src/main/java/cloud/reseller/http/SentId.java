package cloud.reseller.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The ids that callers send; here, because the transport knows nothing of the events' own. */
public final class SentId {

  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private SentId() {}

  /** The id in lower case; empty if what was sent is not a GUID. */
  public static Optional<String> parse(String sent) {
    return GUID.matcher(sent).matches()
        ? Optional.of(sent.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
