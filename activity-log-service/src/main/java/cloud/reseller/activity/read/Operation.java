package cloud.reseller.activity.read;

import cloud.reseller.events.CommandType;
import cloud.reseller.events.PermissionCommandType;
import cloud.reseller.events.ReservationCommandType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The operations, with their public names (L20, L21) and descriptions. Where the public list has no
 * matching name, the nearest one is used (L22).
 */
public enum Operation {
  ADD_CUSTOMER("Add customer", "add_customer", "customer"),
  ADD_SUBSCRIPTION("Add subscription", "update_subscription", "subscription"),
  SUSPEND_SUBSCRIPTION("Suspend subscription", "update_subscription", "subscription"),
  REACTIVATE_SUBSCRIPTION("Reactivate subscription", "update_subscription", "subscription"),
  DELETE_SUBSCRIPTION("Delete subscription", "update_subscription", "subscription"),
  ASSIGN_OWNER("Assign Owner", "add_user_member", "customer_directory_role"),
  REMOVE_OWNER("Remove Owner", "remove_user_member", "customer_directory_role"),
  /** The description is the public one (S53). */
  CREATE_PERMISSION(
      "Create Customer Purchase Permissions", "create_self_serve_policy", "self_serve_policy"),
  UPDATE_PERMISSION(
      "Update Customer Purchase Permissions", "update_self_serve_policy", "self_serve_policy"),
  /** The description is the public one (S53). */
  DELETE_PERMISSION(
      "Delete Customer Purchase Permissions", "delete_self_serve_policy", "self_serve_policy"),
  SET_PRICE_RULE("Set price rule", "update_customer_billing_profile", "customer"),
  REMOVE_PRICE_RULE("Remove price rule", "update_customer_billing_profile", "customer"),
  SET_PURCHASE_LIMIT("Set purchase limit", "update_customer_spending_budget", "customer"),
  REMOVE_PURCHASE_LIMIT("Remove purchase limit", "update_customer_spending_budget", "customer"),
  PURCHASE_RESERVATION("Create order", "create_order", "order"),
  /** The public list has no such operation; clients read it as Undefined (L23). */
  PUBLISH_PRICE_SHEET("Publish price sheet", "undefined", "undefined"),
  /** A refused command of any other type. */
  UNKNOWN("Unknown operation", "undefined", "undefined");

  /** All public resource types (L20), most of which are not used here. */
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

  /** The description. */
  public String action() {
    return action;
  }

  /** The public name of the operation. */
  public String operationType() {
    return operationType;
  }

  /** The public resource type. */
  public String resourceType() {
    return resourceType;
  }

  /** Whether it changes a price, which not every agent may see. */
  public boolean isAboutPrices() {
    return this == SET_PRICE_RULE || this == REMOVE_PRICE_RULE;
  }

  /** The operation that a command requests. */
  static Operation ofCommand(String type) {
    return CommandType.ofAnyVersion(type).map(Operation::ofCommand).orElse(UNKNOWN);
  }

  private static Operation ofCommand(CommandType type) {
    return switch (type) {
      case PermissionCommandType.ADD_CUSTOMER -> ADD_CUSTOMER;
      case PermissionCommandType.ADD_SUBSCRIPTION -> ADD_SUBSCRIPTION;
      case PermissionCommandType.SUSPEND_SUBSCRIPTION -> SUSPEND_SUBSCRIPTION;
      case PermissionCommandType.REACTIVATE_SUBSCRIPTION -> REACTIVATE_SUBSCRIPTION;
      case PermissionCommandType.DELETE_SUBSCRIPTION -> DELETE_SUBSCRIPTION;
      case PermissionCommandType.ASSIGN_OWNER -> ASSIGN_OWNER;
      case PermissionCommandType.REMOVE_OWNER -> REMOVE_OWNER;
      case PermissionCommandType.CREATE_PERMISSION -> CREATE_PERMISSION;
      case PermissionCommandType.UPDATE_PERMISSION -> UPDATE_PERMISSION;
      case PermissionCommandType.DELETE_PERMISSION -> DELETE_PERMISSION;
      case PermissionCommandType.SET_PRICE_RULE -> SET_PRICE_RULE;
      case PermissionCommandType.REMOVE_PRICE_RULE -> REMOVE_PRICE_RULE;
      case PermissionCommandType.SET_PURCHASE_LIMIT -> SET_PURCHASE_LIMIT;
      case PermissionCommandType.REMOVE_PURCHASE_LIMIT -> REMOVE_PURCHASE_LIMIT;
      case ReservationCommandType.PURCHASE_RESERVATION,
          ReservationCommandType.PURCHASE_RESERVATION_ON_BEHALF ->
          PURCHASE_RESERVATION;
      // The attempted command is in the body, which is private to the service.
      case PermissionCommandType.ATTEMPT_BEYOND_ROLE -> UNKNOWN;
    };
  }

  /** Whether the public list contains this resource type, in any spelling. */
  public static boolean knowsResourceType(String resourceType) {
    return RESOURCE_TYPES.stream().anyMatch(known -> plain(known).equals(plain(resourceType)));
  }

  /** The operations on a resource type, in any spelling: self_serve_policy, SelfServePolicy. */
  static List<String> on(String resourceType) {
    return Arrays.stream(values())
        .filter(operation -> plain(operation.resourceType).equals(plain(resourceType)))
        .map(Operation::name)
        .toList();
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
