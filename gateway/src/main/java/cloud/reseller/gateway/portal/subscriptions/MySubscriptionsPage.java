package cloud.reseller.gateway.portal.subscriptions;

import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Customer;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Person;
import cloud.reseller.gateway.services.Subscription;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a user sees of the customer's subscriptions.
 *
 * @param company the customer's name
 * @param missing whether the list cannot be had
 */
record MySubscriptionsPage(String company, boolean missing, List<Row> rows) {

  /**
   * A subscription.
   *
   * @param kind ok, wait or off, by which the state is drawn
   * @param can whether the user can buy for it, or whom to ask
   * @param buy where to buy for it; empty if the user cannot
   */
  record Row(String name, String offer, String kind, String state, String can, String buy) {}

  static MySubscriptionsPage of(
      Customer customer, Part<Items<Subscription>> subscriptions, Viewer viewer) {
    return new MySubscriptionsPage(
        customer.companyProfile().companyName(),
        !subscriptions.isHad(),
        subscriptions.orElse(Items.none()).items().stream()
            .map(one -> row(one, customer.mayBuy(), viewer))
            .toList());
  }

  private static Row row(Subscription one, boolean mayBuy, Viewer viewer) {
    Words words = viewer.words();
    List<Person> owners = one.owners().orElse(List.of());
    boolean owner = owners.stream().anyMatch(person -> person.id().equals(viewer.objectId()));
    return new Row(
        one.friendlyName(),
        one.offerName(),
        switch (one.status()) {
          case "active" -> "ok";
          case "suspended" -> "wait";
          default -> "off";
        },
        switch (one.status()) {
          case "active" -> words.active();
          case "suspended" -> words.suspended();
          default -> words.ended();
        },
        can(one, owner, owners, mayBuy, words),
        one.qualifies() && owner && mayBuy ? "/portal/buy?subscription=" + one.id() : "");
  }

  private static String can(
      Subscription one, boolean owner, List<Person> owners, boolean mayBuy, Words words) {
    if (!one.qualifies()) {
      return words.notReservable();
    }
    if (owner) {
      return mayBuy ? words.youAreOwner() : words.youAreOwnerOff();
    }
    return owners.isEmpty()
        ? words.askPartner()
        : words.askOwners(owners.stream().map(Person::name).collect(Collectors.joining(", ")));
  }
}
