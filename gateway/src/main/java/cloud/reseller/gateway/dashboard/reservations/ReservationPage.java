package cloud.reseller.gateway.dashboard.reservations;

import cloud.reseller.gateway.buying.PartnerMoney;
import cloud.reseller.gateway.dashboard.Buyer;
import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Reservation;
import cloud.reseller.gateway.services.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a reservation shows.
 *
 * @param kind ok or off, by which the state is drawn
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
    String kind,
    String state,
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
    Reservation.Properties its = one.properties();
    return new ReservationPage(
        head,
        its.displayName().isEmpty() ? words.withoutName() : its.displayName(),
        its.active() ? "ok" : "off",
        its.active() ? words.works() : words.ended(),
        its.skuDescription(),
        facts(one, subscriptions, formats),
        Buyer.words(one.boughtBy(), one.origin(), words),
        formats.moment(its.purchaseDateTime()),
        formats.money(one.customerPrice().amount(), one.customerPrice().currencyCode()),
        its.billingPlan().equals("Monthly") ? words.payments(months(its.term())) : words.upfront(),
        PartnerMoney.of(one.pricing(), formats),
        its.active()
            ? formats.agents().endsThen(formats.deadline(its.expiryDateTime()))
            : formats.agents().endedThen(formats.deadline(its.expiryDateTime())),
        its.renew() ? formats.agents().renewKept() : "",
        formats.id(one.id()),
        formats.id(one.reservationOrderId()),
        "/dashboard/customers/" + head.id() + "/orders/" + one.reservationOrderId());
  }

  private static int months(String term) {
    return term.equals("P3Y") ? 36 : 12;
  }

  private static List<Fact> facts(
      Reservation one, List<Subscription> subscriptions, Formats formats) {
    Words words = formats.words();
    Reservation.Properties its = one.properties();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact(words.size(), formats.number(its.quantity()) + " × " + one.sku().name()));
    facts.add(new Fact(words.region(), one.location()));
    facts.add(
        new Fact(words.term(), its.term().equals("P3Y") ? words.threeYears() : words.oneYear()));
    facts.add(new Fact(words.scope(), scope(its, subscriptions, formats)));
    facts.add(
        new Fact(
            formats.agents().flexibility(),
            its.instanceFlexibility().equals("On")
                ? formats.agents().flexible()
                : formats.agents().notFlexible()));
    facts.add(new Fact(formats.agents().billedTo(), named(its.billingScopeId(), subscriptions)));
    its.reviewDateTime()
        .ifPresent(at -> facts.add(new Fact(formats.agents().review(), formats.deadline(at))));
    return List.copyOf(facts);
  }

  private static String scope(
      Reservation.Properties its, List<Subscription> subscriptions, Formats formats) {
    Words words = formats.words();
    return switch (its.appliedScopeType()) {
      case "Shared" -> formats.agents().behalfSharedScope();
      case "ManagementGroup" ->
          formats
              .agents()
              .managementGroup(
                  its.appliedScopeProperties()
                      .flatMap(Reservation.Scope::managementGroupId)
                      .orElse(""));
      default ->
          words.singleScope(
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
