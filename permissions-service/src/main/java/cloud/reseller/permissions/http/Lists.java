package cloud.reseller.permissions.http;

import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.paging.PageSize;
import cloud.reseller.kit.paging.PageToken;
import cloud.reseller.kit.paging.Pages;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Paged lists whose items have ids, with a default page size. */
final class Lists {

  static final PageSize SIZE = PageSize.upTo(500);

  private Lists() {}

  /**
   * A parameter that is true, false or left out.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException 400 naming the parameter
   */
  static boolean flag(String name, Optional<String> given) {
    return given
        .filter(text -> !text.isBlank())
        .map(
            text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "true" -> true;
                  case "false" -> false;
                  default ->
                      throw ErrorCode.INVALID_PARAMETER.because(
                          name + " must be true or false.", name);
                })
        .orElse(false);
  }

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
    return pageOf(query, address, byId, list, id, Pages.each(form));
  }

  /** The same where the forms of a page are made together. */
  static <V, F> SeekBasedResourceCollection<F> pageOf(
      PageQuery query,
      ListAddress address,
      Function<String, Optional<V>> byId,
      Pages.Reading<V, V> list,
      Function<V, String> id,
      Function<List<V>, List<F>> forms) {
    int size = query.size(SIZE);
    return Pages.page(
        size,
        Pages.last(query.token(), byId),
        list,
        last -> PageToken.of(id.apply(last)),
        forms,
        size == SIZE.usual() ? address : address.with("size", size));
  }
}
