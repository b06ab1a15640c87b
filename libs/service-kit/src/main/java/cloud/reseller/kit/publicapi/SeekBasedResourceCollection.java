package cloud.reseller.kit.publicapi;

import java.util.List;
import java.util.Optional;

/**
 * A page of a collection that is continued with a token (C2): the same address with {@code
 * seekOperation=Next} and the header {@code MS-ContinuationToken}.
 *
 * @param totalCount number of items on this page
 * @param continuationToken where the next page starts; empty on the last page
 */
public record SeekBasedResourceCollection<T>(
    int totalCount,
    List<T> items,
    Optional<String> continuationToken,
    Links links,
    Attributes attributes) {

  /** Name of the request header that carries the token. */
  public static final String CONTINUATION_HEADER = "MS-ContinuationToken";

  /**
   * One page.
   *
   * @param uri address of the collection with its filters, without {@code seekOperation}
   */
  public static <T> SeekBasedResourceCollection<T> page(
      List<T> items, Optional<String> continuationToken, String uri) {
    Optional<Link> next =
        continuationToken.map(
            token ->
                new Link(
                    uri + (uri.indexOf('?') < 0 ? '?' : '&') + "seekOperation=Next",
                    "GET",
                    List.of(new Link.Header(CONTINUATION_HEADER, token))));
    return new SeekBasedResourceCollection<>(
        items.size(),
        List.copyOf(items),
        continuationToken,
        new Links(Link.get(uri), next, Optional.empty()),
        Attributes.of("Collection"));
  }
}
