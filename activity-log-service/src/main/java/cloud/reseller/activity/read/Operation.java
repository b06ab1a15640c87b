package cloud.reseller.activity.read;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * What can be done, with its public names (L20, L21) and the text people read. Where the public
 * list has no name of its own, the nearest one is used (L22).
 */
public enum Operation {
  ADD_CUSTOMER("Add customer", "add_customer", "customer"),
  ADD_SUBSCRIPTION("Add subscription", "update_subscription", "subscription"),
  SUSPEND_SUBSCRIPTION("Suspend subscription", "update_subscription", "subscription"),
  REACTIVATE_SUBSCRIPTION("Reactivate subscription", "update_subscription", "subscription"),
  DELETE_SUBSCRIPTION("Delete subscription", "update_subscription", "subscription"),
  ASSIGN_OWNER("Assign Owner", "add_user_member", "customer_directory_role"),
  REMOVE_OWNER("Remove Owner", "remove_user_member", "customer_directory_role"),
  /** The text is the public one (S53). */
  CREATE_PERMISSION(
      "Create Customer Purchase Permissions", "create_self_serve_policy", "self_serve_policy"),
  UPDATE_PERMISSION(
      "Update Customer Purchase Permissions", "update_self_serve_policy", "self_serve_policy"),
  /** The text is the public one (S53). */
  DELETE_PERMISSION(
      "Delete Customer Purchase Permissions", "delete_self_serve_policy", "self_serve_policy"),
  SET_PRICE_RULE("Set price rule", "update_customer_billing_profile", "customer"),
  REMOVE_PRICE_RULE("Remove price rule", "update_customer_billing_profile", "customer"),
  SET_PURCHASE_LIMIT("Set purchase limit", "update_customer_spending_budget", "customer"),
  REMOVE_PURCHASE_LIMIT("Remove purchase limit", "update_customer_spending_budget", "customer"),
  PURCHASE_RESERVATION("Create order", "create_order", "order"),
  /** A refused command of a type that is none of these. */
  UNKNOWN("Unknown operation", "undefined", "undefined");

  /** Every public resource type (L20); most have no row here. */
  private static final Set<String> RESOURCE_TYPES =
      Set.of(
          "undefined",
          "customer",
          "customer_user",
          "order",
          "subscription",
          "license",
          "third_party_add_on",
          "mpn_association",
          "transfer",
          "application",
          "application_credential",
          "partner_user",
          "partner_relationship",
          "referral",
          "software_key",
          "software_download_link",
          "spending_limit",
          "invoice",
          "agreement",
          "partner_customer_relationship",
          "self_serve_policy",
          "granular_admin_relationship",
          "granular_admin_access_assignment",
          "partner_customer_dap",
          "credit",
          "customer_directory_role",
          "software_page",
          "device",
          "policy",
          "overage",
          "new_commerce_migration",
          "azure_entitlement",
          "indirect_provider_indirect_reseller_dap");

  private final String action;
  private final String operationType;
  private final String resourceType;

  Operation(String action, String operationType, String resourceType) {
    this.action = action;
    this.operationType = operationType;
    this.resourceType = resourceType;
  }

  /** The text people read. */
  public String action() {
    return action;
  }

  /** The public name of the operation. */
  public String operationType() {
    return operationType;
  }

  /** The public name of the kind of thing it was done to. */
  public String resourceType() {
    return resourceType;
  }

  /** What a command asks for. */
  static Operation ofCommand(String type) {
    int version = type.lastIndexOf(".v");
    return switch (version < 0 ? type : type.substring(0, version)) {
      case "AddCustomer" -> ADD_CUSTOMER;
      case "AddSubscription" -> ADD_SUBSCRIPTION;
      case "SuspendSubscription" -> SUSPEND_SUBSCRIPTION;
      case "ReactivateSubscription" -> REACTIVATE_SUBSCRIPTION;
      case "DeleteSubscription" -> DELETE_SUBSCRIPTION;
      case "AssignOwner" -> ASSIGN_OWNER;
      case "RemoveOwner" -> REMOVE_OWNER;
      case "CreatePermission" -> CREATE_PERMISSION;
      case "UpdatePermission" -> UPDATE_PERMISSION;
      case "DeletePermission" -> DELETE_PERMISSION;
      case "SetPriceRule" -> SET_PRICE_RULE;
      case "RemovePriceRule" -> REMOVE_PRICE_RULE;
      case "SetPurchaseLimit" -> SET_PURCHASE_LIMIT;
      case "RemovePurchaseLimit" -> REMOVE_PURCHASE_LIMIT;
      case "PurchaseReservation", "PurchaseReservationOnBehalf" -> PURCHASE_RESERVATION;
      default -> UNKNOWN;
    };
  }

  /** Whether the public list has this resource type, in any spelling. */
  public static boolean knowsResourceType(String resourceType) {
    return RESOURCE_TYPES.stream().anyMatch(known -> plain(known).equals(plain(resourceType)));
  }

  /** The operations on a resource type, in any spelling: self_serve_policy, SelfServePolicy. */
  static String[] on(String resourceType) {
    return Arrays.stream(values())
        .filter(operation -> plain(operation.resourceType).equals(plain(resourceType)))
        .map(Operation::name)
        .toArray(String[]::new);
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
