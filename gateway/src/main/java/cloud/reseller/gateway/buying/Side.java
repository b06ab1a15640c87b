package cloud.reseller.gateway.buying;

import cloud.reseller.gateway.pages.AgentWords;
import cloud.reseller.gateway.pages.Refusals;
import cloud.reseller.gateway.pages.Words;
import java.util.function.Supplier;

/** The side that buys, by which the same refusal has another next step. */
public enum Side {
  CUSTOMER,
  PARTNER;

  /**
   * A refusal in the words for the side.
   *
   * @param code as the log or the HTTP answer has it
   * @param description the service's own words, for a code that has none here
   * @param agents the further words, which only agents see
   */
  public String refused(String code, String description, Words words, Supplier<AgentWords> agents) {
    return switch (this) {
      case CUSTOMER -> Refusals.words(code, description, words);
      case PARTNER -> toAgent(code, description, words, agents.get());
    };
  }

  private static String toAgent(String code, String description, Words words, AgentWords agents) {
    return switch (code) {
      case "RoleLacksRights", "900150" -> agents.onlyAgentsBuy();
      case "SubscriptionUnknown", "20003" -> agents.behalfSubscription();
      case "SubscriptionNotThroughPartner" -> agents.behalfNotThroughPartner();
      case "SubscriptionInactive", "SubscriptionNotActive" -> agents.behalfInactive();
      case "NotSupportedCountry" -> agents.behalfMarket();
      case "PricesNotInForce" -> agents.behalfNoPrices();
      case "PriceNotInForce" -> agents.behalfPriceGone();
      case "ScopeInvalid",
          "MissingAppliedScopesForSingle",
          "InvalidSingleAppliedScopesCount",
          "AppliedScopesNotAssociatedWithCommerceAccount" ->
          agents.behalfScope();
      case "TooManyRequests" -> agents.behalfTooMany();
      default -> Refusals.words(code, description, words);
    };
  }
}
