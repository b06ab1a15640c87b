package cloud.reseller.gateway.dashboard.account;

import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.dashboard.DashboardWords;
import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.FormProblem;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.State;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.PermissionChange;
import cloud.reseller.gateway.services.Person;
import cloud.reseller.gateway.services.Precheck;
import cloud.reseller.gateway.services.Precheck.Qualifying;
import java.util.List;
import java.util.Optional;

/**
 * The area Customer permissions of an account.
 *
 * @param missing whether the state cannot be had
 * @param mayChange whether the viewer may move the switch
 * @param possible whether the switch can be moved away from where it is
 * @param state what the position of the switch means now
 * @param confirm the form that moves the switch; there once it was asked for
 * @param problem why a change was not made
 * @param historyMissing whether the history cannot be had
 */
record PermissionArea(
    boolean missing,
    boolean on,
    boolean mayChange,
    boolean possible,
    String state,
    List<Check> checks,
    Optional<Confirm> confirm,
    FormProblem problem,
    boolean historyMissing,
    List<Entry> history) {

  /**
   * A prerequisite of a purchase.
   *
   * @param what names of subscriptions or people
   * @param next what can be done; empty if nothing
   */
  record Check(String name, State state, String what, String next, String address) {}

  /**
   * The form that moves the switch.
   *
   * @param to on or off
   * @param etag of the permission as it was shown; empty while it is off
   * @param request makes sending the form twice one change
   */
  record Confirm(
      String to,
      String title,
      String consequence,
      String verb,
      String waiting,
      String etag,
      String request) {}

  /** A change in the history. */
  record Entry(String text, Moment at, String reason) {}

  static PermissionArea of(
      CustomerHead head,
      Part<Precheck> asked,
      Part<Items<PermissionChange>> history,
      boolean admin,
      Optional<Switch> change,
      FormProblem problem,
      Formats formats) {
    Words words = formats.words();
    List<PermissionChange> changes = history.orElse(Items.none()).items();
    List<Entry> entries = changes.stream().map(one -> entry(one, formats)).toList();
    return switch (asked) {
      case Part.Had<Precheck>(Precheck precheck) ->
          new PermissionArea(
              false,
              precheck.permission(),
              admin,
              precheck.permission() || precheck.subscription(),
              state(precheck, words),
              checks(head, precheck, changes, admin, formats),
              change
                  .filter(_ -> admin)
                  .filter(to -> (to == Switch.ON) != precheck.permission())
                  .filter(to -> to == Switch.OFF || precheck.subscription())
                  .map(to -> confirm(to, head, precheck, words)),
              problem,
              !history.isHad(),
              entries);
      case Part.NotHad<Precheck> _ ->
          new PermissionArea(
              true,
              false,
              admin,
              false,
              "",
              List.of(),
              Optional.empty(),
              problem,
              !history.isHad(),
              entries);
    };
  }

  private static String state(Precheck precheck, Words words) {
    return precheck.permission()
        ? whoCanBuy(precheck, words)
        : words.of(AccountWords.class).cannotBuy();
  }

  private static String whoCanBuy(Precheck precheck, Words words) {
    AccountWords accountWords = words.of(AccountWords.class);
    if (!precheck.subscription()) {
      return accountWords.nobodySubscription();
    }
    List<Qualifying> owned =
        precheck.subscriptions().stream().filter(one -> !one.owners().isEmpty()).toList();
    if (owned.isEmpty()) {
      return accountWords.nobodyOwner();
    }
    List<Person> owners = owners(precheck);
    if (owned.size() > 1) {
      return accountWords.canBuyMany(owners.size(), owned.size());
    }
    String name = owners.getFirst().name();
    String subscription = owned.getFirst().friendlyName();
    return owners.size() == 1
        ? accountWords.canBuyOne(name, subscription)
        : accountWords.canBuyMore(name, owners.size() - 1L, subscription);
  }

  private static List<Person> owners(Precheck precheck) {
    return precheck.subscriptions().stream()
        .flatMap(one -> one.owners().stream())
        .distinct()
        .toList();
  }

  private static List<Check> checks(
      CustomerHead head,
      Precheck precheck,
      List<PermissionChange> changes,
      boolean admin,
      Formats formats) {
    AccountWords accountWords = formats.words(AccountWords.class);
    DashboardWords dashboardWords = formats.words(DashboardWords.class);
    Words words = formats.words();
    String subscriptions = CustomerHead.Page.SUBSCRIPTIONS.address(head.id());
    List<Person> owners = owners(precheck);
    Check subscription =
        precheck.subscription()
            ? new Check(
                dashboardWords.azureSubscription(),
                State.ok(dashboardWords.has()),
                firstOf(
                    precheck.subscriptions().stream().map(Qualifying::friendlyName).toList(),
                    words),
                accountWords.manageSubscriptions(),
                subscriptions)
            : new Check(
                dashboardWords.azureSubscription(),
                State.waits(dashboardWords.missing()),
                // For whoever may move the switch, it stands beside the switch.
                admin ? "" : accountWords.subscriptionFirst(),
                dashboardWords.addSubscription(),
                subscriptions + "#add");
    Check owner =
        precheck.owner()
            ? new Check(
                dashboardWords.owner(),
                State.ok(accountWords.people(owners.size())),
                firstOf(owners.stream().map(Person::name).toList(), words),
                admin ? accountWords.addOwner() : "",
                subscriptions)
            : new Check(
                dashboardWords.owner(),
                State.waits(dashboardWords.missing()),
                accountWords.ownerNeededToBuy(),
                admin && precheck.subscription() ? accountWords.addOwner() : "",
                subscriptions);
    Optional<PermissionChange> last = changes.stream().findFirst();
    Check permission =
        new Check(
            dashboardWords.permission(),
            precheck.permission()
                ? State.ok(dashboardWords.isOn())
                : State.off(dashboardWords.isOff()),
            last.filter(change -> change.on() == precheck.permission())
                .map(
                    change ->
                        accountWords.byWhen(
                            name(change.by(), words), formats.moment(change.date()).text()))
                .orElse(""),
            "",
            "");
    return List.of(subscription, owner, permission);
  }

  private static String firstOf(List<String> names, Words words) {
    return names.size() <= 2
        ? String.join(", ", names)
        : words
            .of(AccountWords.class)
            .andMore(names.getFirst() + ", " + names.get(1), names.size() - 2L);
  }

  private static Confirm confirm(Switch to, CustomerHead head, Precheck precheck, Words words) {
    AccountWords accountWords = words.of(AccountWords.class);
    return switch (to) {
      case ON ->
          new Confirm(
              to.value(),
              accountWords.turnOnTitle(head.name()),
              accountWords.turnOnConsequence(
                  precheck.owner()
                      ? firstOf(owners(precheck).stream().map(Person::name).toList(), words)
                      : accountWords.futureOwners()),
              accountWords.turnOn(),
              accountWords.turningOn(),
              "",
              RequestIds.next());
      case OFF ->
          new Confirm(
              to.value(),
              accountWords.turnOffTitle(head.name()),
              accountWords.turnOffConsequence(),
              accountWords.turnOff(),
              accountWords.turningOff(),
              precheck.etag().orElse(""),
              RequestIds.next());
    };
  }

  private static Entry entry(PermissionChange change, Formats formats) {
    AccountWords accountWords = formats.words(AccountWords.class);
    Words words = formats.words();
    String name = name(change.by(), words);
    Moment at = formats.moment(change.date());
    return new Entry(
        change.on() ? accountWords.onBy(name, at.text()) : accountWords.offBy(name, at.text()),
        at,
        change.reason().orElse(""));
  }

  private static String name(Person by, Words words) {
    return by.known().orElse(words.of(CommonWords.class).erasedPerson());
  }
}
