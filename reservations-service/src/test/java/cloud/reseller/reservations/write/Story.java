package cloud.reseller.reservations.write;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.Event;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Decision;
import cloud.reseller.log.decide.Fact;
import cloud.reseller.log.decide.Request;
import cloud.reseller.reservations.write.policies.DefaultMarkup;
import cloud.reseller.reservations.write.pricing.Catalogue;
import cloud.reseller.reservations.write.state.CustomerState;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A decision told as given, when, then. Facts get offsets 0, 1, 2 ... in their own topic. */
final class Story {

  private final ReservationDecider rules;
  private int number;
  private CustomerState state;
  private Catalogue catalogue;
  private long permissionOffset;
  private long reservationOffset;
  private long catalogueOffset;
  private Decision<Event> decision;

  private Story(ReservationDecider rules) {
    this.rules = rules;
    number = rules.newest();
    state = rules.initial();
    catalogue = rules.initialShared();
  }

  static Story given(Event... facts) {
    return givenDefaultMarkup(DefaultMarkup.always(0), facts);
  }

  static Story givenDefaultMarkup(int basisPoints, Event... facts) {
    return givenDefaultMarkup(DefaultMarkup.always(basisPoints), facts);
  }

  static Story givenDefaultMarkup(DefaultMarkup defaultMarkup, Event... facts) {
    return new Story(new ReservationDecider(defaultMarkup)).and(facts);
  }

  /** From here on, everything is decided and evolved under another rule set. */
  Story under(int ruleSet) {
    number = ruleSet;
    return this;
  }

  Story and(Event... facts) {
    for (Event fact : facts) {
      and(Facts.NOW, fact);
    }
    return this;
  }

  Story and(Instant at, Event fact) {
    switch (fact) {
      case CatalogueEvent e ->
          catalogue =
              rules.evolveShared(
                  catalogue,
                  new Fact<>(new Position("catalogue-events", 0, catalogueOffset++), at, 0, e));
      case ReservationPurchased e -> evolve("reservation-events", reservationOffset++, at, e);
      case ReservationPurchaseRejected e ->
          evolve("reservation-events", reservationOffset++, at, e);
      case PermissionEvent e -> evolve("permission-events", permissionOffset++, at, e);
    }
    return this;
  }

  private void evolve(String topic, long offset, Instant at, Event event) {
    state = rules.evolve(state, new Fact<>(new Position(topic, 3, offset), at, number, event));
  }

  Story when(PurchaseRequest request) {
    return whenAt(Facts.NOW, new ReservationCommand.PurchaseByCustomer(request));
  }

  Story whenAt(Instant at, PurchaseRequest request) {
    return whenAt(at, new ReservationCommand.PurchaseByCustomer(request));
  }

  Story when(ReservationCommand command) {
    return whenAt(Facts.NOW, command);
  }

  Story whenAt(Instant at, ReservationCommand command) {
    decision =
        rules.decide(
            new Request<>(Facts.CUSTOMER, "request-1", at, number, command), state, catalogue);
    assertThat(
            rules.decide(
                new Request<>(Facts.CUSTOMER, "request-1", at, number, command), state, catalogue))
        .as("taken again")
        .isEqualTo(decision);
    return this;
  }

  void thenBought(Consumer<ReservationPurchased> purchase) {
    assertThat(decision).isInstanceOf(Decision.Accepted.class);
    purchase.accept((ReservationPurchased) decision.event());
  }

  void thenBought() {
    thenBought(purchase -> {});
  }

  void thenRefused(Refusal refusal) {
    assertThat(decision).isInstanceOf(Decision.Refused.class);
    assertThat(((Decision.Refused<Event>) decision).code()).isEqualTo(refusal.code());
    assertThat(rejected().code()).isEqualTo(refusal.code());
    assertThat(rejected().text()).hasSizeGreaterThan(20).endsWith(".");
  }

  void thenRefused(Refusal refusal, String restsOn) {
    thenRefused(refusal);
    assertThat(rejected().restsOn()).isEqualTo(restsOn);
  }

  /** Refused with the refusal's own text, whatever values it mentions. */
  void thenTold(Refusal refusal) {
    thenRefused(refusal);
    String[] parts = refusal.text().split("%(\\d\\$)?s", -1);
    assertThat(rejected().text())
        .matches(Arrays.stream(parts).map(Pattern::quote).collect(Collectors.joining("[^%]+")));
  }

  private ReservationPurchaseRejected rejected() {
    return (ReservationPurchaseRejected) decision.event();
  }

  CustomerState state() {
    return state;
  }
}
