package cloud.reseller.permissions.http;

import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.paging.PageSize;
import cloud.reseller.kit.paging.PageToken;
import cloud.reseller.kit.paging.Pages;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import java.util.Optional;
import java.util.function.Function;

/** Paged lists whose items have ids, with a default page size. */
final class Lists {

  static final PageSize SIZE = PageSize.upTo(500);

  private Lists() {}

  /**
   * One page.
   *
   * @param byId finds an item of this list by id
   */
  static <V, F> SeekBasedResourceCollection<F> page(
      PageQuery query,
      ListAddress address,
      Function<String, Optional<V>> byId,
      Pages.Reading<V, V> list,
      Function<V, String> id,
      Function<V, F> form) {
    int size = query.size(SIZE);
    return Pages.page(
        size,
        Pages.last(query.token(), byId),
        list,
        last -> PageToken.of(id.apply(last)),
        Pages.each(form),
        size == SIZE.usual() ? address : address.with("size", size));
  }
}
