package cloud.reseller.reservations.write;

import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.Event;
import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.Decision;
import cloud.reseller.log.decide.Fact;
import cloud.reseller.log.decide.Request;
import cloud.reseller.reservations.write.ReservationCommand.PurchaseReservation;
import cloud.reseller.reservations.write.policies.DefaultMarkup;
import cloud.reseller.reservations.write.pricing.Catalogue;
import cloud.reseller.reservations.write.purchase.Purchase;
import cloud.reseller.reservations.write.state.CustomerState;

/** Decides each command and folds facts into the state, under rule sets 1 to 3. */
public final class ReservationDecider
    implements Decider<ReservationCommand, CustomerState, Catalogue, Event> {

  /** The rule set under which new requests are decided. */
  public static final int NEWEST = 3;

  private final DefaultMarkup defaultMarkup;

  /**
   * A decider with the default markup, the only policy that is configured per installation.
   *
   * @param defaultMarkup must still contain the markups of past decisions that are to be verified
   */
  public ReservationDecider(DefaultMarkup defaultMarkup) {
    this.defaultMarkup = defaultMarkup;
  }

  @Override
  public int newest() {
    return NEWEST;
  }

  @Override
  public CustomerState initial() {
    return CustomerState.INITIAL;
  }

  @Override
  public Catalogue initialShared() {
    return Catalogue.EMPTY;
  }

  @Override
  public CustomerState evolve(CustomerState state, Fact<Event> fact) {
    return state.after(fact);
  }

  @Override
  public Catalogue evolveShared(Catalogue shared, Fact<Event> fact) {
    return fact.event() instanceof CatalogueEvent event
        ? shared.after(event, fact.position(), fact.time())
        : shared;
  }

  @Override
  public Decision<Event> decide(
      Request<ReservationCommand> request, CustomerState state, Catalogue catalogue) {
    return switch (request.body()) {
      case PurchaseReservation purchase ->
          Purchase.decide(request, purchase, state, catalogue, defaultMarkup);
    };
  }
}
