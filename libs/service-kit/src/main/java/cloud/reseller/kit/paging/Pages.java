package cloud.reseller.kit.paging;

import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads lists page by page and builds the answers. */
public final class Pages {

  private Pages() {}

  /**
   * Reads a list in order.
   *
   * @param <C> the cursor
   */
  public interface Reading<C, V> {

    /**
     * The next items.
     *
     * @param after where the previous page ended; empty for the first page
     * @param most maximum number of items
     */
    List<V> read(Optional<C> after, int most);
  }

  /**
   * One page.
   *
   * @param size maximum number of items on the page
   * @param token gives the cursor of an item; that of the last item is where the next page starts
   * @param form converts the items to their public form
   */
  public static <C, V, F> SeekBasedResourceCollection<F> page(
      int size,
      Optional<C> after,
      Reading<C, V> list,
      Function<V, PageToken> token,
      Function<List<V>, List<F>> form,
      ListAddress address) {
    // One extra item shows whether there is a next page.
    List<V> found = list.read(after, size + 1);
    List<V> items = found.subList(0, Math.min(size, found.size()));
    return SeekBasedResourceCollection.page(
        form.apply(items),
        found.size() > size ? Optional.of(token.apply(items.getLast()).text()) : Optional.empty(),
        address.uri());
  }

  /** Converts items one by one. */
  public static <V, F> Function<List<V>, List<F>> each(Function<V, F> form) {
    return items -> items.stream().map(form).toList();
  }

  /**
   * The last item of the previous page, in a list whose tokens are item ids.
   *
   * @param byId finds an item by id
   * @throws cloud.reseller.kit.publicapi.ProblemException 400 naming the header
   */
  public static <V> Optional<V> last(Optional<String> token, Function<String, Optional<V>> byId) {
    return token.map(text -> PageToken.read(text, 1, id -> byId.apply(id.getFirst())));
  }
}
