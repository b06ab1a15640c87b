package cloud.reseller.reservations.http;

import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.paging.PageSize;
import cloud.reseller.kit.paging.PageToken;
import cloud.reseller.kit.paging.Pages;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.reservations.read.ReservationView;
import cloud.reseller.reservations.read.ReservationView.Order;
import cloud.reseller.reservations.read.ReservationView.Wanted;
import java.util.function.Function;

/** Pages of a customer's reservations or orders. */
final class ReservationPages {

  private static final PageSize SIZE = PageSize.upTo(500);

  private ReservationPages() {}

  /**
   * One page.
   *
   * @param wanted which of them
   * @param filter the order, and what else the list's address has
   * @param address of the list with its own parameters
   */
  static <T> SeekBasedResourceCollection<T> page(
      String customerId,
      Wanted wanted,
      PurchaseQuery filter,
      PageQuery query,
      ListAddress address,
      Function<ReservationView, T> form) {
    int size = query.size(SIZE);
    Order by = filter.order();
    return Pages.page(
        size,
        Pages.last(query.token(), id -> ReservationView.of(customerId, id)),
        (after, most) -> ReservationView.page(customerId, wanted, by, after, most),
        row -> PageToken.of(row.reservationId),
        Pages.each(form),
        address
            .with("size", size)
            .withIf("order", filter.orderText())
            .withIf("origin", filter.originText()));
  }
}
