package cloud.reseller.reservations.write;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The reasons for refusals, in the order in which the conditions are checked. Codes are stable;
 * those of the public reservation API (E12) are used where they fit, and several refusals may share
 * one. Codes and texts are part of the outcome: under a released rule set they never change.
 */
public enum Refusal {
  CUSTOMER_UNKNOWN(
      "CustomerUnknown",
      "No such customer of this partner: check customerId, or add the customer first."),
  /** The agent's role does not allow to buy (R6). */
  ROLE_LACKS_RIGHTS(
      "RoleLacksRights",
      "The role of the agent does not allow to buy: ask an admin or sales agent of the partner."),
  /** The request was accepted so long ago that its answer is no longer kept. */
  ORDER_EXISTS(
      "ReservationOrderIdAlreadyExists",
      "This request was accepted before as order %s: read that one, or send another purchase under"
          + " a new id."),
  /** The permission is off (R8, S10). */
  PERMISSION_OFF(
      "PermissionOff",
      "The partner has not allowed this customer to buy reservations: ask the partner's admin agent"
          + " to turn \"Allow customer to purchase\" on, or to buy it."),
  PERMISSION_WITHOUT_RESERVATIONS(
      "PermissionOff",
      "The partner's permission does not cover Azure reservations: ask the partner's admin agent to"
          + " add them."),
  SUBSCRIPTION_UNKNOWN(
      "SubscriptionUnknown",
      "billingScopeId names no subscription of this customer: use /subscriptions/{id} of one the"
          + " partner bought for it."),
  /** The subscription was bought elsewhere (S09). */
  SUBSCRIPTION_NOT_THROUGH_PARTNER(
      "SubscriptionNotThroughPartner",
      "This subscription was not bought through the partner: use one that was."),
  SUBSCRIPTION_SUSPENDED(
      "SubscriptionInactive",
      "This subscription is suspended: ask the partner to reactivate it, or use another one."),
  SUBSCRIPTION_DELETED("SubscriptionInactive", "This subscription was deleted: use another one."),
  /** The subscription is licence-based (S37). */
  SUBSCRIPTION_NOT_USAGE_BASED(
      "SubscriptionNotUsageBased",
      "Reservations are billed to usage-based subscriptions only: use an Azure plan or an Azure"
          + " Global subscription."),
  /** The requester is not Owner of the subscription (S40, S42). */
  OWNER_MISSING(
      "OwnerMissing",
      "You need the Owner role on this subscription to buy a reservation for it: ask the partner or"
          + " another Owner to assign it to you."),
  /** Reservations are not sold in the customer's market at all (C43). */
  MARKET_NOT_SOLD(
      "NotSupportedCountry",
      "Azure reservations are not sold in the customer's market %s: they cannot be bought for this"
          + " customer."),
  /** No price sheet of the market is in force at decision time. */
  PRICES_NOT_IN_FORCE(
      "PricesNotInForce",
      "No price sheet for market %s is in force: the partner must import the current one."),
  RESOURCE_TYPE_NOT_SOLD("ResourceTypeNotSold", "reservedResourceType must be %s."),
  /** A series that cannot be reserved (E29). */
  PRODUCT_EXCLUDED(
      "ProductExcluded",
      "Sizes of the A, Av2 and G series, promotional, preview and classic sizes cannot be reserved:"
          + " choose another size in sku.name."),
  PRODUCT_NOT_FOUND(
      "ProductNotFound",
      "sku.name is not in the price sheet in force: use an ARM size name such as Standard_D2s_v5."),
  /** P5Y, or not a term at all (E11). */
  TERM_UNSUPPORTED(
      "UnsupportedReservationTerm", "term must be P1Y or P3Y; P5Y is not sold for this size."),
  REGION_NOT_SOLD(
      "RegionNotSold",
      "This size is not sold in that location: use the ARM name of a region it is sold in, such as"
          + " eastus."),
  TERM_NOT_SOLD(
      "TermNotSold", "This size is not sold in that region for this term: choose the other term."),
  /** The price sheet in force has prices for it, but none that is valid at decision time. */
  PRICE_NOT_IN_FORCE(
      "PriceNotInForce",
      "The price sheet in force has no price for this product at this time: choose another product,"
          + " or ask the partner to publish its price."),
  BILLING_PLAN_NOT_SOLD("BillingPlanNotSold", "billingPlan must be Upfront or Monthly."),
  QUANTITY_INVALID("QuantityInvalid", "quantity must be 1 or more."),
  QUANTITY_TOO_LARGE(
      "QuantityInvalid",
      "quantity makes a commitment larger than one order can hold: order fewer."),
  DISPLAY_NAME_INVALID(
      "DisplayNameInvalid", "displayName has more than %s characters: shorten it."),
  /** Since rule set 3. */
  DISPLAY_NAME_NOT_VISIBLE(
      "DisplayNameInvalid",
      "displayName contains a control, bidirectional or other invisible character: remove it."),
  /** The review time is not within the term of the purchase (E10). */
  REVIEW_TIME_INVALID(
      "ReviewDateTimeInvalid",
      "reviewDateTime must lie within the term: later than now and not after %s. Leave it out if"
          + " the reservation needs no review."),
  /** Scopes must be in the customer's own tenant (E10); since rule set 2. */
  SCOPE_OF_ANOTHER_TENANT(
      "AppliedScopesNotAssociatedWithCommerceAccount",
      "appliedScopeProperties.tenantId is not the customer's tenant: give it the customer's id, or"
          + " leave it out."),
  SCOPE_TYPE_INVALID("ScopeInvalid", "appliedScopeType must be Single, Shared or ManagementGroup."),
  SHARED_SCOPE_INVALID(
      "ScopeInvalid",
      "A shared scope names no subscription: leave appliedScopes and appliedScopeProperties out, or"
          + " ask for appliedScopeType Single."),
  /** Since rule set 3 (E10). */
  MANAGEMENT_GROUP_TENANT_MISSING(
      "ScopeInvalid",
      "A management-group scope needs appliedScopeProperties.tenantId: give it the customer's id."),
  MANAGEMENT_GROUP_SCOPE_INVALID(
      "ScopeInvalid",
      "A management-group scope needs appliedScopeProperties.managementGroupId, at most %s"
          + " characters, and no appliedScopes."),
  SCOPE_COUNT(
      "InvalidSingleAppliedScopesCount",
      "A single scope names exactly one subscription or resource group in appliedScopes, not %s."),
  /** Since rule set 3. */
  SCOPES_CONTRADICT(
      "ScopeInvalid",
      "appliedScopeProperties names a scope that is not the one asked for: name one scope, of the"
          + " appliedScopeType."),
  SCOPE_NAMED_TWICE(
      "ScopeInvalid",
      "appliedScopes and appliedScopeProperties both name a scope: leave one of them out."),
  SCOPE_MISSING(
      "MissingAppliedScopesForSingle",
      "A single scope needs one subscription or resource group in appliedScopes."),
  SCOPE_NOT_OF_CUSTOMER(
      "AppliedScopesNotAssociatedWithCommerceAccount",
      "The subscription in appliedScopes is not one of this customer's: name one of its active"
          + " usage-based subscriptions."),
  SCOPE_NOT_QUALIFYING(
      "AppliedScopesNotAssociatedWithCommerceAccount",
      "The subscription in appliedScopes must be active, usage-based and bought through the"
          + " partner: name another one."),
  SCOPE_PATH_INVALID(
      "ScopeInvalid",
      "appliedScopes must be /subscriptions/{id} or /subscriptions/{id}/resourceGroups/{name}."),
  FLEXIBILITY_INVALID("FlexibilityInvalid", "instanceFlexibility must be On or Off."),
  /** Flexibility off needs a single scope (E24). */
  CAPACITY_PRIORITY_NEEDS_SINGLE_SCOPE(
      "CapacityPriorityNeedsSingleScope",
      "Capacity priority (instanceFlexibility Off) needs a single scope: ask for appliedScopeType"
          + " Single, or leave the flexibility On."),
  LIMIT_CURRENCY_MISMATCH(
      "LimitCurrencyMismatch",
      "The purchase limit is in %1$s and this market is priced in %2$s: ask the partner to set the"
          + " limit in %2$s."),
  LIMIT_PER_ORDER_EXCEEDED(
      "LimitPerOrderExceeded",
      "This order is above the limit per order the partner set: order less, or ask the partner to"
          + " buy it or to raise the limit."),
  LIMIT_PER_DAY_EXCEEDED(
      "LimitPerDayExceeded",
      "With this order the purchases of this UTC day are above the limit the partner set: order"
          + " less, wait for the next day, or ask the partner."),
  LIMIT_30_DAYS_EXCEEDED(
      "Limit30DaysExceeded",
      "With this order the purchases of the last 30 days are above the limit the partner set: order"
          + " less, wait, or ask the partner.");

  /** Where a text mentions a value. */
  private static final Pattern VALUE = Pattern.compile("%(\\d\\$)?s");

  private final String code;
  private final String text;

  Refusal(String code, String text) {
    this.code = code;
    this.text = text;
  }

  /**
   * The refusal of a code and a text, where several have the code; the first of that code if none
   * has the text, and empty if the code is one of the mechanism's own.
   */
  public static Optional<Refusal> of(String code, String text) {
    List<Refusal> all =
        Arrays.stream(values()).filter(refusal -> refusal.code.equals(code)).toList();
    return all.stream()
        .filter(refusal -> refusal.told(text))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  /** Whether a text is this one, whatever values it mentions. */
  private boolean told(String other) {
    String form =
        VALUE.splitAsStream(text).map(Pattern::quote).collect(Collectors.joining(".*", "", ".*"));
    return other.matches(form);
  }

  /** The stable code. */
  public String code() {
    return code;
  }

  /**
   * What is wrong and what to do next, for people.
   *
   * @param values the values in the text, in order
   */
  public String text(Object... values) {
    return values.length == 0 ? text : String.format(Locale.ROOT, text, values);
  }
}
