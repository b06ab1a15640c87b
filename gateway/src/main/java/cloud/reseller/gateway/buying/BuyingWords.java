package cloud.reseller.gateway.buying;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of choosing a reservation and of its price. */
@MessageBundle("buying")
public interface BuyingWords {

  @Message("What")
  String what();

  @Message("How")
  String how();

  @Message("What it costs")
  String whatItCosts();

  @Message("For")
  String forSubscription();

  @Message("Size")
  String size();

  @Message("Part of a name, such as D2s")
  String findSize();

  @Message("No size with “{text}” is sold to you.")
  String noSuchSize(String text);

  @Message("{count} vCPU")
  String vCpus(long count);

  @Message("{#if count == 1}sold in 1 region{#else}sold in {count} regions{/if}")
  String regionsSold(long count);

  @Message("Region")
  String region();

  @Message("Quantity")
  String quantity();

  @Message("Term")
  String term();

  @Message("1 year")
  String oneYear();

  @Message("3 years")
  String threeYears();

  @Message("saves {percent} %")
  String savesPercent(String percent);

  @Message("Pay")
  String pay();

  @Message("Monthly")
  String monthly();

  @Message("Upfront")
  String upfront();

  @Message("Scope")
  String scope();

  @Message("Shared: through your partner")
  String sharedScope();

  @Message("Only {name}")
  String singleScope(String name);

  @Message("Name (optional)")
  String nameOptional();

  @Message("Show the price")
  String showPrice();

  @Message("a month")
  String aMonth();

  @Message("{count} payments")
  String payments(long count);

  @Message("For the whole term")
  String wholeTerm();

  @Message("Pay as you go, same hours")
  String payAsYouGo();

  @Message("Saved")
  String saved();

  @Message("First payment, today")
  String firstPaymentToday();

  @Message("The Azure portal may show another price. You pay your partner’s price.")
  String portalPriceDiffers();

  @Message("Buy for {price}")
  String buyFor(String price);

  @Message("Choose a size and a region to see the price.")
  String chooseSizeFirst();

  @Message("The price cannot be had now. You can try again in a moment.")
  String priceMissing();

  @Message("This cannot be bought: {why}")
  String notSold(String why);

  @Message("Give a quantity of 1 or more.")
  String quantityInvalid();

  @Message("Only admin and sales agents buy for customers.")
  String onlyAgentsBuy();

  @Message("Shared: bought through you")
  String behalfSharedScope();

  @Message("The customer has no such subscription. Choose one of its subscriptions.")
  String behalfSubscription();

  @Message(
      "The subscription was not bought through you, so you cannot pay for a reservation on it.")
  String behalfNotThroughPartner();

  @Message(
      "The subscription is suspended or has ended. Reactivate a suspended one first, or choose"
          + " another.")
  String behalfInactive();

  @Message("Reservations are not sold in the customer’s market.")
  String behalfMarket();

  @Message("No price sheet for the customer’s market is in force. Publish one under Price sheets.")
  String behalfNoPrices();

  @Message(
      "The price of this size has ended and no new one holds yet. Publish a price sheet that has"
          + " it, or choose another size.")
  String behalfPriceGone();

  @Message(
      "The scope is not one of the customer’s subscriptions. Choose a shared scope or one of them.")
  String behalfScope();

  @Message(
      "The customer’s requests were answered 1,000 times within 24 hours. Wait, then send it"
          + " again.")
  String behalfTooMany();

  @Message("Your cost")
  String yourCost();

  @Message("Margin")
  String margin();

  @Message("{percent} % of the price")
  String ofThePrice(String percent);

  @Message("{percent} % on top of the cost")
  String markupOf(String percent);

  @Message("{price} for each unit and the whole term")
  String fixedPriceOf(String price);

  @Message("Rule for {target}: {how}.")
  String ruleOfSku(String target, String how);

  @Message("Rule for everything: {how}.")
  String ruleOfAll(String how);

  @Message("No rule applies, so the default does: {how}.")
  String ruleOfDefault(String how);
}
