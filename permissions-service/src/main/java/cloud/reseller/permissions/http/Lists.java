package cloud.reseller.permissions.http;

import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageSize;
import cloud.reseller.kit.paging.PageToken;
import cloud.reseller.kit.paging.Pages;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import java.util.Optional;
import java.util.function.Function;

/** Paged lists whose items have ids, with a default page size. */
final class Lists {

  static final int MOST = 500;

  static final PageSize SIZE = new PageSize(MOST, MOST, 0);

  private Lists() {}

  /**
   * One page.
   *
   * @param asked requested page size, at most {@link #MOST}; 0 means {@link #MOST}
   * @param token of the previous page
   * @param byId finds an item of this list by id
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
