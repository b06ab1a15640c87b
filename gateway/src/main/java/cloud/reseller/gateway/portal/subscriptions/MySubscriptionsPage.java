package cloud.reseller.gateway.portal.subscriptions;

import cloud.reseller.gateway.buying.SubscriptionState;
import cloud.reseller.gateway.pages.ListAddress;
import cloud.reseller.gateway.pages.Listing;
import cloud.reseller.gateway.pages.Listing.Nothing;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.State;
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
 */
record MySubscriptionsPage(String company, Listing<Row> list) {

  /**
   * A subscription.
   *
   * @param can whether the user can buy for it, or whom to ask
   * @param buy where to buy for it; empty if the user cannot
   */
  record Row(String name, String offer, State state, String can, String buy) {}

  static MySubscriptionsPage of(
      Customer customer,
      Part<Items<Subscription>> subscriptions,
      ListAddress address,
      Viewer viewer) {
    return new MySubscriptionsPage(
        customer.companyProfile().companyName(),
        Listing.of(
            subscriptions,
            address,
            viewer.words(),
            Nothing.of(viewer.words(MySubscriptionsWords.class).noSubscriptionsOfUser()),
            one -> row(one, customer.mayBuy(), viewer)));
  }

  private static Row row(Subscription one, boolean mayBuy, Viewer viewer) {
    Words words = viewer.words();
    List<Person> owners = one.owners().orElse(List.of());
    boolean owner = owners.stream().anyMatch(person -> person.id().equals(viewer.objectId()));
    return new Row(
        one.friendlyName(),
        one.offerName(),
        SubscriptionState.of(one.status(), words),
        can(one, owner, owners, mayBuy, words),
        one.qualifies() && owner && mayBuy ? "/portal/buy?subscription=" + one.id() : "");
  }

  private static String can(
      Subscription one, boolean owner, List<Person> owners, boolean mayBuy, Words words) {
    MySubscriptionsWords mySubscriptionsWords = words.of(MySubscriptionsWords.class);
    if (!one.qualifies()) {
      return mySubscriptionsWords.notReservable();
    }
    if (owner) {
      return mayBuy ? mySubscriptionsWords.youAreOwner() : mySubscriptionsWords.youAreOwnerOff();
    }
    return owners.isEmpty()
        ? mySubscriptionsWords.askPartner()
        : mySubscriptionsWords.askOwners(
            owners.stream().map(Person::name).collect(Collectors.joining(", ")));
  }
}
