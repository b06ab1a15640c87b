package cloud.reseller.kit.publicapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;

/**
 * A link to a resource (C2).
 *
 * @param uri relative to the version segment, with a leading slash; absolute if it leads elsewhere
 * @param method HTTP method
 * @param headers headers the call needs
 */
public record Link(String uri, String method, List<Header> headers) {

  /** A header the call needs. */
  public record Header(String key, String value) {}

  /**
   * A text as one segment of a path, for ids that others chose. Only what needs it is escaped: the
   * gateway refuses other escapes.
   */
  public static String segment(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("%7E", "~");
  }

  /** A plain GET. */
  public static Link get(String uri) {
    return new Link(uri, "GET", List.of());
  }
}
