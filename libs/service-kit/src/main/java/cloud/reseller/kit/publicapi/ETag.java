package cloud.reseller.kit.publicapi;

import java.util.Optional;

/** Entity tags: always strong, always with their quotes, in headers and in bodies (C4). */
public final class ETag {

  private ETag() {}

  /** The tag of a version: the version in quotes. */
  public static String of(Object version) {
    return "\"" + version + "\"";
  }

  /**
   * The version a tag names, as given in an If-Match header or a body; quotes may be missing.
   *
   * @return empty if any version will do
   */
  public static Optional<String> version(String tag) {
    String text = tag.strip();
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return Optional.of(quoted ? text.substring(1, text.length() - 1) : text)
        .filter(version -> !version.equals("*"));
  }
}
