package cloud.reseller.gateway.dashboard.reservations;

import cloud.reseller.gateway.dashboard.Buyer;
import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Amount;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Reservation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the reservations of a customer show.
 *
 * @param missing whether they cannot be had
 * @param later whether it is not the first page
 * @param costed whether the viewer's role sees the cost
 * @param next address of the next page; empty on the last
 */
record ReservationsPage(
    CustomerHead head,
    boolean missing,
    boolean later,
    boolean costed,
    List<Row> rows,
    String next) {

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
      String cost,
      String price,
      String kind,
      String state) {}

  static ReservationsPage of(
      CustomerHead head, Part<Items<Reservation>> listed, boolean later, Formats formats) {
    Items<Reservation> reservations = listed.orElse(Items.none());
    List<Row> rows = reservations.items().stream().map(one -> row(one, formats)).toList();
    return new ReservationsPage(
        head,
        !listed.isHad(),
        later,
        rows.stream().anyMatch(row -> !row.cost().isEmpty()),
        rows,
        reservations
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
        Buyer.words(one.boughtBy(), one.origin(), words),
        formats.moment(its.purchaseDateTime()),
        formats.number(its.quantity()),
        formats.date(its.expiryDateTime()),
        one.pricing().map(pricing -> money(pricing.partnerCost(), formats)).orElse(""),
        money(one.customerPrice(), formats),
        its.active() ? "ok" : "off",
        its.active() ? words.works() : words.ended());
  }

  private static String money(Amount amount, Formats formats) {
    return formats.money(amount.amount(), amount.currencyCode());
  }
}
