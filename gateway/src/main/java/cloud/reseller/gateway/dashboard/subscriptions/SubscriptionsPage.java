package cloud.reseller.gateway.dashboard.subscriptions;

import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.dashboard.Filter;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Person;
import cloud.reseller.gateway.services.Subscription;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the subscriptions of a customer show.
 *
 * @param missing whether the list cannot be had
 * @param mayAdd whether the viewer may add a subscription
 * @param mayChangeOwners whether the viewer may make and remove Owners
 * @param problem why a change was not made; empty if none was asked for
 */
record SubscriptionsPage(
    CustomerHead head,
    List<Filter> filters,
    boolean filtered,
    boolean missing,
    List<Row> rows,
    boolean mayAdd,
    boolean mayChangeOwners,
    NewSubscriptionForm form,
    String problem) {

  private static final String AZURE_GLOBAL = "MS-AZR-0145P";

  /**
   * A subscription.
   *
   * @param kind ok, wait or off, by which the state is drawn
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
      String kind,
      String state,
      String note,
      String manage,
      boolean azure,
      List<Person> owners,
      List<Person> candidates,
      String request) {}

  /**
   * The form to add a subscription.
   *
   * @param problem why it was not taken; empty before it was sent
   */
  record NewSubscriptionForm(
      String offer, String name, String entitlement, String request, String problem) {

    static NewSubscriptionForm empty() {
      return new NewSubscriptionForm("", "", "", RequestIds.next(), "");
    }

    /** Whether Azure Global was chosen. */
    public boolean global() {
      return offer.equals(AZURE_GLOBAL);
    }
  }

  static SubscriptionsPage of(
      CustomerHead head,
      Billed billed,
      Part<Items<Subscription>> subscriptions,
      List<Person> users,
      Viewer viewer,
      NewSubscriptionForm form,
      String problem) {
    Words words = viewer.words();
    return new SubscriptionsPage(
        head,
        List.of(
            new Filter(words.all(), "?", billed == Billed.ALL),
            new Filter(words.usageBased(), "?billed=usage", billed == Billed.USAGE),
            new Filter(words.licences(), "?billed=license", billed == Billed.LICENCE)),
        billed != Billed.ALL,
        !subscriptions.isHad(),
        subscriptions.orElse(Items.none()).items().stream()
            .map(one -> row(one, users, words))
            .toList(),
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
        note(one, words),
        one.links().manage().map(Subscription.Link::uri).orElse(""),
        one.usageBased(),
        owners,
        one.usageBased() && !one.status().equals("deleted")
            ? users.stream().filter(user -> !ids.contains(user.id())).toList()
            : List.of(),
        RequestIds.next());
  }

  private static String mark(Subscription one, Words words) {
    if (!one.usageBased()) {
      return "";
    }
    return one.offerId().equals(AZURE_GLOBAL) ? words.azureGlobalOffer() : words.azurePlanOffer();
  }

  private static String note(Subscription one, Words words) {
    if (!one.boughtThroughPartner()) {
      return words.notThroughPartner();
    }
    return one.qualifies() ? words.reservable() : "";
  }
}
