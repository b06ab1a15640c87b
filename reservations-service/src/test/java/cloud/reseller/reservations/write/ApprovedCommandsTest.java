package cloud.reseller.reservations.write;

import static cloud.reseller.reservations.write.Facts.CUSTOMER;
import static cloud.reseller.reservations.write.Facts.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.ReservationCommandType;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Input;
import cloud.reseller.testing.ApprovedBodies;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The commands as they are permanently stored in {@code reservation-commands}. */
class ApprovedCommandsTest {

  private static final Map<String, ReservationCommand> EXAMPLES =
      Map.of(
          "PurchaseReservation.v1",
          new ReservationCommand.PurchaseByCustomer(Asking.owner().request()),
          "PurchaseReservationOnBehalf.v1",
          Asking.owner().onBehalf(PARTNER),
          "PurchaseReservationOnBehalf.v1.reviewed",
          Asking.owner().withReviewDateTime(Facts.NOW).onBehalf(PARTNER));

  @Test
  void every_command_is_written_as_the_approved_bytes() throws Exception {
    Map<String, byte[]> written = new LinkedHashMap<>();
    EXAMPLES.forEach(
        (name, command) -> written.put(name, ReservationMessageCodec.writeCommand(command)));
    assertThat(ApprovedBodies.deviations(written)).isEmpty();
  }

  @Test
  void every_approved_body_is_read_as_its_command_under_its_type_name() throws Exception {
    for (Map.Entry<String, ReservationCommand> example : EXAMPLES.entrySet()) {
      String type = ApprovedBodies.typeName(example.getKey());
      Input input =
          new Input(
              new Position("reservation-commands", 0, 0),
              CUSTOMER,
              "request-1",
              type,
              ApprovedBodies.approved(example.getKey()),
              2);
      assertThat(new ReservationMessageCodec().readInput(input)).isEqualTo(example.getValue());
      assertThat(ReservationMessageCodec.commandType(example.getValue()).typeName())
          .isEqualTo(type);
    }
  }

  @Test
  void every_type_of_command_has_an_approved_body() {
    assertThat(EXAMPLES.values().stream().map(ReservationMessageCodec::commandType).distinct())
        .containsExactlyInAnyOrderElementsOf(Arrays.asList(ReservationCommandType.values()));
  }
}
