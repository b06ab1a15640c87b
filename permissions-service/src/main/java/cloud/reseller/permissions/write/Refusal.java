package cloud.reseller.permissions.write;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a command is refused. The code is stable: it is used in the log, in metrics and, unless the
 * public interface has a number for it, in the answer.
 */
public enum Refusal {
  CUSTOMER_UNKNOWN(
      "CustomerUnknown", "No customer of this id is known to you. Check the customer id."),
  CUSTOMER_ALREADY_EXISTS(
      "CustomerAlreadyExists", "This customer exists already. Read it instead of adding it."),
  NOT_ALLOWED("NotAllowed", "Only the partner may do this. Ask your partner."),
  ROLE_LACKS_RIGHTS(
      "RoleLacksRights",
      "The role of the agent does not allow this. Ask an admin agent of the partner to do it."),

  SUBSCRIPTION_NOT_FOUND(
      "SubscriptionNotFound",
      "The customer has no subscription of this id, or it was deleted. Check the subscription id."),
  SUBSCRIPTION_ALREADY_EXISTS(
      "SubscriptionAlreadyExists",
      "The customer has a subscription of this id or entitlementId already. Read it instead of"
          + " adding it."),
  SUBSCRIPTION_NOT_ACTIVE(
      "SubscriptionNotActive",
      "Only an active subscription can be suspended; this one is suspended already."),
  SUBSCRIPTION_NOT_SUSPENDED(
      "SubscriptionNotSuspended",
      "Only a suspended subscription can be reactivated; this one is active already."),

  OWNER_ALREADY_ASSIGNED(
      "OwnerAlreadyAssigned", "The user is Owner of this subscription already; nothing to do."),
  OWNER_NOT_FOUND(
      "OwnerNotFound", "The user is not Owner of this subscription. Check the user id."),
  /** A licence is not an Azure subscription. */
  OWNER_NOT_POSSIBLE(
      "OwnerNotPossible",
      "This subscription is a licence, and only Azure subscriptions have Owners. Name an Azure plan"
          + " or an Azure Global subscription."),
  REQUESTER_NOT_OWNER(
      "RequesterNotOwner",
      "Only an Owner of this subscription or the partner's admin agent may assign Owner. Ask one"
          + " of them."),

  PERMISSION_ALREADY_EXISTS(
      "PermissionAlreadyExists",
      "The customer has a self-serve policy already. Update it, or delete it first."),
  PERMISSION_NOT_FOUND("PermissionNotFound", "The customer has no self-serve policy."),
  ETAG_NOT_VALID(
      "EtagNotValid",
      "The resource changed since it was read: its etag is no longer valid. Read it again and"
          + " repeat the change with the etag it has."),
  NO_PRODUCT(
      "NoProduct",
      "permissions is empty. Name at least one kind of product, or delete the policy."),
  NO_QUALIFYING_SUBSCRIPTION(
      "NoQualifyingSubscription",
      "The customer has no active usage-based Azure plan or Azure Global subscription bought"
          + " through you, so there is nothing it could buy a reservation for. Buy an Azure plan"
          + " for the customer or reactivate the suspended one, then turn the permission on."),

  PRICE_TARGET_INVALID(
      "PriceTargetInvalid",
      "The target must be \"*\", a price sheet SKU as productId:skuId, or an ARM SKU name such as"
          + " Standard_D2s_v5."),
  FIXED_PRICE_NEEDS_SHEET_SKU(
      "FixedPriceNeedsSheetSku",
      "A fixed price needs a target that names region and term: a price sheet SKU as"
          + " productId:skuId. Use a percentage for this target."),
  FIXED_PRICE_NEGATIVE("FixedPriceNegative", "unitPrice must be 0 or more."),
  PERCENT_TOO_LOW("PercentTooLow", "basisPoints must be -10000 or more: a price is never below 0."),
  PRICE_RULE_NOT_FOUND(
      "PriceRuleNotFound", "The customer has no price rule for this target. Check the target."),

  LIMIT_EMPTY("LimitEmpty", "Give at least one of perOrderMinor, perDayMinor and per30DaysMinor."),
  LIMIT_NOT_POSITIVE(
      "LimitNotPositive",
      "A limit must be 1 or more. To stop all purchases, delete the self-serve policy."),
  CURRENCY_UNKNOWN("CurrencyUnknown", "currency must be an ISO 4217 code such as USD."),
  /** Purchases in a market are in its currency. */
  CURRENCY_NOT_OF_MARKET("CurrencyNotOfMarket", "currency must be that of the customer's market."),
  LIMIT_NOT_FOUND("LimitNotFound", "The customer has no purchase limit.");

  private final String code;
  private final String text;

  Refusal(String code, String text) {
    this.code = code;
    this.text = text;
  }

  /** The stable code. */
  public String code() {
    return code;
  }

  /** What is wrong and what to do next, for a person to read. */
  public String text() {
    return text;
  }

  /** The refusal of that code; empty if the code is one of the mechanism's own. */
  public static Optional<Refusal> of(String code) {
    return Arrays.stream(values()).filter(refusal -> refusal.code.equals(code)).findFirst();
  }
}
