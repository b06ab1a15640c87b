package cloud.reseller.gateway.portal.buy;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of buying in the portal. */
@MessageBundle("buy")
public interface BuyWords {

  @Message(
      "You cannot buy yet: you are not an Owner of any subscription that reservations can be bought"
          + " for.")
  String noOwnerAnywhere();

  @Message("See whom to ask")
  String whoCanMakeOwner();

  @Message(
      "Whether your request arrived is unknown: the log did not answer in time. Nothing is bought"
          + " twice if you send the same request again.")
  String notPublished();
}
