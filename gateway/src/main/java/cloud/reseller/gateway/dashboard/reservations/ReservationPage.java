package cloud.reseller.gateway.dashboard.reservations;

import cloud.reseller.gateway.buying.BuyingWords;
import cloud.reseller.gateway.buying.PartnerMoney;
import cloud.reseller.gateway.buying.Purchased;
import cloud.reseller.gateway.dashboard.Buyer;
import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.dashboard.DashboardWords;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.State;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Reservation;
import cloud.reseller.gateway.services.Subscription;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a reservation shows.
 *
 * @param facts what it is
 * @param price what the customer pays for the whole term
 * @param money cost and margin, by the viewer's role
 * @param ends what happens when its term ends
 * @param renew what became of a wish to renew it; empty if there was none
 * @param orderAddress of the order's page
 */
record ReservationPage(
    CustomerHead head,
    String name,
    State state,
    String what,
    List<Fact> facts,
    String by,
    Moment at,
    String price,
    String pays,
    Optional<PartnerMoney> money,
    String ends,
    String renew,
    Formats.Id id,
    Formats.Id order,
    String orderAddress) {

  /** A fact with its name. */
  record Fact(String name, String text) {}

  /**
   * The page of a reservation.
   *
   * @param subscriptions those of the customer, for their names; empty if they cannot be had
   */
  static ReservationPage of(
      CustomerHead head, Reservation one, List<Subscription> subscriptions, Formats formats) {
    Words words = formats.words();
    ReservationsWords reservationsWords = formats.words(ReservationsWords.class);
    Reservation.Properties its = one.properties();
    String end = formats.deadline(its.expiryDateTime());
    return new ReservationPage(
        head,
        Purchased.name(one, words),
        Purchased.state(one, words),
        its.skuDescription(),
        facts(one, subscriptions, formats),
        Buyer.words(one.boughtBy(), one.origin(), words),
        formats.moment(its.purchaseDateTime()),
        formats.money(one.customerPrice()),
        pays(its, words),
        PartnerMoney.of(one.pricing(), formats),
        its.active() ? reservationsWords.endsThen(end) : reservationsWords.endedThen(end),
        its.renew() ? reservationsWords.renewKept() : "",
        formats.id(one.id()),
        formats.id(one.reservationOrderId()),
        head.order(one.reservationOrderId()));
  }

  private static String pays(Reservation.Properties its, Words words) {
    return switch (its.billingPlan()) {
      case MONTHLY -> words.of(BuyingWords.class).payments(months(its.term()));
      case UPFRONT, OTHER -> Purchased.payment(its.billingPlan(), words);
    };
  }

  /** The length of a term such as P1Y. */
  private static long months(String term) {
    return Period.parse(term).toTotalMonths();
  }

  private static List<Fact> facts(
      Reservation one, List<Subscription> subscriptions, Formats formats) {
    BuyingWords buyingWords = formats.words(BuyingWords.class);
    ReservationsWords reservationsWords = formats.words(ReservationsWords.class);
    Reservation.Properties its = one.properties();
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(buyingWords.size(), formats.number(its.quantity()) + " × " + one.sku().name()));
    facts.add(new Fact(buyingWords.region(), one.location()));
    facts.add(new Fact(buyingWords.term(), Purchased.term(its.term(), formats.words())));
    facts.add(new Fact(buyingWords.scope(), scope(its, subscriptions, formats)));
    facts.add(
        new Fact(
            reservationsWords.flexibility(),
            its.instanceFlexibility().equals("On")
                ? reservationsWords.flexible()
                : reservationsWords.notFlexible()));
    facts.add(
        new Fact(
            formats.words(DashboardWords.class).billedTo(),
            named(its.billingScopeId(), subscriptions)));
    its.reviewDateTime()
        .ifPresent(at -> facts.add(new Fact(reservationsWords.review(), formats.deadline(at))));
    return List.copyOf(facts);
  }

  private static String scope(
      Reservation.Properties its, List<Subscription> subscriptions, Formats formats) {
    BuyingWords buyingWords = formats.words(BuyingWords.class);
    return switch (its.appliedScopeType()) {
      case SHARED -> buyingWords.behalfSharedScope();
      case MANAGEMENT_GROUP ->
          formats
              .words(ReservationsWords.class)
              .managementGroup(
                  its.appliedScopeProperties()
                      .flatMap(Reservation.Scope::managementGroupId)
                      .orElse(""));
      case SINGLE, OTHER ->
          buyingWords.singleScope(
              its.appliedScopes().stream()
                  .flatMap(List::stream)
                  .findFirst()
                  .map(path -> named(path, subscriptions))
                  .orElse(""));
    };
  }

  /** The name of the subscription in a path, with what stands behind it; else the path. */
  private static String named(String path, List<Subscription> subscriptions) {
    return subscriptions.stream()
        .filter(one -> path.startsWith("/subscriptions/" + one.entitlementId()))
        .findFirst()
        .map(
            one ->
                one.friendlyName()
                    + path.substring(("/subscriptions/" + one.entitlementId()).length()))
        .orElse(path);
  }
}
