package cloud.reseller.gateway.dashboard.purchase;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of buying for a customer. */
@MessageBundle("purchase")
public interface PurchaseWords {

  @Message(
      "The customer has no active Azure plan or Azure Global subscription bought through you, and"
          + " reservations are bought for one.")
  String subscriptionToBuyFor();

  @Message("Not bought: {why}")
  String notBought(String why);

  @Message(
      "Whether it was bought is unknown: the service did not answer in time. Sending the same form"
          + " again buys once.")
  String purchaseUnknown();
}
