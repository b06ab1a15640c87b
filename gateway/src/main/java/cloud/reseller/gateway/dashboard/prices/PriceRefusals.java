package cloud.reseller.gateway.dashboard.prices;

import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Refusal;
import cloud.reseller.gateway.pages.Words;

/** Refusals of rules and limits in words, with the next step. */
final class PriceRefusals {

  private PriceRefusals() {}

  static String words(Refusal refusal, Formats formats) {
    Words words = formats.words();
    return switch (refusal.code()) {
      case "PriceTargetInvalid" -> formats.agents().targetInvalid();
      case "FixedPriceNeedsSheetSku" -> formats.agents().fixedNeedsProduct();
      case "FixedPriceNegative" -> formats.agents().fixedNegative();
      case "PercentTooLow" -> formats.agents().percentTooLow();
      case "CurrencyUnknown", "CurrencyNotOfMarket" -> formats.agents().currencyOfMarket();
      case "LimitEmpty" -> formats.agents().limitEmpty();
      case "LimitNotPositive" -> formats.agents().limitNotPositive();
      case "900150" -> words.notChangedRole();
      default -> words.notChanged() + " " + refusal.description();
    };
  }
}
