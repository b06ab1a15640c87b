package cloud.reseller.reservations.http;

import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.reservations.read.ReservationView;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Pages of a customer's reservations or orders; the last id of a page is its token. */
final class Pages {

  static final int MOST = 500;

  private Pages() {}

  /**
   * One page.
   *
   * @param user leaves out what this user of the customer may not see
   * @param size most items, 1 to {@link #MOST}
   * @param token the last reservation of the page before
   * @param uri address of the collection
   */
  static <T> SeekBasedResourceCollection<T> page(
      String customerId,
      Optional<String> user,
      int size,
      Optional<String> token,
      String uri,
      Function<ReservationView, T> form) {
    if (size < 1 || size > MOST) {
      throw ErrorCode.INVALID_PARAMETER.because("size must be 1 to " + MOST + ".", "size");
    }
    Optional<ReservationView> after = token.map(id -> last(customerId, id));
    // One more than asked for tells whether there is a next page.
    List<ReservationView> found = ReservationView.page(customerId, user, after, size + 1);
    List<ReservationView> page = found.subList(0, Math.min(size, found.size()));
    return SeekBasedResourceCollection.page(
        page.stream().map(form).toList(),
        found.size() > size ? Optional.of(page.getLast().reservationId) : Optional.empty(),
        uri + "?size=" + size);
  }

  private static ReservationView last(String customerId, String reservationId) {
    return ReservationView.of(customerId, reservationId)
        .orElseThrow(
            () ->
                ErrorCode.INVALID_HEADER.because(
                    "The continuation token does not belong to this list. Read the list from its"
                        + " start.",
                    SeekBasedResourceCollection.CONTINUATION_HEADER));
  }
}
