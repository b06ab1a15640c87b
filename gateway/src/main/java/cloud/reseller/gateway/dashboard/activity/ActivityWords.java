package cloud.reseller.gateway.dashboard.activity;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the activity log. */
@MessageBundle("activity")
public interface ActivityWords {

  @Message("From")
  String fromDay();

  @Message("To")
  String toDay();

  @Message("Affected customer")
  String affectedCustomer();

  @Message("Date-Time")
  String dateTime();

  @Message("Action")
  String action();

  @Message("Partner user")
  String partnerUser();

  @Message("done")
  String done();

  @Message("refused")
  String notDone();

  @Message(
      "Newest first, at most 31 days at once, as far back as 90 days. Days are counted in UTC.")
  String activityHint();

  @Message(
      "Nothing in these days. Every change of a customer stands here, and every attempt that was"
          + " refused.")
  String noActivity();

  @Message("About")
  String kindOfEntry();

  @Message("Orders")
  String orders();

  @Message("Customers, prices, limits")
  String customersPricesLimits();

  @Message("Only entries about one customer are shown.")
  String oneCustomerOnly();

  @Message("One condition at a time: a company’s name before a kind.")
  String oneConditionHint();

  @Message("Add customer")
  String addCustomer();

  @Message("Add subscription")
  String addSubscription();

  @Message("Suspend subscription")
  String suspendSubscription();

  @Message("Reactivate subscription")
  String reactivateSubscription();

  @Message("Delete subscription")
  String deleteSubscription();

  @Message("Assign Owner")
  String assignOwner();

  @Message("Remove Owner")
  String removeOwner();

  @Message("Create Customer Purchase Permissions")
  String createPermission();

  @Message("Update Customer Purchase Permissions")
  String updatePermission();

  @Message("Delete Customer Purchase Permissions")
  String deletePermission();

  @Message("Set price rule")
  String setPriceRule();

  @Message("Remove price rule")
  String removePriceRule();

  @Message("Set purchase limit")
  String setPurchaseLimit();

  @Message("Remove purchase limit")
  String removePurchaseLimit();

  @Message("Create order")
  String purchaseReservation();

  @Message("Publish price sheet")
  String publishPriceSheet();
}
