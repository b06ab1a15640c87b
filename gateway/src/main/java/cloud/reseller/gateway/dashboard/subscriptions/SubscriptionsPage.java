package cloud.reseller.gateway.dashboard.subscriptions;

import cloud.reseller.gateway.buying.SubscriptionState;
import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.pages.Filter;
import cloud.reseller.gateway.pages.FormProblem;
import cloud.reseller.gateway.pages.ListAddress;
import cloud.reseller.gateway.pages.Listing;
import cloud.reseller.gateway.pages.Listing.Nothing;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.State;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Person;
import cloud.reseller.gateway.services.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the subscriptions of a customer show.
 *
 * @param mayAdd whether the viewer may add a subscription
 * @param mayChangeOwners whether the viewer may make and remove Owners
 * @param problem why an Owner was not made or removed
 */
record SubscriptionsPage(
    CustomerHead head,
    List<Filter> filters,
    Listing<Row> list,
    boolean mayAdd,
    boolean mayChangeOwners,
    NewSubscriptionForm form,
    FormProblem problem) {

  private static final String AZURE_GLOBAL = "MS-AZR-0145P";

  /**
   * A subscription.
   *
   * @param mark Azure plan or Azure Global; empty for a licence
   * @param note what else matters; empty if nothing does
   * @param manage address in the Azure portal; empty for a licence
   * @param azure whether it can have Owners
   * @param candidates users who are not Owner
   */
  record Row(
      String id,
      String name,
      String offer,
      String mark,
      State state,
      String note,
      String manage,
      boolean azure,
      List<Person> owners,
      List<Person> candidates,
      String request) {}

  /**
   * The form to add a subscription.
   *
   * @param problem why it was not taken
   */
  record NewSubscriptionForm(String offer, String name, String entitlement, FormProblem problem) {

    static NewSubscriptionForm empty() {
      return new NewSubscriptionForm("", "", "", FormProblem.none());
    }

    /** Whether Azure Global was chosen. */
    public boolean global() {
      return offer.equals(AZURE_GLOBAL);
    }
  }

  /** The part of the list that an address asks for. */
  static ListAddress address(Billed billed, Optional<String> after) {
    ListAddress all = ListAddress.of(after);
    return billed == Billed.ALL ? all : all.with("billed", billed.value());
  }

  static SubscriptionsPage of(
      CustomerHead head,
      Billed billed,
      Optional<String> after,
      Part<Items<Subscription>> subscriptions,
      List<Person> users,
      Viewer viewer,
      NewSubscriptionForm form,
      FormProblem problem) {
    Words words = viewer.words();
    return new SubscriptionsPage(
        head,
        Filter.of(billed, words, one -> address(one, Optional.empty())),
        Listing.of(
            subscriptions,
            address(billed, after),
            words,
            billed == Billed.ALL
                ? Nothing.of(words.of(SubscriptionsWords.class).noSubscriptions())
                : Nothing.ofThisKind(words),
            one -> row(one, users, words)),
        viewer.role().filter(SubscriptionsPage::mayAdd).isPresent(),
        viewer.isAdmin(),
        form,
        problem);
  }

  private static boolean mayAdd(Role role) {
    return switch (role) {
      case ADMIN_AGENT, SALES_AGENT -> true;
      case HELPDESK_AGENT, CUSTOMER_USER, OPERATIONS -> false;
    };
  }

  private static Row row(Subscription one, List<Person> users, Words words) {
    List<Person> owners = one.owners().orElse(List.of());
    Set<String> ids = owners.stream().map(Person::id).collect(Collectors.toSet());
    return new Row(
        one.id(),
        one.friendlyName(),
        one.offerName(),
        mark(one, words),
        SubscriptionState.of(one.status(), words),
        note(one, words),
        one.links().manage().map(Subscription.Link::uri).orElse(""),
        one.usageBased(),
        owners,
        one.usageBased() && one.status() != Subscription.Status.DELETED
            ? users.stream().filter(user -> !ids.contains(user.id())).toList()
            : List.of(),
        RequestIds.next());
  }

  private static String mark(Subscription one, Words words) {
    SubscriptionsWords subscriptionsWords = words.of(SubscriptionsWords.class);
    if (!one.usageBased()) {
      return "";
    }
    return one.offerId().equals(AZURE_GLOBAL)
        ? subscriptionsWords.azureGlobalOffer()
        : subscriptionsWords.azurePlanOffer();
  }

  private static String note(Subscription one, Words words) {
    SubscriptionsWords subscriptionsWords = words.of(SubscriptionsWords.class);
    if (!one.boughtThroughPartner()) {
      return subscriptionsWords.notThroughPartner();
    }
    return one.qualifies() ? subscriptionsWords.reservable() : "";
  }
}
