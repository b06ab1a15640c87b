package cloud.reseller.kit.publicapi;

import java.util.Optional;

/** Entity tags: always strong and always quoted, in headers and in bodies (C4). */
public final class ETag {

  private ETag() {}

  /** The tag of a version, which is the version in quotes. */
  public static String of(Object version) {
    return "\"" + version + "\"";
  }

  /**
   * The version in a tag from an If-Match header or a body; the quotes may be missing.
   *
   * @return empty if the tag matches any version
   */
  public static Optional<String> version(String tag) {
    String text = tag.strip();
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return Optional.of(quoted ? text.substring(1, text.length() - 1) : text)
        .filter(version -> !version.equals("*"));
  }
}
