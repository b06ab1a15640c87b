package cloud.reseller.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The type names of commands, which are stored in the log permanently. */
class CommandTypeTest {

  @Test
  void the_stored_names_of_permission_commands_do_not_change() {
    assertThat(Arrays.stream(PermissionCommandType.values()).map(CommandType::typeName))
        .containsExactly(
            "AddCustomer.v1",
            "AddSubscription.v1",
            "SuspendSubscription.v1",
            "ReactivateSubscription.v1",
            "DeleteSubscription.v1",
            "AssignOwner.v1",
            "RemoveOwner.v1",
            "CreatePermission.v1",
            "UpdatePermission.v1",
            "DeletePermission.v1",
            "SetPriceRule.v1",
            "RemovePriceRule.v1",
            "SetPurchaseLimit.v1",
            "RemovePurchaseLimit.v1",
            "AttemptBeyondRole.v1");
  }

  @Test
  void the_stored_names_of_reservation_commands_do_not_change() {
    assertThat(Arrays.stream(ReservationCommandType.values()).map(CommandType::typeName))
        .containsExactly("PurchaseReservation.v1", "PurchaseReservationOnBehalf.v1");
  }

  @Test
  void a_type_is_found_by_its_stored_name_alone() {
    assertThat(CommandType.of("AssignOwner.v1")).contains(PermissionCommandType.ASSIGN_OWNER);
    assertThat(CommandType.of("PurchaseReservationOnBehalf.v1"))
        .contains(ReservationCommandType.PURCHASE_RESERVATION_ON_BEHALF);
    assertThat(CommandType.of("AssignOwner.v2")).isEmpty();
    assertThat(CommandType.of("ASSIGN_OWNER")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AssignOwner.v1", "AssignOwner.v2", "AssignOwner.v", "AssignOwner"})
  void a_refused_command_is_recognized_in_any_version(String typeName) {
    assertThat(CommandType.ofAnyVersion(typeName)).contains(PermissionCommandType.ASSIGN_OWNER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".v1", "assignOwner.v1", "AssignOwner.v1.v1", "TurnPermissionOn.v1"})
  void any_other_name_is_no_type(String typeName) {
    assertThat(CommandType.ofAnyVersion(typeName)).isEmpty();
  }
}
