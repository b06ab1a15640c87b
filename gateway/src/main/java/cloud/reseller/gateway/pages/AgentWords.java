package cloud.reseller.gateway.pages;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * Further words of the pages of agents and operations, in English; {@code
 * messages/agents_zh.properties} has them in Chinese. They are apart from {@link Words} because a
 * bundle of more than 300 messages cannot be loaded.
 */
@MessageBundle("agents")
public interface AgentWords {

  // Buying for a customer.

  @Message("Buy for this customer")
  String buyForCustomer();

  @Message("Only admin and sales agents buy for customers.")
  String onlyAgentsBuy();

  @Message(
      "The customer has no active Azure plan or Azure Global subscription bought through you, and reservations are bought for one.")
  String subscriptionToBuyFor();

  @Message("Shared: every subscription you bought for the customer")
  String behalfSharedScope();

  @Message("The customer has no such subscription. Choose one of its subscriptions.")
  String behalfSubscription();

  @Message(
      "The subscription was not bought through you, so you cannot pay for a reservation on it.")
  String behalfNotThroughPartner();

  @Message(
      "The subscription is suspended or has ended. Reactivate a suspended one first, or choose another.")
  String behalfInactive();

  @Message("Reservations are not sold in the customer’s market.")
  String behalfMarket();

  @Message("No price sheet for the customer’s market is in force. Publish one under Price sheets.")
  String behalfNoPrices();

  @Message(
      "The price of this size has ended and no new one holds yet. Publish a price sheet that has it, or choose another size.")
  String behalfPriceGone();

  @Message(
      "The scope is not one of the customer’s subscriptions. Choose a shared scope or one of them.")
  String behalfScope();

  @Message(
      "The customer’s requests were answered 1,000 times within 24 hours. Wait, then send it again.")
  String behalfTooMany();

  @Message("Not bought: {why}")
  String notBought(String why);

  @Message(
      "Whether it was bought is unknown: the service did not answer in time. Sending the same form again buys once.")
  String purchaseUnknown();

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

  // An order, a reservation.

  @Message("Bought by: anyone")
  String boughtByAnyone();

  @Message("Bought by: the customer")
  String boughtByCustomer();

  @Message("Bought by: you")
  String boughtByPartner();

  @Message("Order")
  String order();

  @Message("Id on the bill")
  String idOnBill();

  @Message("Billed to")
  String billedTo();

  @Message("Only admin and sales agents see cost and margin.")
  String costNotForRole();

  @Message("The customer pays")
  String customerPays();

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
      "The term ends on {when}. Nothing is bought by itself then: what still runs is charged at pay-as-you-go prices, unless a new reservation is bought.")
  String endsThen(String when);

  @Message("The term ended on {when}. What still runs is charged at pay-as-you-go prices.")
  String endedThen(String when);

  @Message(
      "Renewal was asked for at the purchase. The wish is kept here and buys nothing by itself.")
  String renewKept();

  @Message(
      "Exchange, cancellation, renewal and a change of the scope are yours to do, also for what the customer bought itself; the customer has to ask you. They cannot be done here yet.")
  String partnerLater();

  // Prices and limits.

  @Message("Prices and limits")
  String pricesAndLimits();

  @Message("Price rules")
  String priceRules();

  @Message(
      "The customer pays your cost plus what a rule says. The rule for a product comes before the rule for its size, and that before the rule for everything.")
  String priceRulesHint();

  @Message("Only admin and sales agents see price rules.")
  String rulesNotForRole();

  @Message("For")
  String priceFor();

  @Message("Everything without a rule of its own")
  String everything();

  @Message("Change")
  String change();

  @Message("applies")
  String ruleApplies();

  @Message("no price sheet sells it")
  String ruleNotSold();

  @Message("Remove the rule for {what}")
  String removeRuleOf(String what);

  @Message("No rule. The customer pays your cost plus the default markup.")
  String noRules();

  @Message("Set a rule")
  String setRule();

  @Message(
      "A size such as Standard_D2s_v5, or a product of the price sheet as productId:skuId. Left empty, the rule is for everything. A rule that is there already is replaced.")
  String targetHint();

  @Message("Markup in percent")
  String markup();

  @Message("Fixed price in {currency}, for each unit and the whole term")
  String fixedPrice(String currency);

  @Message("Value")
  String value();

  @Message("Rule")
  String rule();

  @Message("Which rule applies to a size")
  String whichRule();

  @Message("No size with “{text}” is sold to the customer.")
  String noSuchSizeOfCustomer(String text);

  @Message(
      "Give an amount such as 1250.00, without grouping and with no more decimals than the currency has.")
  String amountInvalid();

  @Message("Give a percentage such as 12.5, with at most two decimals.")
  String percentInvalid();

  @Message(
      "Not set: give a size such as Standard_D2s_v5, a product as productId:skuId, or nothing for everything.")
  String targetInvalid();

  @Message(
      "Not set: a fixed price needs a product, as productId:skuId, because it names region and term. Use a markup for a size or for everything.")
  String fixedNeedsProduct();

  @Message("Not set: a price is 0 or more.")
  String fixedNegative();

  @Message("Not set: a markup is -100 % or more, because a price is never below 0.")
  String percentTooLow();

  @Message("Not set: the currency has to be that of the customer’s market.")
  String currencyOfMarket();

  @Message("Purchase limits")
  String purchaseLimits();

  @Message(
      "They hold for what the customer buys itself, by your cost of the whole commitment. What you buy does not count.")
  String purchaseLimitsHint();

  @Message("No limit is set: the customer can buy any amount.")
  String noLimits();

  @Message("no limit")
  String noLimit();

  @Message("What is used of the limits cannot be shown now: the service behind it does not answer.")
  String limitUseMissing();

  @Message("Limit")
  String limit();

  @Message("At most")
  String atMost();

  @Message("Used now")
  String used();

  @Message("{amount} left")
  String left(String amount);

  @Message("Per order")
  String perOrder();

  @Message("Per day (UTC)")
  String perDay();

  @Message("Per 30 days")
  String per30Days();

  @Message("Set the limits")
  String setLimits();

  @Message("What is left empty is not limited. What the customer bought before counts too.")
  String limitsHint();

  @Message("Not set: give at least one limit. To have none, remove the limits.")
  String limitEmpty();

  @Message(
      "Not set: a limit is more than 0. To stop all purchases, turn the permission off on the Account page.")
  String limitNotPositive();

  @Message("Remove all limits")
  String removeLimits();

  @Message("Without limits the customer can buy any amount, and you pay for it.")
  String removeLimitsConsequence();

  // Price sheets.

  @Message("Price sheets")
  String priceSheets();

  @Message(
      "Your cost for each size comes from the sheet in force in the customer’s market. A sheet of yours replaces the operator’s for your customers.")
  String priceSheetsHint();

  @Message("Only admin and sales agents see price sheets.")
  String sheetsNotForRole();

  @Message("in force")
  String inForce();

  @Message("comes next")
  String nextSheet();

  @Message("none in force")
  String noSheet();

  @Message("In force from")
  String since();

  @Message("{from} until {until}")
  String fromUntil(String from, String until);

  @Message("Whose")
  String sheetOf();

  @Message("yours")
  String yourSheet();

  @Message("the operator’s")
  String operatorsSheet();

  @Message("Lines")
  String lines();

  @Message("Lines")
  String linesAsCsv();

  @Message("Lines of the sheet for {market} as CSV")
  String linesOf(String market);

  @Message("No price sheet. Nothing can be sold until one is published.")
  String noSheets();

  @Message("Publish a price sheet")
  String publishSheet();

  @Message("File (CSV in the public form)")
  String csvFile();

  @Message("In force from (optional)")
  String inForceFromDay();

  @Message(
      "Left empty, it is in force at once. Else from the beginning of that day in UTC. It replaces your earlier sheet for the same markets as a whole.")
  String inForceFromHint();

  @Message("Sending the file, then every line is checked. This can take a minute.")
  String publishing();

  @Message("Only admin agents publish price sheets.")
  String onlyAdminsPublish();

  @Message("Choose a file with a price sheet.")
  String chooseFile();

  @Message("Give a day such as 2026-12-01.")
  String dayInvalid();

  @Message("Published")
  String sheetPublished();

  @Message("{#if count == 1}1 line was published.{#else}{shown} lines were published.{/if}")
  String linesPublished(long count, String shown);

  @Message("In force from {when}.")
  String inForceFrom(String when);

  @Message("No line was left out.")
  String nothingLeftOut();

  @Message(
      "{#if count == 1}1 line was left out, because nothing is sold under what it names:{#else}{shown} lines were left out, because nothing is sold under what they name:{/if}")
  String linesLeftOut(long count, String shown);

  @Message("Unknown term")
  String unknownTerm();

  @Message("Unknown product or region")
  String unknownProductOrRegion();

  @Message("Unknown value in {column}")
  String unknownIn(String column);

  @Message("Not published: {why}")
  String sheetNotPublished(String why);

  @Message(
      "Whether the sheet was published is unknown: the service did not answer in time. Sending the same file again publishes it once.")
  String sheetUnknown();

  @Message("Not published: other sheets are being imported. Send the file again in a minute.")
  String tooManySheets();

  // The bill.

  @Message("Bill")
  String bill();

  @Message(
      "What was charged in a month (UTC) and is not yet invoiced. You pay it, whichever side bought.")
  String billHint();

  @Message("Only admin agents see the bill.")
  String billNotForRole();

  @Message("This month")
  String thisMonth();

  @Message("Last month")
  String previousMonth();

  @Message("Total")
  String total();

  @Message("You pay")
  String youPay();

  @Message("Customers pay")
  String customersPay();

  @Message("By customer")
  String byCustomer();

  @Message("Nothing charged in this month. Each purchase stands here as soon as it is made.")
  String nothingCharged();

  @Message("All customers")
  String billOfAll();

  @Message("Charged")
  String charged();

  @Message("Monthly, payment {number}")
  String instalment(String number);

  @Message("the customer")
  String theCustomer();

  @Message("you")
  String thePartner();

  // Help.

  @Message("Help")
  String help();

  @Message("Close")
  String close();

  @Message(
      "Customers manage much of what they bought in the Azure portal themselves. For the rest they need you.")
  String helpIntro();

  @Message("Which price does the customer pay?")
  String helpPrice();

  @Message(
      "The price you set for a reservation on a subscription bought through you. The Azure portal may show another one, the price for those who buy from Microsoft directly.")
  String helpPriceText();

  @Message("Pricing and buying of Azure reservations")
  String helpPriceLink();

  @Message("How does the customer make the best of it?")
  String helpUse();

  @Message(
      "By watching how much of a reservation is used, and by choosing the right scope during the purchase: the first scope is the customer’s choice.")
  String helpUseText();

  @Message("Manage reservations for Azure resources")
  String helpUseLink();

  @Message("What does a shared scope cover?")
  String helpShared();

  @Message(
      "Matching usage in every subscription you bought for this customer; neither subscriptions the customer has from elsewhere nor those of other customers.")
  String helpSharedText();

  @Message("How is a reservation exchanged, cancelled, renewed, or its scope changed?")
  String helpLater();

  @Message(
      "By you, when the customer asks you. Customers cannot do these four for what is bought on a subscription that they have through you.")
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

  // Operations.

  @Message("Services")
  String servicesTitle();

  @Message("As the instance of each service that answered sees itself.")
  String servicesHint();

  @Message("Service")
  String service();

  @Message("not ready")
  String notReady();

  @Message("does not answer")
  String doesNotAnswer();

  @Message("Requests not decided")
  String inputsParked();

  @Message("Views")
  String views();

  @Message("View")
  String view();

  @Message("Records behind")
  String recordsBehind();

  @Message("Parked")
  String parkedKeys();

  @Message("{#if count == 1}1 key waits for you{#else}{shown} keys wait for you{/if}")
  String keysParked(long count, String shown);

  @Message("stopped")
  String notRunning();

  @Message("level with the log")
  String level();

  @Message("{#if count == 1}1 second behind{#else}{shown} seconds behind{/if}")
  String secondsBehind(long count, String shown);

  @Message("No service told of its views.")
  String noViews();

  @Message(
      "A parked record could not be applied, and only what has its key waits. The operating guide says how it is retried.")
  String parkedHint();

  // The account and the activity log.

  @Message("What was done for this customer")
  String activityOfCustomer();

  @Message("People")
  String peopleTitle();

  @Message(
      "Nobody yet. People of the customer stand here once they are added, and can then be made Owners.")
  String noPeople();

  @Message("and more")
  String morePeople();

  @Message("Add a person")
  String addPerson();

  @Message("Sign-in name")
  String signInName();

  @Message("Not added: the customer has somebody with this sign-in name.")
  String personExists();

  @Message("Only admin agents add people.")
  String onlyAdminsAddPeople();

  @Message("About")
  String kindOfEntry();

  @Message("Orders")
  String orders();

  @Message("Customers, prices, limits")
  String customersPricesLimits();

  @Message("Only entries about one customer are shown.")
  String oneCustomerOnly();

  @Message("One condition at a time: a company’s name before a kind.")
  String oneConditionHint();
}
