package cloud.reseller.gateway.dashboard.prices;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of price rules and limits. */
@MessageBundle("prices")
public interface PricesWords {

  @Message("Price rules")
  String priceRules();

  @Message(
      "The customer pays your cost plus what a rule says. The rule for a product comes before the"
          + " rule for its size, and that before the rule for everything.")
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
      "A size such as Standard_D2s_v5, or a product of the price sheet as productId:skuId. Left"
          + " empty, the rule is for everything. A rule that is there already is replaced.")
  String targetHint();

  @Message("Markup in percent")
  String markup();

  @Message("Fixed price in {currency}, for each unit and the whole term")
  String fixedPrice(String currency);

  @Message("Rule")
  String rule();

  @Message("Which rule applies to a size")
  String whichRule();

  @Message("No size with “{text}” is sold to the customer.")
  String noSuchSizeOfCustomer(String text);

  @Message(
      "Give an amount such as 1250.00, without grouping and with no more decimals than the currency"
          + " has.")
  String amountInvalid();

  @Message("Give a percentage such as 12.5, with at most two decimals.")
  String percentInvalid();

  @Message(
      "Not set: give a size such as Standard_D2s_v5, a product as productId:skuId, or nothing for"
          + " everything.")
  String targetInvalid();

  @Message(
      "Not set: a fixed price needs a product, as productId:skuId, because it names region and"
          + " term. Use a markup for a size or for everything.")
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
      "They hold for what the customer buys itself, by your cost of the whole commitment. What you"
          + " buy does not count.")
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
      "Not set: a limit is more than 0. To stop all purchases, turn the permission off on the"
          + " Account page.")
  String limitNotPositive();

  @Message("Remove all limits")
  String removeLimits();

  @Message("Without limits the customer can buy any amount, and you pay for it.")
  String removeLimitsConsequence();
}
