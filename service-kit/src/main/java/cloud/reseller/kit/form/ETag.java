package cloud.reseller.kit.form;

import java.util.Optional;

/** Entity tags: always strong, always with their quotes, in headers and in bodies (C4). */
public final class ETag {

  private ETag() {}

  /** The tag of a version: the version in quotes. */
  public static String of(Object version) {
    return "\"" + version + "\"";
  }

  /**
   * Checks an If-Match header where one was sent.
   *
   * @param ifMatch value of the header, null or empty if none was sent
   * @param present the present tag, with quotes
   * @throws ProblemException 400/2055 if the resource has changed, 400 if the header is no tag
   */
  public static void requireMatch(String ifMatch, String present) {
    if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
      return;
    }
    requireSame(
        tag(ifMatch)
            .orElseThrow(
                () ->
                    ErrorCode.INVALID_HEADER.because(
                        "If-Match must be one entity tag with its quotes, as it was returned in"
                            + " attributes.etag.",
                        "If-Match")),
        present);
  }

  /**
   * Checks the tag a body carries.
   *
   * @param given the tag given, with quotes
   * @throws ProblemException 400/2055 if the resource has changed
   */
  public static void requireSame(String given, String present) {
    if (!given.equals(present)) {
      throw ErrorCode.ETAG_OUTDATED.because(
          "The etag is no longer valid: the resource has changed. Read it again and repeat the"
              + " change with the etag you get.",
          "etag");
    }
  }

  /** One strong tag with its quotes; empty if the text is anything else. */
  private static Optional<String> tag(String text) {
    String tag = text.strip();
    boolean one =
        tag.length() >= 2 && tag.charAt(0) == '"' && tag.indexOf('"', 1) == tag.length() - 1;
    return one ? Optional.of(tag) : Optional.empty();
  }
}
