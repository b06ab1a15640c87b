package cloud.reseller.gateway.buying;

import cloud.reseller.gateway.pages.Coded;
import cloud.reseller.gateway.pages.Words;
import java.util.Set;

/** Why a purchase is refused, with what to do in the words for the side that buys. */
enum PurchaseRefusal implements Coded {
  PERMISSION("PermissionOff", "PermissionWithoutReservations"),
  OWNER("OwnerMissing"),
  ROLE("RoleLacksRights", "900150"),
  SUBSCRIPTION("SubscriptionUnknown", "20003"),
  NOT_THROUGH_PARTNER("SubscriptionNotThroughPartner"),
  NOT_USAGE_BASED("SubscriptionNotUsageBased"),
  INACTIVE("SubscriptionInactive", "SubscriptionNotActive"),
  MARKET("NotSupportedCountry"),
  NO_PRICES("PricesNotInForce"),
  SIZE("ProductNotFound", "400018"),
  EXCLUDED("ProductExcluded", "800020"),
  REGION("RegionNotSold"),
  TERM("TermNotSold", "UnsupportedReservationTerm"),
  PLAN("BillingPlanNotSold"),
  FLEXIBILITY("FlexibilityInvalid"),
  TYPE("ResourceTypeNotSold"),
  PRICE_GONE("PriceNotInForce"),
  QUANTITY("QuantityInvalid"),
  NAME("DisplayNameInvalid"),
  SCOPE(
      "ScopeInvalid",
      "MissingAppliedScopesForSingle",
      "InvalidSingleAppliedScopesCount",
      "AppliedScopesNotAssociatedWithCommerceAccount"),
  LIMIT_PER_ORDER("LimitPerOrderExceeded"),
  LIMIT_PER_DAY("LimitPerDayExceeded"),
  LIMIT_30_DAYS("Limit30DaysExceeded"),
  LIMIT_CURRENCY("LimitCurrencyMismatch"),
  TOO_MANY("TooManyRequests"),
  UNREADABLE("FactsUnreadable"),
  EXISTS("ReservationOrderIdAlreadyExists"),
  OTHER;

  private final Set<String> codes;

  PurchaseRefusal(String... codes) {
    this.codes = Set.of(codes);
  }

  @Override
  public Set<String> codes() {
    return codes;
  }

  /** For a customer's user; what has no words here stands in the service's own. */
  String toCustomer(String description, Words words) {
    RefusalWords refusals = words.of(RefusalWords.class);
    return switch (this) {
      case PERMISSION -> refusals.refusedPermission();
      case OWNER -> refusals.refusedOwner();
      case SUBSCRIPTION -> refusals.refusedSubscription();
      case NOT_THROUGH_PARTNER -> refusals.refusedNotThroughPartner();
      case NOT_USAGE_BASED -> refusals.refusedNotUsage();
      case INACTIVE -> refusals.refusedInactive();
      case MARKET -> refusals.refusedMarket();
      case NO_PRICES -> refusals.refusedNoPrices();
      case SIZE -> refusals.refusedSize();
      case EXCLUDED -> refusals.refusedExcluded();
      case REGION -> refusals.refusedRegion();
      case TERM -> refusals.refusedTerm();
      case PLAN -> refusals.refusedPlan();
      case FLEXIBILITY -> refusals.refusedFlexibility();
      case TYPE -> refusals.refusedType();
      case PRICE_GONE -> refusals.refusedPriceGone();
      case QUANTITY -> refusals.refusedQuantity();
      case NAME -> refusals.refusedName();
      case SCOPE -> refusals.refusedScope();
      case LIMIT_PER_ORDER -> refusals.refusedLimitOrder();
      case LIMIT_PER_DAY -> refusals.refusedLimitDay();
      case LIMIT_30_DAYS -> refusals.refusedLimit30();
      case LIMIT_CURRENCY -> refusals.refusedLimitCurrency();
      case TOO_MANY -> refusals.refusedTooMany();
      case UNREADABLE -> refusals.refusedUnreadable();
      case EXISTS -> refusals.refusedExists();
      case ROLE, OTHER -> description;
    };
  }

  /** For an agent, where something else is to be done than by a customer's user. */
  String toAgent(String description, Words words) {
    BuyingWords buyingWords = words.of(BuyingWords.class);
    return switch (this) {
      case ROLE -> buyingWords.onlyAgentsBuy();
      case SUBSCRIPTION -> buyingWords.behalfSubscription();
      case NOT_THROUGH_PARTNER -> buyingWords.behalfNotThroughPartner();
      case INACTIVE -> buyingWords.behalfInactive();
      case MARKET -> buyingWords.behalfMarket();
      case NO_PRICES -> buyingWords.behalfNoPrices();
      case PRICE_GONE -> buyingWords.behalfPriceGone();
      case SCOPE -> buyingWords.behalfScope();
      case TOO_MANY -> buyingWords.behalfTooMany();
      case PERMISSION,
          OWNER,
          NOT_USAGE_BASED,
          SIZE,
          EXCLUDED,
          REGION,
          TERM,
          PLAN,
          FLEXIBILITY,
          TYPE,
          QUANTITY,
          NAME,
          LIMIT_PER_ORDER,
          LIMIT_PER_DAY,
          LIMIT_30_DAYS,
          LIMIT_CURRENCY,
          EXISTS ->
          toCustomer(description, words);
      case UNREADABLE, OTHER -> description;
    };
  }
}
