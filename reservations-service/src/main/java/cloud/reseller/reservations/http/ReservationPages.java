package cloud.reseller.reservations.http;

import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.paging.PageSize;
import cloud.reseller.kit.paging.PageToken;
import cloud.reseller.kit.paging.Pages;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.reservations.read.ReservationView;
import cloud.reseller.reservations.read.ReservationView.Order;
import java.util.Locale;
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
   * @param order newest or oldest; oldest if not given
   * @param path of the list
   */
  static <T> SeekBasedResourceCollection<T> page(
      String customerId,
      Optional<String> user,
      Optional<String> order,
      PageQuery query,
      String path,
      Function<ReservationView, T> form) {
    int size = query.size(SIZE);
    Optional<String> given = order.filter(text -> !text.isBlank());
    Order by = given.map(ReservationPages::order).orElse(Order.OLDEST_FIRST);
    return Pages.page(
        size,
        Pages.last(query.token(), id -> ReservationView.of(customerId, id)),
        (after, most) -> ReservationView.page(customerId, user, by, after, most),
        row -> PageToken.of(row.reservationId),
        Pages.each(form),
        new ListAddress(path).with("size", size).withIf("order", given));
  }

  private static Order order(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "oldest" -> Order.OLDEST_FIRST;
      case "newest" -> Order.NEWEST_FIRST;
      default ->
          throw ErrorCode.INVALID_PARAMETER.because("order must be oldest or newest.", "order");
    };
  }
}
