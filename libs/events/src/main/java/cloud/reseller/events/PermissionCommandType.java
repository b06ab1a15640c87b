package cloud.reseller.events;

/** The commands in {@code permission-commands}. */
public enum PermissionCommandType implements CommandType {
  ADD_CUSTOMER("AddCustomer.v1"),
  ADD_SUBSCRIPTION("AddSubscription.v1"),
  SUSPEND_SUBSCRIPTION("SuspendSubscription.v1"),
  REACTIVATE_SUBSCRIPTION("ReactivateSubscription.v1"),
  DELETE_SUBSCRIPTION("DeleteSubscription.v1"),
  ASSIGN_OWNER("AssignOwner.v1"),
  REMOVE_OWNER("RemoveOwner.v1"),
  CREATE_PERMISSION("CreatePermission.v1"),
  UPDATE_PERMISSION("UpdatePermission.v1"),
  DELETE_PERMISSION("DeletePermission.v1"),
  SET_PRICE_RULE("SetPriceRule.v1"),
  REMOVE_PRICE_RULE("RemovePriceRule.v1"),
  SET_PURCHASE_LIMIT("SetPurchaseLimit.v1"),
  REMOVE_PURCHASE_LIMIT("RemovePurchaseLimit.v1"),
  /**
   * An attempt by an agent whose role does not allow the command; the body names the attempted
   * type.
   */
  ATTEMPT_BEYOND_ROLE("AttemptBeyondRole.v1");

  private final String typeName;

  PermissionCommandType(String typeName) {
    this.typeName = typeName;
  }

  @Override
  public String typeName() {
    return typeName;
  }
}
