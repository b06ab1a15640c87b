package cloud.reseller.gateway.dashboard.reservations;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of a customer's reservations. */
@MessageBundle("reservations")
public interface ReservationsWords {

  @Message(
      "No reservation yet. What you buy for the customer and what it buys itself stand here"
          + " together.")
  String noReservations();

  @Message("Size flexibility")
  String flexibility();

  @Message("On: also for other sizes of its group")
  String flexible();

  @Message("Off: only for this size")
  String notFlexible();

  @Message("Look at it again")
  String review();

  @Message("Management group {id}")
  String managementGroup(String id);

  @Message("When it ends")
  String whenItEnds();

  @Message(
      "The term ends on {when}. Nothing is bought by itself then: what still runs is charged at"
          + " pay-as-you-go prices, unless a new reservation is bought.")
  String endsThen(String when);

  @Message("The term ended on {when}. What still runs is charged at pay-as-you-go prices.")
  String endedThen(String when);

  @Message(
      "Renewal was asked for at the purchase. The wish is kept here and buys nothing by itself.")
  String renewKept();

  @Message(
      "Exchange, cancellation, renewal and a change of the scope are yours to do, also for what the"
          + " customer bought itself; the customer has to ask you. They cannot be done here yet.")
  String partnerLater();
}
