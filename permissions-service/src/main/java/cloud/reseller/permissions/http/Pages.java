package cloud.reseller.permissions.http;

import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Pages of what a customer has; the id of the last item of a page is the token of the next. */
final class Pages {

  static final int MOST = 500;

  private Pages() {}

  /** Reads a list. */
  interface Reading<V> {

    /**
     * The items in their order.
     *
     * @param after the item before the first one
     * @param size most of them
     */
    List<V> read(Optional<V> after, int size);
  }

  /**
   * One page.
   *
   * @param asked most items, 1 to {@link #MOST}; 0 for the usual {@link #MOST}, which the public
   *     clients send
   * @param token id of the last item of the page before
   * @param uri address of the list with its filters
   * @param byId finds the item of an id in this list
   */
  static <V, F> SeekBasedResourceCollection<F> page(
      int asked,
      Optional<String> token,
      String uri,
      Function<String, Optional<V>> byId,
      Reading<V> list,
      Function<V, String> id,
      Function<V, F> form) {
    if (asked < 0 || asked > MOST) {
      throw ErrorCode.INVALID_PARAMETER.because("size must be 0 to " + MOST + ".", "size");
    }
    int size = asked == 0 ? MOST : asked;
    Optional<V> after = token.map(text -> byId.apply(text).orElseThrow(Pages::unknown));
    // One more than asked for tells whether there is a next page.
    List<V> found = list.read(after, size + 1);
    List<V> page = found.subList(0, Math.min(size, found.size()));
    return SeekBasedResourceCollection.page(
        page.stream().map(form).toList(),
        found.size() > size ? Optional.of(id.apply(page.getLast())) : Optional.empty(),
        size == MOST ? uri : uri + (uri.indexOf('?') < 0 ? '?' : '&') + "size=" + size);
  }

  private static RuntimeException unknown() {
    return ErrorCode.INVALID_HEADER.because(
        "The continuation token does not belong to this list. Read the list from its start.",
        SeekBasedResourceCollection.CONTINUATION_HEADER);
  }
}
