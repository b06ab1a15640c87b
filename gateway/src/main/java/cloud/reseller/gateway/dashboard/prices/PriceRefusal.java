package cloud.reseller.gateway.dashboard.prices;

import cloud.reseller.gateway.dashboard.DashboardWords;
import cloud.reseller.gateway.pages.Coded;
import cloud.reseller.gateway.pages.Refusal;
import cloud.reseller.gateway.pages.Words;
import java.util.Set;

/** Why a rule or a limit is refused. */
enum PriceRefusal implements Coded {
  TARGET("PriceTargetInvalid"),
  FIXED_NEEDS_PRODUCT("FixedPriceNeedsSheetSku"),
  FIXED_NEGATIVE("FixedPriceNegative"),
  PERCENT_TOO_LOW("PercentTooLow"),
  CURRENCY("CurrencyUnknown", "CurrencyNotOfMarket"),
  LIMIT_EMPTY("LimitEmpty"),
  LIMIT_NOT_POSITIVE("LimitNotPositive"),
  ROLE("900150"),
  OTHER;

  private final Set<String> codes;

  PriceRefusal(String... codes) {
    this.codes = Set.of(codes);
  }

  @Override
  public Set<String> codes() {
    return codes;
  }

  /** A refusal in words, with the next step. */
  static String words(Refusal refusal, Words words) {
    PricesWords pricesWords = words.of(PricesWords.class);
    DashboardWords dashboardWords = words.of(DashboardWords.class);
    return switch (Coded.of(refusal.code(), OTHER)) {
      case TARGET -> pricesWords.targetInvalid();
      case FIXED_NEEDS_PRODUCT -> pricesWords.fixedNeedsProduct();
      case FIXED_NEGATIVE -> pricesWords.fixedNegative();
      case PERCENT_TOO_LOW -> pricesWords.percentTooLow();
      case CURRENCY -> pricesWords.currencyOfMarket();
      case LIMIT_EMPTY -> pricesWords.limitEmpty();
      case LIMIT_NOT_POSITIVE -> pricesWords.limitNotPositive();
      case ROLE -> dashboardWords.notChangedRole();
      case OTHER -> dashboardWords.notChanged() + " " + refusal.description();
    };
  }
}
