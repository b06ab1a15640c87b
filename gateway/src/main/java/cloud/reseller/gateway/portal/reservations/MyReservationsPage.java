package cloud.reseller.gateway.portal.reservations;

import cloud.reseller.gateway.buying.Purchased;
import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.ListAddress;
import cloud.reseller.gateway.pages.Listing;
import cloud.reseller.gateway.pages.Listing.Nothing;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.State;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Person;
import cloud.reseller.gateway.services.Reservation;

/** The reservations that a user may see. */
record MyReservationsPage(Listing<Row> list) {

  /** A reservation. */
  record Row(
      Formats.Id id,
      String name,
      String what,
      String by,
      Moment at,
      String quantity,
      String ends,
      String price,
      State state) {}

  static MyReservationsPage of(
      Part<Items<Reservation>> listed, ListAddress address, Formats formats) {
    Words words = formats.words();
    return new MyReservationsPage(
        Listing.of(
            seen(listed),
            address,
            words,
            new Nothing(
                words.of(MyReservationsWords.class).noReservationsOfUser(),
                words.of(CommonWords.class).buyReservation(),
                "/portal/buy"),
            one -> row(one, formats)));
  }

  /** Who is Owner of nothing and bought nothing is refused, and sees nothing. */
  private static Part<Items<Reservation>> seen(Part<Items<Reservation>> listed) {
    return listed.isForbidden() ? new Part.Had<>(Items.none()) : listed;
  }

  private static Row row(Reservation one, Formats formats) {
    Reservation.Properties its = one.properties();
    return new Row(
        formats.id(one.id()),
        Purchased.name(one, formats.words()),
        its.skuDescription(),
        by(one, formats.words()),
        formats.moment(its.purchaseDateTime()),
        formats.number(its.quantity()),
        formats.date(its.expiryDateTime()),
        formats.money(one.customerPrice()),
        Purchased.state(one, formats.words()));
  }

  /** A customer's users do not see which agent of the partner bought. */
  private static String by(Reservation one, Words words) {
    return switch (one.origin()) {
      case CUSTOMER ->
          one.boughtBy().flatMap(Person::known).orElse(words.of(CommonWords.class).erasedPerson());
      case PARTNER, OTHER -> words.of(MyReservationsWords.class).yourPartner();
    };
  }
}
