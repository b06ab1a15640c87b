package cloud.reseller.gateway.dashboard.activity;

import cloud.reseller.gateway.pages.Coded;
import cloud.reseller.gateway.pages.Words;
import java.util.Set;

/** What was done, by the service's English description. */
enum Action implements Coded {
  ADD_CUSTOMER("Add customer"),
  ADD_SUBSCRIPTION("Add subscription"),
  SUSPEND_SUBSCRIPTION("Suspend subscription"),
  REACTIVATE_SUBSCRIPTION("Reactivate subscription"),
  DELETE_SUBSCRIPTION("Delete subscription"),
  ASSIGN_OWNER("Assign Owner"),
  REMOVE_OWNER("Remove Owner"),
  CREATE_PERMISSION("Create Customer Purchase Permissions"),
  UPDATE_PERMISSION("Update Customer Purchase Permissions"),
  DELETE_PERMISSION("Delete Customer Purchase Permissions"),
  SET_PRICE_RULE("Set price rule"),
  REMOVE_PRICE_RULE("Remove price rule"),
  SET_PURCHASE_LIMIT("Set purchase limit"),
  REMOVE_PURCHASE_LIMIT("Remove purchase limit"),
  PURCHASE_RESERVATION("Create order"),
  PUBLISH_PRICE_SHEET("Publish price sheet"),
  OTHER;

  private final Set<String> codes;

  Action(String... codes) {
    this.codes = Set.of(codes);
  }

  @Override
  public Set<String> codes() {
    return codes;
  }

  /** The description in the viewer's language; as it is if there is no translation. */
  static String text(String description, Words words) {
    ActivityWords activityWords = words.of(ActivityWords.class);
    return switch (Coded.of(description, OTHER)) {
      case ADD_CUSTOMER -> activityWords.addCustomer();
      case ADD_SUBSCRIPTION -> activityWords.addSubscription();
      case SUSPEND_SUBSCRIPTION -> activityWords.suspendSubscription();
      case REACTIVATE_SUBSCRIPTION -> activityWords.reactivateSubscription();
      case DELETE_SUBSCRIPTION -> activityWords.deleteSubscription();
      case ASSIGN_OWNER -> activityWords.assignOwner();
      case REMOVE_OWNER -> activityWords.removeOwner();
      case CREATE_PERMISSION -> activityWords.createPermission();
      case UPDATE_PERMISSION -> activityWords.updatePermission();
      case DELETE_PERMISSION -> activityWords.deletePermission();
      case SET_PRICE_RULE -> activityWords.setPriceRule();
      case REMOVE_PRICE_RULE -> activityWords.removePriceRule();
      case SET_PURCHASE_LIMIT -> activityWords.setPurchaseLimit();
      case REMOVE_PURCHASE_LIMIT -> activityWords.removePurchaseLimit();
      case PURCHASE_RESERVATION -> activityWords.purchaseReservation();
      case PUBLISH_PRICE_SHEET -> activityWords.publishPriceSheet();
      case OTHER -> description;
    };
  }
}
