package cloud.reseller.activity.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "AddCustomer.v1, ADD_CUSTOMER",
        "AddSubscription.v1, ADD_SUBSCRIPTION",
        "SuspendSubscription.v1, SUSPEND_SUBSCRIPTION",
        "ReactivateSubscription.v1, REACTIVATE_SUBSCRIPTION",
        "DeleteSubscription.v1, DELETE_SUBSCRIPTION",
        "AssignOwner.v1, ASSIGN_OWNER",
        "RemoveOwner.v1, REMOVE_OWNER",
        "CreatePermission.v1, CREATE_PERMISSION",
        "UpdatePermission.v1, UPDATE_PERMISSION",
        "DeletePermission.v1, DELETE_PERMISSION",
        "SetPriceRule.v1, SET_PRICE_RULE",
        "RemovePriceRule.v1, REMOVE_PRICE_RULE",
        "SetPurchaseLimit.v1, SET_PURCHASE_LIMIT",
        "RemovePurchaseLimit.v1, REMOVE_PURCHASE_LIMIT",
        "AttemptBeyondRole.v1, UNKNOWN",
        "PurchaseReservation.v1, PURCHASE_RESERVATION",
        "PurchaseReservationOnBehalf.v1, PURCHASE_RESERVATION",
        "PurchaseReservation.v2, PURCHASE_RESERVATION",
        "PurchaseReservation, PURCHASE_RESERVATION",
        "Buy.v9, UNKNOWN",
        "``, UNKNOWN"
      })
  void a_refused_command_is_shown_as_the_operation_it_asked_for(String type, Operation shown) {
    assertThat(Operation.ofCommand(type)).isEqualTo(shown);
  }
}
