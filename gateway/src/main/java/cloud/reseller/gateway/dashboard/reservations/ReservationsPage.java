package cloud.reseller.gateway.dashboard.reservations;

import cloud.reseller.gateway.buying.Purchased;
import cloud.reseller.gateway.dashboard.BoughtBy;
import cloud.reseller.gateway.dashboard.Buyer;
import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.pages.Filter;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.ListAddress;
import cloud.reseller.gateway.pages.Listing;
import cloud.reseller.gateway.pages.Listing.Nothing;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.State;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Reservation;
import java.util.List;
import java.util.Optional;

/**
 * What the reservations of a customer show.
 *
 * @param terms the filter by whether the term goes on
 * @param sides the filter by who bought
 * @param costed whether the viewer's role sees the cost
 */
record ReservationsPage(
    CustomerHead head, List<Filter> terms, List<Filter> sides, boolean costed, Listing<Row> list) {

  /** A reservation. */
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
      State state) {}

  /** The part of the list that an address asks for. */
  static ListAddress address(BoughtBy by, Term term, Optional<String> after) {
    return ListAddress.of(after).with("by", by.value()).with("state", term.value());
  }

  static ReservationsPage of(
      CustomerHead head,
      BoughtBy by,
      Term term,
      Optional<String> after,
      Part<Items<Reservation>> asked,
      Formats formats) {
    Words words = formats.words();
    Listing<Row> list =
        Listing.of(
            asked,
            address(by, term, after),
            words,
            by == BoughtBy.ANYONE && term == Term.ANY
                ? Nothing.of(formats.words(ReservationsWords.class).noReservations())
                : Nothing.ofThisKind(words),
            one -> row(head, one, formats));
    return new ReservationsPage(
        head,
        Filter.of(term, words, one -> address(by, one, Optional.empty())),
        Filter.of(by, words, one -> address(one, term, Optional.empty())),
        list.rows().stream().anyMatch(row -> !row.cost().isEmpty()),
        list);
  }

  private static Row row(CustomerHead head, Reservation one, Formats formats) {
    Reservation.Properties its = one.properties();
    return new Row(
        head.reservation(one.id()),
        Purchased.name(one, formats.words()),
        its.skuDescription(),
        Buyer.words(one.boughtBy(), one.origin(), formats.words()),
        formats.moment(its.purchaseDateTime()),
        formats.number(its.quantity()),
        formats.date(its.expiryDateTime()),
        one.pricing().map(pricing -> formats.money(pricing.partnerCost())).orElse(""),
        formats.money(one.customerPrice()),
        Purchased.state(one, formats.words()));
  }
}
