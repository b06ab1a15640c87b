package cloud.reseller.reservations.http;

import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageSize;
import cloud.reseller.kit.paging.PageToken;
import cloud.reseller.kit.paging.Pages;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.reservations.read.ReservationView;
import java.util.Optional;
import java.util.function.Function;

/** Pages of a customer's reservations or orders. */
final class ReservationPages {

  static final int MOST = 500;

  private static final PageSize SIZE = new PageSize(MOST, MOST, 1);

  private ReservationPages() {}

  /**
   * One page.
   *
   * @param user if given, only items that this user of the customer may see
   * @param asked page size, 1 to {@link #MOST}
   * @param token of the previous page
   * @param path of the list
   */
  static <T> SeekBasedResourceCollection<T> page(
      String customerId,
      Optional<String> user,
      int asked,
      Optional<String> token,
      String path,
      Function<ReservationView, T> form) {
    int size = SIZE.of(asked);
    return Pages.page(
        size,
        Pages.last(token, id -> ReservationView.of(customerId, id)),
        (after, most) -> ReservationView.page(customerId, user, after, most),
        row -> PageToken.of(row.reservationId),
        Pages.each(form),
        new ListAddress(path).with("size", size));
  }
}
