package cloud.reseller.reservations.write.purchase;

import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.log.decide.Request;
import cloud.reseller.reservations.write.ReservationCommand;
import cloud.reseller.reservations.write.ReservationCommand.PurchaseReservation;
import cloud.reseller.reservations.write.policies.PurchaseRules;
import cloud.reseller.reservations.write.state.Account;
import cloud.reseller.reservations.write.state.CustomerState;
import java.util.UUID;

/**
 * A purchase with the state on which it is decided.
 *
 * @param order the id of its order, the same on every retry
 */
record PurchaseContext(
    Request<ReservationCommand> request,
    PurchaseReservation purchase,
    CustomerState state,
    Account.Known account,
    UUID order) {

  PurchaseRules rules() {
    return PurchaseRules.of(request.rules());
  }

  PurchaseRequest.Reservation wanted() {
    return purchase.request().reservation();
  }
}
