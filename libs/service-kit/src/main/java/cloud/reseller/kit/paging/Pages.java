package cloud.reseller.kit.paging;

import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads pages of lists and answers with them. */
public final class Pages {

  private Pages() {}

  /**
   * Reads a list in its order.
   *
   * @param <C> what a page is found by
   */
  public interface Reading<C, V> {

    /**
     * The items that follow.
     *
     * @param after where the page before ended; empty for the first one
     * @param most number of them
     */
    List<V> read(Optional<C> after, int most);
  }

  /**
   * One page.
   *
   * @param size most items on it
   * @param token names the place of its last item, after which the next one begins
   * @param form makes the answer of the items
   */
  public static <C, V, F> SeekBasedResourceCollection<F> page(
      int size,
      Optional<C> after,
      Reading<C, V> list,
      Function<V, PageToken> token,
      Function<List<V>, List<F>> form,
      ListAddress address) {
    // One more than asked for tells whether there is a next page.
    List<V> found = list.read(after, size + 1);
    List<V> items = found.subList(0, Math.min(size, found.size()));
    return SeekBasedResourceCollection.page(
        form.apply(items),
        found.size() > size ? Optional.of(token.apply(items.getLast()).text()) : Optional.empty(),
        address.uri());
  }

  /** The form of items, each by itself. */
  public static <V, F> Function<List<V>, List<F>> each(Function<V, F> form) {
    return items -> items.stream().map(form).toList();
  }

  /**
   * The last item of the page before, in a list whose tokens are ids of its items.
   *
   * @param byId finds an item of the list
   * @throws cloud.reseller.kit.publicapi.ProblemException 400 naming the header
   */
  public static <V> Optional<V> last(Optional<String> token, Function<String, Optional<V>> byId) {
    return token.map(text -> PageToken.read(text, 1, id -> byId.apply(id.getFirst())));
  }
}
