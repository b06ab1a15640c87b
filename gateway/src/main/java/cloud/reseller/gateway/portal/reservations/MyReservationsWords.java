package cloud.reseller.gateway.portal.reservations;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the reservations a user sees. */
@MessageBundle("myreservations")
public interface MyReservationsWords {

  @Message("your partner")
  String yourPartner();

  @Message("Your price")
  String yourPrice();

  @Message(
      "No reservation yet. What you buy, and what is billed to a subscription of which you are"
          + " Owner, stands here.")
  String noReservationsOfUser();

  @Message("What only your partner can do")
  String onlyPartnerTitle();

  @Message("Exchange a reservation for another one")
  String partnerExchanges();

  @Message("Cancel a reservation before its end")
  String partnerCancels();

  @Message(
      "Renew a reservation at its end. Without that it ends by itself, and usage is billed as you"
          + " go")
  String partnerRenews();

  @Message("Change the scope that was chosen at the purchase")
  String partnerChangesScope();

  @Message(
      "Ask your partner, with the id of the reservation. None of this can be done here or in the"
          + " Azure portal.")
  String askPartnerWithId();
}
