package cloud.reseller.kit;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** GUIDs as the public interface writes them; one spelling inside, lower case. */
public final class Guid {

  private static final Pattern FORM =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  private Guid() {}

  /** The GUID in lower case; empty if the text is none. Braces and surrounding blanks are none. */
  public static Optional<String> parse(String text) {
    return text != null && FORM.matcher(text).matches()
        ? Optional.of(text.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
