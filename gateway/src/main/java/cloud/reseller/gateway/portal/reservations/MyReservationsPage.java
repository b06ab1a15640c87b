package cloud.reseller.gateway.portal.reservations;

import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Person;
import cloud.reseller.gateway.services.Reservation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The reservations that a user may see.
 *
 * @param missing whether the list cannot be had
 * @param later whether it is not the first page
 * @param next address of the next page; empty on the last
 */
record MyReservationsPage(boolean missing, boolean later, List<Row> rows, String next) {

  /**
   * A reservation.
   *
   * @param kind ok or off, by which the state is drawn
   */
  record Row(
      Formats.Id id,
      String name,
      String what,
      String by,
      Moment at,
      String quantity,
      String ends,
      String price,
      String kind,
      String state) {}

  static MyReservationsPage of(Part<Items<Reservation>> listed, boolean later, Formats formats) {
    Items<Reservation> found = listed.orElse(Items.none());
    return new MyReservationsPage(
        switch (listed) {
          // Who is Owner of nothing and bought nothing is refused, and sees nothing.
          case Part.Had<?> _, Part.Refused<?> _ -> false;
          case Part.Missing<?> _ -> true;
        },
        later,
        found.items().stream().map(one -> row(one, formats)).toList(),
        found
            .continuationToken()
            .map(token -> "?after=" + URLEncoder.encode(token, StandardCharsets.UTF_8))
            .orElse(""));
  }

  private static Row row(Reservation one, Formats formats) {
    Words words = formats.words();
    Reservation.Properties its = one.properties();
    return new Row(
        formats.id(one.id()),
        its.displayName().isEmpty() ? words.withoutName() : its.displayName(),
        its.skuDescription(),
        by(one, words),
        formats.moment(its.purchaseDateTime()),
        formats.number(its.quantity()),
        formats.date(its.expiryDateTime()),
        formats.money(one.customerPrice().amount(), one.customerPrice().currencyCode()),
        its.active() ? "ok" : "off",
        its.active() ? words.works() : words.ended());
  }

  /** A customer's users do not see which agent of the partner bought. */
  private static String by(Reservation one, Words words) {
    return one.origin().equals("customer")
        ? one.boughtBy().map(Person::name).orElse(words.erasedPerson())
        : words.yourPartner();
  }
}
