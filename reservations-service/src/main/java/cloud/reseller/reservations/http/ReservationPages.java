package cloud.reseller.reservations.http;

import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.paging.PageSize;
import cloud.reseller.kit.paging.PageToken;
import cloud.reseller.kit.paging.Pages;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.reservations.read.ReservationView;
import java.util.Optional;
import java.util.function.Function;

/** Pages of a customer's reservations or orders. */
final class ReservationPages {

  private static final PageSize SIZE = PageSize.upTo(500);

  private ReservationPages() {}

  /**
   * One page.
   *
   * @param user if given, only items that this user of the customer may see
   * @param path of the list
   */
  static <T> SeekBasedResourceCollection<T> page(
      String customerId,
      Optional<String> user,
      PageQuery query,
      String path,
      Function<ReservationView, T> form) {
    int size = query.size(SIZE);
    return Pages.page(
        size,
        Pages.last(query.token(), id -> ReservationView.of(customerId, id)),
        (after, most) -> ReservationView.page(customerId, user, after, most),
        row -> PageToken.of(row.reservationId),
        Pages.each(form),
        new ListAddress(path).with("size", size));
  }
}
