package cloud.reseller.gateway.portal.subscriptions;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the subscriptions a user sees. */
@MessageBundle("mysubscriptions")
public interface MySubscriptionsWords {

  @Message("You are an Owner and can buy reservations for it.")
  String youAreOwner();

  @Message("You are an Owner. Your partner has not turned on purchases: ask it to.")
  String youAreOwnerOff();

  @Message("You are not an Owner. {names} can make you one, and so can your partner.")
  String askOwners(String names);

  @Message("You are not an Owner. Nobody is: ask your partner to make you one.")
  String askPartner();

  @Message("No reservations can be bought for it.")
  String notReservable();

  @Message("Your company has no subscription yet. Ask your partner for an Azure plan.")
  String noSubscriptionsOfUser();
}
