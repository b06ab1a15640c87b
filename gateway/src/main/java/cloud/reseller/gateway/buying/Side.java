package cloud.reseller.gateway.buying;

import cloud.reseller.gateway.pages.Coded;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Refusal;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.PricePreview;

/** The side that buys, by which the same refusal has another next step. */
public enum Side {
  CUSTOMER,
  PARTNER;

  /** A preview has only the prices there are. */
  private static final String NOT_FOR_THE_TERM = "TermNotSold";

  /**
   * A refusal in the words for the side.
   *
   * @param code as the log or the HTTP answer has it
   * @param description the service's own words, for a code that has none here
   */
  public String refused(String code, String description, Words words) {
    PurchaseRefusal why = Coded.of(code, PurchaseRefusal.OTHER);
    return switch (this) {
      case CUSTOMER -> why.toCustomer(description, words);
      case PARTNER -> why.toAgent(description, words);
    };
  }

  /** Why there is no price; empty if there is one. */
  public String noPrice(Part<PricePreview> price, Words words) {
    BuyingWords buyingWords = words.of(BuyingWords.class);
    return switch (price) {
      case Part.Had<PricePreview> _ -> "";
      case Part.Refused<PricePreview>(Refusal refusal) ->
          buyingWords.notSold(refused(refusal.code(), refusal.description(), words));
      case Part.Missing<PricePreview> _ -> buyingWords.priceMissing();
    };
  }

  /** Why there is no price for a term; empty if there is one. */
  public String noPrice(Part<PricePreview> price, String term, Words words) {
    boolean onlyForOthers =
        price.had().stream()
            .anyMatch(had -> had.prices().stream().noneMatch(one -> one.term().equals(term)));
    return onlyForOthers
        ? words.of(BuyingWords.class).notSold(refused(NOT_FOR_THE_TERM, "", words))
        : noPrice(price, words);
  }
}
