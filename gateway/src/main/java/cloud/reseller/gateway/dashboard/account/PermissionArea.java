package cloud.reseller.gateway.dashboard.account;

import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.RequestIds;
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
 * @param problem why a change was not made; empty if none was asked for
 * @param details code and correlation id of the problem
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
    String problem,
    String details,
    boolean historyMissing,
    List<Entry> history) {

  /**
   * A prerequisite of a purchase.
   *
   * @param kind ok, wait or off, by which the state is drawn
   * @param what names of subscriptions or people
   * @param next what can be done; empty if nothing
   */
  record Check(String name, String kind, String state, String what, String next, String address) {}

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
      String problem,
      String details,
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
              details,
              !history.isHad(),
              entries);
      case Part.Refused<Precheck> _, Part.Missing<Precheck> _ ->
          new PermissionArea(
              true,
              false,
              admin,
              false,
              "",
              List.of(),
              Optional.empty(),
              problem,
              details,
              !history.isHad(),
              entries);
    };
  }

  private static String state(Precheck precheck, Words words) {
    return precheck.permission() ? whoCanBuy(precheck, words) : words.cannotBuy();
  }

  private static String whoCanBuy(Precheck precheck, Words words) {
    if (!precheck.subscription()) {
      return words.nobodySubscription();
    }
    List<Qualifying> owned =
        precheck.subscriptions().stream().filter(one -> !one.owners().isEmpty()).toList();
    if (owned.isEmpty()) {
      return words.nobodyOwner();
    }
    List<Person> owners = owners(precheck);
    if (owned.size() > 1) {
      return words.canBuyMany(owners.size(), owned.size());
    }
    String name = owners.getFirst().name();
    String subscription = owned.getFirst().friendlyName();
    return owners.size() == 1
        ? words.canBuyOne(name, subscription)
        : words.canBuyMore(name, owners.size() - 1L, subscription);
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
    Words words = formats.words();
    String subscriptions = "/dashboard/customers/" + head.id() + "/subscriptions";
    List<Person> owners = owners(precheck);
    Check subscription =
        precheck.subscription()
            ? new Check(
                words.azureSubscription(),
                "ok",
                words.has(),
                firstOf(
                    precheck.subscriptions().stream().map(Qualifying::friendlyName).toList(),
                    words),
                words.manageSubscriptions(),
                subscriptions)
            : new Check(
                words.azureSubscription(),
                "wait",
                words.missing(),
                words.subscriptionFirst(),
                words.addSubscription(),
                subscriptions + "#add");
    Check owner =
        precheck.owner()
            ? new Check(
                words.owner(),
                "ok",
                words.people(owners.size()),
                firstOf(owners.stream().map(Person::name).toList(), words),
                admin ? words.addOwner() : "",
                subscriptions)
            : new Check(
                words.owner(),
                "wait",
                words.missing(),
                words.ownerNeededToBuy(),
                admin && precheck.subscription() ? words.addOwner() : "",
                subscriptions);
    Optional<PermissionChange> last = changes.stream().findFirst();
    Check permission =
        new Check(
            words.permission(),
            precheck.permission() ? "ok" : "off",
            precheck.permission() ? words.isOn() : words.isOff(),
            last.filter(change -> change.on() == precheck.permission())
                .map(
                    change ->
                        words.byWhen(
                            name(change.by(), words), formats.moment(change.date()).text()))
                .orElse(changes.isEmpty() && !precheck.permission() ? words.neverOn() : ""),
            "",
            "");
    return List.of(subscription, owner, permission);
  }

  private static String firstOf(List<String> names, Words words) {
    return names.size() <= 2
        ? String.join(", ", names)
        : words.andMore(names.getFirst() + ", " + names.get(1), names.size() - 2L);
  }

  private static Confirm confirm(Switch to, CustomerHead head, Precheck precheck, Words words) {
    return switch (to) {
      case ON ->
          new Confirm(
              to.value(),
              words.turnOnTitle(head.name()),
              words.turnOnConsequence(
                  precheck.owner()
                      ? firstOf(owners(precheck).stream().map(Person::name).toList(), words)
                      : words.futureOwners()),
              words.turnOn(),
              words.turningOn(),
              "",
              RequestIds.next());
      case OFF ->
          new Confirm(
              to.value(),
              words.turnOffTitle(head.name()),
              words.turnOffConsequence(),
              words.turnOff(),
              words.turningOff(),
              precheck.etag().orElse(""),
              RequestIds.next());
    };
  }

  private static Entry entry(PermissionChange change, Formats formats) {
    Words words = formats.words();
    String name = name(change.by(), words);
    Moment at = formats.moment(change.date());
    return new Entry(
        change.on() ? words.onBy(name, at.text()) : words.offBy(name, at.text()),
        at,
        change.reason().orElse(""));
  }

  private static String name(Person by, Words words) {
    return by.displayName().or(by::userPrincipalName).orElse(words.erasedPerson());
  }
}
