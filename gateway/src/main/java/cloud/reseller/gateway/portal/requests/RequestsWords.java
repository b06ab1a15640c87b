package cloud.reseller.gateway.portal.requests;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of a user's requests. */
@MessageBundle("requests")
public interface RequestsWords {

  @Message("Request")
  String request();

  @Message("Waiting for the decision …")
  String waitingForDecision();

  @Message(
      "What became of it is unknown yet. This page shows the decision as soon as there is one. The"
          + " same request can be sent again and buys once.")
  String waitingLong();

  @Message(
      "The answer cannot be had now: the service behind it does not answer. This page shows the"
          + " decision as soon as it can. The same request can be sent again and buys once.")
  String waitingMissing();

  @Message("Bought")
  String bought();

  @Message("Not bought")
  String refused();

  @Message("Not decided")
  String parkedTitle();

  @Message(
      "Deciding failed and nothing was bought. An operator looks at it; ask your partner before you"
          + " try again.")
  String parkedText();

  @Message("{quantity} × {what}, until {until}.")
  String boughtText(String quantity, String what, String until);

  @Message("Your price for the whole term: {price}.")
  String priceOfIt(String price);

  @Message("Request id")
  String requestId();

  @Message("Decided")
  String decided();

  @Message("Buy another")
  String buyAnother();

  @Message("No request yet. What you ask to buy stands here with what became of it.")
  String noRequests();
}
