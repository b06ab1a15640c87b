package cloud.reseller.permissions.write;

import static cloud.reseller.permissions.write.Sample.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cloud.reseller.events.CommandParked;
import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.CommandRepeated;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Input;
import cloud.reseller.log.decide.UnreadableInputException;
import cloud.reseller.permissions.write.PermissionCommand.AttemptBeyondRole;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionMessageCodecTest {

  private final PermissionMessageCodec messageCodec = new PermissionMessageCodec();

  @Test
  void equal_commands_are_equal_bytes() {
    assertThat(PermissionMessageCodec.write(turnOn()))
        .isEqualTo(PermissionMessageCodec.write(turnOn()));
    assertThat(new String(PermissionMessageCodec.write(turnOn()), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"customerId":"%s","products":["AZURE_RESERVED_INSTANCES"],"reason":"trusted",\
            "by":{"tenantId":"%s","actor":{"id":"%s","side":"PARTNER"}}}\
            """
                .formatted(FABRIKAM, CONTOSO, ADMIN.id()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TurnOn.v1           | {}                        | UnknownType | TypeUnknown    | is none"
            + " of [Add",
        "``                  | {}                        | UnknownType | TypeUnknown    | is none"
            + " of [Add",
        "CreatePermission.v1 | ``                        | Unreadable  | BodyUnreadable | body",
        "CreatePermission.v1 | not JSON                  | Unreadable  | BodyUnreadable | JSON",
        "CreatePermission.v1 | null                      | Unreadable  | BodyUnreadable | object",
        "CreatePermission.v1 | []                        | Unreadable  | BodyUnreadable | body",
        "CreatePermission.v1 | {\"customerId\":\"x\"}    | Unreadable  | BodyUnreadable | products",
        "SetPurchaseLimit.v1 | {\"customerId\":1}        | Unreadable  | BodyUnreadable |"
            + " customerId"
      })
  void kinds_of_unreadable_input_are_distinguished(
      String type, String body, String first, String second, String text) {
    unreadable(input(FABRIKAM, type, body.getBytes(StandardCharsets.UTF_8), 1), first, "");
    unreadable(input(FABRIKAM, type, body.getBytes(StandardCharsets.UTF_8), 2), second, text);
  }

  private void unreadable(Input input, String code, String text) {
    assertThatExceptionOfType(UnreadableInputException.class)
        .isThrownBy(() -> messageCodec.readInput(input))
        .withMessageContaining(text)
        .returns(code, UnreadableInputException::code);
  }

  @Test
  void a_body_that_is_not_in_utf_8_is_read_by_the_first_rule_set_alone() throws Exception {
    byte[] body =
        new String(PermissionMessageCodec.write(turnOn()), StandardCharsets.UTF_8)
            .getBytes(StandardCharsets.UTF_16BE);

    assertThat(messageCodec.readInput(input(FABRIKAM, "CreatePermission.v1", body, 1)))
        .isEqualTo(turnOn());
    unreadable(input(FABRIKAM, "CreatePermission.v1", body, 2), "BodyUnreadable", "UTF-8");
  }

  @Test
  void a_command_about_another_customer_than_its_key_is_not_read() {
    byte[] body = PermissionMessageCodec.write(turnOn());
    unreadable(input(OTHER_CUSTOMER, "CreatePermission.v1", body, 1), "KeyMismatch", "key");
    unreadable(input(OTHER_CUSTOMER, "CreatePermission.v1", body, 2), "BodyUnreadable", "key");
  }

  @Test
  void what_the_mechanism_answers_is_worded_as_facts_of_this_service() {
    Input input = input(FABRIKAM, "CreatePermission.v1", new byte[0]);
    assertThat(messageCodec.refused(input, "WrongPartition", "text", "permission-events/3@7"))
        .isEqualTo(
            new CommandRefused(
                FABRIKAM,
                Scenario.REQUEST_ID,
                "CreatePermission.v1",
                "WrongPartition",
                "text",
                "permission-events/3@7",
                Optional.empty()));
    assertThat(messageCodec.parked(input, "reason"))
        .isEqualTo(
            new CommandParked(FABRIKAM, Scenario.REQUEST_ID, "CreatePermission.v1", "reason"));
    assertThat(messageCodec.repeated(input, new Position("permission-events", 3, 7)))
        .isEqualTo(new CommandRepeated(FABRIKAM, Scenario.REQUEST_ID, "permission-events/3@7"));
    assertThat(messageCodec.copies(input, turnedOn())).isEmpty();
  }

  @Test
  void what_the_mechanism_refuses_names_who_asked_and_for_what_if_it_can_be_read() {
    byte[] body =
        PermissionMessageCodec.write(new AttemptBeyondRole(FABRIKAM, "DeletePermission.v1", BY));
    assertThat(
            messageCodec.refused(
                input(FABRIKAM, "AttemptBeyondRole.v1", body), "RequestIdReused", "text", ""))
        .isEqualTo(
            new CommandRefused(
                FABRIKAM,
                Scenario.REQUEST_ID,
                "DeletePermission.v1",
                "RequestIdReused",
                "text",
                "",
                Optional.of(ADMIN)));
  }

  private static Input input(String key, String type, byte[] body) {
    return input(key, type, body, 2);
  }

  private static Input input(String key, String type, byte[] body, int rules) {
    return new Input(
        new Position("permission-commands", 0, 0), key, Scenario.REQUEST_ID, type, body, rules);
  }
}
