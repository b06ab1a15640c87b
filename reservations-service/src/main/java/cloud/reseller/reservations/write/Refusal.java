package cloud.reseller.reservations.write;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a purchase is refused, in the order the conditions are looked at. Codes are stable; those of
 * the public reservation API (E12) are kept where they fit.
 */
public enum Refusal {
  CUSTOMER_UNKNOWN("CustomerUnknown"),
  /** The agent's role does not allow to buy (R6). */
  ROLE_LACKS_RIGHTS("RoleLacksRights"),
  /** The request was accepted so long ago that its answer is no longer kept. */
  ORDER_EXISTS("ReservationOrderIdAlreadyExists"),
  /** The permission is off (R8, S10). */
  PERMISSION_OFF("PermissionOff"),
  SUBSCRIPTION_UNKNOWN("SubscriptionUnknown"),
  /** Bought elsewhere (S09). */
  SUBSCRIPTION_NOT_THROUGH_PARTNER("SubscriptionNotThroughPartner"),
  SUBSCRIPTION_INACTIVE("SubscriptionInactive"),
  /** Licence-based (S37). */
  SUBSCRIPTION_NOT_USAGE_BASED("SubscriptionNotUsageBased"),
  /** The requester is not Owner of the subscription (S40, S42). */
  OWNER_MISSING("OwnerMissing"),
  /** Reservations are not sold in the customer's market at all (C43). */
  MARKET_NOT_SOLD("NotSupportedCountry"),
  /** No price sheet of the market is in force at decision time. */
  PRICES_NOT_IN_FORCE("PricesNotInForce"),
  RESOURCE_TYPE_NOT_SOLD("ResourceTypeNotSold"),
  /** A series that cannot be reserved (E29). */
  PRODUCT_EXCLUDED("ProductExcluded"),
  PRODUCT_NOT_FOUND("ProductNotFound"),
  /** P5Y, or no term at all (E11). */
  TERM_UNSUPPORTED("UnsupportedReservationTerm"),
  REGION_NOT_SOLD("RegionNotSold"),
  TERM_NOT_SOLD("TermNotSold"),
  BILLING_PLAN_NOT_SOLD("BillingPlanNotSold"),
  QUANTITY_INVALID("QuantityInvalid"),
  DISPLAY_NAME_INVALID("DisplayNameInvalid"),
  /** Not within the term the purchase would begin (E10). */
  REVIEW_TIME_INVALID("ReviewDateTimeInvalid"),
  SCOPE_INVALID("ScopeInvalid"),
  SCOPE_MISSING("MissingAppliedScopesForSingle"),
  SCOPE_COUNT("InvalidSingleAppliedScopesCount"),
  SCOPE_NOT_ASSOCIATED("AppliedScopesNotAssociatedWithCommerceAccount"),
  FLEXIBILITY_INVALID("FlexibilityInvalid"),
  /** Flexibility off needs a single scope (E24). */
  CAPACITY_PRIORITY_NEEDS_SINGLE_SCOPE("CapacityPriorityNeedsSingleScope"),
  LIMIT_CURRENCY_MISMATCH("LimitCurrencyMismatch"),
  LIMIT_PER_ORDER_EXCEEDED("LimitPerOrderExceeded"),
  LIMIT_PER_DAY_EXCEEDED("LimitPerDayExceeded"),
  LIMIT_30_DAYS_EXCEEDED("Limit30DaysExceeded");

  /** What the user is told with {@link #OWNER_MISSING}. */
  public static final String OWNER_MISSING_TEXT =
      "You need the Owner role on this subscription to buy a reservation for it: ask the partner or"
          + " another Owner to assign it to you.";

  private final String code;

  Refusal(String code) {
    this.code = code;
  }

  /** The refusal of that code, if it is one of these rules. */
  public static Optional<Refusal> of(String code) {
    return Arrays.stream(values()).filter(refusal -> refusal.code.equals(code)).findFirst();
  }

  /** The stable code. */
  public String code() {
    return code;
  }
}
