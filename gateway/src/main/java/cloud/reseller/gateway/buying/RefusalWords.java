package cloud.reseller.gateway.buying;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What refusals of a purchase mean to whoever asked, and what to do. */
@MessageBundle("refusals")
public interface RefusalWords {

  @Message("The size cannot be paid for in this way. Choose the other one.")
  String refusedPlan();

  @Message("Instance size flexibility is not possible for this size and scope. Leave it out.")
  String refusedFlexibility();

  @Message("Only reservations for virtual machines are sold.")
  String refusedType();

  @Message(
      "Your partner has not turned on purchases by your company. Ask it to, or ask it to buy for"
          + " you.")
  String refusedPermission();

  @Message(
      "You are not an Owner of the subscription, and only Owners buy. One of its Owners or your"
          + " partner can make you one.")
  String refusedOwner();

  @Message("Your company has no such subscription. Choose one of yours.")
  String refusedSubscription();

  @Message(
      "The subscription was not bought through your partner, so it cannot pay for a reservation on"
          + " it.")
  String refusedNotThroughPartner();

  @Message("Reservations are bought for an Azure plan or Azure Global, and this is neither.")
  String refusedNotUsage();

  @Message(
      "The subscription is suspended or has ended. Your partner can reactivate a suspended one.")
  String refusedInactive();

  @Message("Reservations are not sold in your market.")
  String refusedMarket();

  @Message("There is no price list for your market now. Tell your partner.")
  String refusedNoPrices();

  @Message("This size is not sold. Choose another one.")
  String refusedSize();

  @Message("No reservations are sold for this size. Choose one of a newer series.")
  String refusedExcluded();

  @Message("The size is not sold in this region. Choose another region.")
  String refusedRegion();

  @Message("The size is not sold for this term. Choose another term.")
  String refusedTerm();

  @Message(
      "The price of this size has ended and no new one holds yet. Tell your partner, or choose"
          + " another size.")
  String refusedPriceGone();

  @Message("The quantity cannot be ordered. Give 1 or more, and not more than one order can hold.")
  String refusedQuantity();

  @Message(
      "The name is too long or has characters that cannot be seen. Give at most 64 visible ones.")
  String refusedName();

  @Message("The scope is not one of your subscriptions. Choose a shared scope or one of yours.")
  String refusedScope();

  @Message(
      "This order is above the limit your partner has set for one order. Order less, or ask your"
          + " partner.")
  String refusedLimitOrder();

  @Message(
      "Today’s purchases would be above the limit your partner has set for a day. Order less, wait"
          + " for tomorrow (UTC), or ask your partner.")
  String refusedLimitDay();

  @Message(
      "The purchases of the last 30 days would be above the limit your partner has set. Order less,"
          + " or ask your partner.")
  String refusedLimit30();

  @Message(
      "The limit your partner has set is in another currency, so nothing can be compared with it."
          + " Tell your partner.")
  String refusedLimitCurrency();

  @Message("Your company has asked too often within 24 hours. Wait, then send it again.")
  String refusedTooMany();

  @Message(
      "Something that is kept about your company cannot be read now, so nothing can be decided. Tell your partner.")
  String refusedUnreadable();

  @Message("This was bought already, so it was not bought again.")
  String refusedExists();
}
