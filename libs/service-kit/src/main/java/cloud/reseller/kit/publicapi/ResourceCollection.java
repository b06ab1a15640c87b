package cloud.reseller.kit.publicapi;

import java.util.List;

/**
 * A collection (C2).
 *
 * @param totalCount total number of items on all pages
 */
public record ResourceCollection<T>(
    int totalCount, List<T> items, Links links, Attributes attributes) {

  /** All items on one page. */
  public static <T> ResourceCollection<T> all(List<T> items, String uri) {
    return new ResourceCollection<>(
        items.size(), List.copyOf(items), Links.self(uri), Attributes.of("Collection"));
  }
}
