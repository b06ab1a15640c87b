package cloud.reseller.reservations.write.purchase;

import cloud.reseller.events.Actor;
import cloud.reseller.events.Event;
import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.log.decide.Decision;
import cloud.reseller.log.decide.Request;
import cloud.reseller.reservations.write.ReservationCommand;
import cloud.reseller.reservations.write.ReservationCommand.PurchaseReservation;
import cloud.reseller.reservations.write.policies.DefaultMarkup;
import cloud.reseller.reservations.write.policies.Resolution.Refused;
import cloud.reseller.reservations.write.policies.Resolution.Resolved;
import cloud.reseller.reservations.write.pricing.Catalogue;
import cloud.reseller.reservations.write.pricing.CatalogueSelection;
import cloud.reseller.reservations.write.pricing.Commitment;
import cloud.reseller.reservations.write.pricing.SheetLine;
import cloud.reseller.reservations.write.state.CustomerState;

/** Decides whether a reservation is bought. */
public final class Purchase {

  private Purchase() {}

  /**
   * Decides a purchase by resolving eligibility, catalogue selection, commitment, configuration and
   * limits, in this order. The first refusal is the outcome.
   */
  public static Decision<Event> decide(
      Request<ReservationCommand> request,
      PurchaseReservation purchase,
      CustomerState state,
      Catalogue catalogue,
      DefaultMarkup defaultMarkup) {
    return switch (Eligibility.of(request, purchase, state)) {
      case Refused<Eligibility> refused -> rejected(request, refused);
      case Resolved<Eligibility>(Eligibility eligible) ->
          select(eligible, catalogue, defaultMarkup);
    };
  }

  private static Decision<Event> select(
      Eligibility eligible, Catalogue catalogue, DefaultMarkup defaultMarkup) {
    PurchaseContext asked = eligible.asked();
    Request<ReservationCommand> request = asked.request();
    return switch (CatalogueSelection.of(
        asked.wanted(), asked.account(), catalogue, request.at(), asked.rules())) {
      case Refused<CatalogueSelection> refused -> rejected(request, refused);
      case Resolved<CatalogueSelection>(CatalogueSelection selection) ->
          switch (Commitment.of(
              selection,
              asked.wanted().properties().quantity(),
              asked.account().prices(),
              defaultMarkup.at(request.at()),
              asked.rules())) {
            case Refused<Commitment> refused -> rejected(request, refused);
            case Resolved<Commitment>(Commitment commitment) -> setUp(eligible, commitment);
          };
    };
  }

  private static Decision<Event> setUp(Eligibility eligible, Commitment commitment) {
    PurchaseContext asked = eligible.asked();
    return switch (Configuration.of(asked, commitment.selection())) {
      case Refused<Configuration> refused -> rejected(asked.request(), refused);
      case Resolved<Configuration>(Configuration configuration) ->
          switch (PurchaseLimits.within(asked, commitment)) {
            case Refused<Commitment> refused -> rejected(asked.request(), refused);
            case Resolved<Commitment> _ -> purchased(eligible, commitment, configuration);
          };
    };
  }

  private static Decision<Event> purchased(
      Eligibility eligible, Commitment commitment, Configuration configuration) {
    Request<ReservationCommand> request = eligible.asked().request();
    String partnerId = eligible.asked().account().partnerId();
    PurchaseRequest.Properties wanted = eligible.asked().wanted().properties();
    CatalogueSelection selection = commitment.selection();
    SheetLine line = selection.line();
    Actor by = request.body().by();
    return new Decision.Accepted<>(
        new ReservationPurchased(
            request.key(),
            partnerId,
            request.id(),
            eligible.asked().order().toString(),
            PurchaseIds.reservation(partnerId, request.key(), request.id()).toString(),
            eligible.subscription().id(),
            line.sku(),
            line.sheetSku(),
            line.region(),
            line.term(),
            selection.plan(),
            commitment.quantity(),
            configuration.scope(),
            configuration.flexibility(),
            wanted.displayName().orElse(""),
            commitment.cost(),
            commitment.customerPrice(),
            commitment.price(),
            selection.sheet(),
            by.side(),
            eligible.grant(),
            by,
            request.at(),
            selection.endOfTerm(request.at()),
            wanted.renew().orElse(false),
            wanted.reviewDateTime()));
  }

  private static Decision<Event> rejected(Request<ReservationCommand> request, Refused<?> refused) {
    Actor by = request.body().by();
    String code = refused.refusal().code();
    return new Decision.Refused<>(
        code,
        new ReservationPurchaseRejected(
            request.key(), request.id(), code, refused.text(), refused.restsOn(), by.side(), by));
  }
}
