package cloud.reseller.gateway.dashboard.help;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the help. */
@MessageBundle("help")
public interface HelpWords {

  @Message("Close")
  String close();

  @Message(
      "Customers manage much of what they bought in the Azure portal themselves. For the rest they"
          + " need you.")
  String helpIntro();

  @Message("Which price does the customer pay?")
  String helpPrice();

  @Message(
      "The price you set for a reservation on a subscription bought through you. The Azure portal"
          + " may show another one, the price for those who buy from Microsoft directly.")
  String helpPriceText();

  @Message("Pricing and buying of Azure reservations")
  String helpPriceLink();

  @Message("How does the customer make the best of it?")
  String helpUse();

  @Message(
      "By watching how much of a reservation is used, and by choosing the right scope during the"
          + " purchase: the first scope is the customer’s choice.")
  String helpUseText();

  @Message("Manage reservations for Azure resources")
  String helpUseLink();

  @Message("What does a shared scope cover?")
  String helpShared();

  @Message(
      "Matching usage in every subscription you bought for this customer; neither subscriptions the"
          + " customer has from elsewhere nor those of other customers.")
  String helpSharedText();

  @Message("How is a reservation exchanged, cancelled, renewed, or its scope changed?")
  String helpLater();

  @Message(
      "By you, when the customer asks you. Customers cannot do these four for what is bought on a"
          + " subscription that they have through you.")
  String helpLaterText();

  @Message("Manage reservations on behalf of customers")
  String helpLaterLink();

  @Message("More")
  String nextSteps();

  @Message("Buy reservations on behalf of a customer")
  String linkBuy();

  @Message("Sell Azure reservations to customers")
  String linkSell();

  @Message("Help customers manage their reservations")
  String linkManage();
}
