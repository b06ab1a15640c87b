package cloud.reseller.gateway.dashboard.reservations;

import cloud.reseller.gateway.dashboard.BoughtBy;
import cloud.reseller.gateway.dashboard.Buyer;
import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.dashboard.Filter;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Amount;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Reservation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What the reservations of a customer show.
 *
 * @param terms the filter by whether the term goes on
 * @param sides the filter by who bought
 * @param filtered whether only some are asked for
 * @param missing whether they cannot be had
 * @param later whether it is not the first page
 * @param costed whether the viewer's role sees the cost
 * @param first address of the first page
 * @param next address of the next page; empty on the last
 */
record ReservationsPage(
    CustomerHead head,
    List<Filter> terms,
    List<Filter> sides,
    boolean filtered,
    boolean missing,
    boolean later,
    boolean costed,
    List<Row> rows,
    String first,
    String next) {

  /**
   * A reservation.
   *
   * @param kind ok or off, by which the state is drawn
   */
  record Row(
      String address,
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
      CustomerHead head,
      BoughtBy by,
      Term term,
      Part<Items<Reservation>> listed,
      boolean later,
      Formats formats) {
    Words words = formats.words();
    String first = address(by, term);
    Items<Reservation> reservations = listed.orElse(Items.none());
    List<Row> rows = reservations.items().stream().map(one -> row(head, one, formats)).toList();
    return new ReservationsPage(
        head,
        Arrays.stream(Term.values())
            .map(one -> new Filter(one.text(words), address(by, one), one == term))
            .toList(),
        Arrays.stream(BoughtBy.values())
            .map(one -> new Filter(one.text(formats.agents()), address(one, term), one == by))
            .toList(),
        by != BoughtBy.ANYONE || term != Term.ANY,
        !listed.isHad(),
        later,
        rows.stream().anyMatch(row -> !row.cost().isEmpty()),
        rows,
        first,
        reservations
            .continuationToken()
            .map(token -> first + "&after=" + URLEncoder.encode(token, StandardCharsets.UTF_8))
            .orElse(""));
  }

  private static String address(BoughtBy by, Term term) {
    return "?by=" + by.value() + "&state=" + term.value();
  }

  private static Row row(CustomerHead head, Reservation one, Formats formats) {
    Words words = formats.words();
    Reservation.Properties its = one.properties();
    return new Row(
        "/dashboard/customers/" + head.id() + "/reservations/" + one.id(),
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
