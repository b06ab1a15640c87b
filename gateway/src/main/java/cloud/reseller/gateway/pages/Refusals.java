package cloud.reseller.gateway.pages;

/** What refusals of purchases mean to the person who asked, and what to do. */
public final class Refusals {

  private Refusals() {}

  /**
   * A refusal in the viewer's words.
   *
   * @param code as the log or the HTTP answer has it
   * @param description the service's own words, for a code that has none here
   */
  public static String words(String code, String description, Words words) {
    return switch (code) {
      case "PermissionOff", "PermissionWithoutReservations" -> words.refusedPermission();
      case "OwnerMissing" -> words.refusedOwner();
      case "SubscriptionUnknown", "20003" -> words.refusedSubscription();
      case "SubscriptionNotThroughPartner" -> words.refusedNotThroughPartner();
      case "SubscriptionNotUsageBased" -> words.refusedNotUsage();
      case "SubscriptionInactive", "SubscriptionNotActive" -> words.refusedInactive();
      case "NotSupportedCountry" -> words.refusedMarket();
      case "PricesNotInForce" -> words.refusedNoPrices();
      case "ProductNotFound", "400018" -> words.refusedSize();
      case "ProductExcluded", "800020" -> words.refusedExcluded();
      case "RegionNotSold" -> words.refusedRegion();
      case "TermNotSold", "UnsupportedReservationTerm" -> words.refusedTerm();
      case "BillingPlanNotSold" -> words.refusedPlan();
      case "FlexibilityInvalid" -> words.refusedFlexibility();
      case "ResourceTypeNotSold" -> words.refusedType();
      case "PriceNotInForce" -> words.refusedPriceGone();
      case "QuantityInvalid" -> words.refusedQuantity();
      case "DisplayNameInvalid" -> words.refusedName();
      case "ScopeInvalid",
          "MissingAppliedScopesForSingle",
          "InvalidSingleAppliedScopesCount",
          "AppliedScopesNotAssociatedWithCommerceAccount" ->
          words.refusedScope();
      case "LimitPerOrderExceeded" -> words.refusedLimitOrder();
      case "LimitPerDayExceeded" -> words.refusedLimitDay();
      case "Limit30DaysExceeded" -> words.refusedLimit30();
      case "LimitCurrencyMismatch" -> words.refusedLimitCurrency();
      case "TooManyRequests" -> words.refusedTooMany();
      case "ReservationOrderIdAlreadyExists" -> words.refusedExists();
      default -> description;
    };
  }
}
