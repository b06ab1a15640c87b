package cloud.reseller.kit.publicapi;

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

  /** A plain GET. */
  public static Link get(String uri) {
    return new Link(uri, "GET", List.of());
  }
}
