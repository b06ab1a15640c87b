package cloud.reseller.permissions.http;

import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageSize;
import cloud.reseller.kit.paging.PageToken;
import cloud.reseller.kit.paging.Pages;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import java.util.Optional;
import java.util.function.Function;

/** Lists whose items have ids, in pages of one size unless another one is asked for. */
final class Lists {

  static final int MOST = 500;

  static final PageSize SIZE = new PageSize(MOST, MOST, 0);

  private Lists() {}

  /**
   * One page.
   *
   * @param asked most items, up to {@link #MOST}; 0 for the usual {@link #MOST}
   * @param token of the page before
   * @param byId finds the item of an id in this list
   */
  static <V, F> SeekBasedResourceCollection<F> page(
      int asked,
      Optional<String> token,
      ListAddress address,
      Function<String, Optional<V>> byId,
      Pages.Reading<V, V> list,
      Function<V, String> id,
      Function<V, F> form) {
    int size = SIZE.of(asked);
    return Pages.page(
        size,
        Pages.last(token, byId),
        list,
        last -> PageToken.of(id.apply(last)),
        Pages.each(form),
        size == MOST ? address : address.with("size", size));
  }
}
