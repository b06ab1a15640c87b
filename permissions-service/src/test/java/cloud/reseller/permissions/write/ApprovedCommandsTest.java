package cloud.reseller.permissions.write;

import static cloud.reseller.permissions.write.Sample.*;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.Money;
import cloud.reseller.events.PermissionCommandType;
import cloud.reseller.events.PriceRule;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Input;
import cloud.reseller.permissions.write.PermissionCommand.AttemptBeyondRole;
import cloud.reseller.permissions.write.PermissionCommand.DeleteSubscription;
import cloud.reseller.permissions.write.PermissionCommand.ReactivateSubscription;
import cloud.reseller.permissions.write.PermissionCommand.RemoveOwner;
import cloud.reseller.permissions.write.PermissionCommand.RemovePriceRule;
import cloud.reseller.permissions.write.PermissionCommand.RemovePurchaseLimit;
import cloud.reseller.permissions.write.PermissionCommand.SetPriceRule;
import cloud.reseller.permissions.write.PermissionCommand.SetPurchaseLimit;
import cloud.reseller.permissions.write.PermissionCommand.SuspendSubscription;
import cloud.reseller.testing.ApprovedBodies;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The commands as they are permanently stored in {@code permission-commands}. */
class ApprovedCommandsTest {

  private static final Optional<String> ANY = Optional.empty();
  private static final Optional<String> ETAG = Optional.of("9a8b7c6d-0006-4aaa-8bbb-000000000006");
  private static final OptionalLong UNLIMITED = OptionalLong.empty();

  private static final Map<String, PermissionCommand> EXAMPLES = examples();

  private static Map<String, PermissionCommand> examples() {
    Map<String, PermissionCommand> examples = new LinkedHashMap<>();
    examples.put("AddCustomer.v1", addFabrikam(BY));
    examples.put("AddSubscription.v1", addPlan(PLAN, PLAN));
    examples.put("SuspendSubscription.v1", new SuspendSubscription(FABRIKAM, PLAN, ETAG, BY));
    examples.put("SuspendSubscription.v1.any", new SuspendSubscription(FABRIKAM, PLAN, ANY, BY));
    examples.put("ReactivateSubscription.v1", new ReactivateSubscription(FABRIKAM, PLAN, ETAG, BY));
    examples.put(
        "ReactivateSubscription.v1.any", new ReactivateSubscription(FABRIKAM, PLAN, ANY, BY));
    examples.put("DeleteSubscription.v1", new DeleteSubscription(FABRIKAM, PLAN, ETAG, BY));
    examples.put("DeleteSubscription.v1.any", new DeleteSubscription(FABRIKAM, PLAN, ANY, BY));
    examples.put("AssignOwner.v1", assignOwner(NORA, BY));
    examples.put("AssignOwner.v1.by-customer", assignOwner(NORA, BY_OLIVIA));
    examples.put("RemoveOwner.v1", new RemoveOwner(FABRIKAM, PLAN, NORA, BY));
    examples.put("CreatePermission.v1", turnOn());
    examples.put("UpdatePermission.v1", change(ETAG.orElseThrow()));
    examples.put("DeletePermission.v1", turnOff(ETAG));
    examples.put("DeletePermission.v1.any", turnOff(ANY));
    examples.put(
        "SetPriceRule.v1.percent",
        new SetPriceRule(FABRIKAM, SHEET_SKU, new PriceRule.Percent(-250), BY));
    examples.put(
        "SetPriceRule.v1.fixed",
        new SetPriceRule(FABRIKAM, SHEET_SKU, new PriceRule.Fixed(new Money(129_900, "USD")), BY));
    examples.put("RemovePriceRule.v1", new RemovePriceRule(FABRIKAM, SHEET_SKU, BY));
    examples.put(
        "SetPurchaseLimit.v1",
        new SetPurchaseLimit(
            FABRIKAM,
            "EUR",
            OptionalLong.of(100_000),
            OptionalLong.of(250_000),
            OptionalLong.of(1_000_000),
            BY));
    examples.put(
        "SetPurchaseLimit.v1.per-day",
        new SetPurchaseLimit(FABRIKAM, "USD", UNLIMITED, OptionalLong.of(250_000), UNLIMITED, BY));
    examples.put("RemovePurchaseLimit.v1", new RemovePurchaseLimit(FABRIKAM, BY));
    examples.put(
        "AttemptBeyondRole.v1", new AttemptBeyondRole(FABRIKAM, "DeletePermission.v1", BY));
    return examples;
  }

  @Test
  void every_command_is_written_as_the_approved_bytes() throws Exception {
    Map<String, byte[]> written = new LinkedHashMap<>();
    EXAMPLES.forEach((name, command) -> written.put(name, PermissionMessageCodec.write(command)));
    assertThat(ApprovedBodies.deviations(written)).isEmpty();
  }

  @Test
  void every_approved_body_is_read_as_its_command_under_its_type_name() throws Exception {
    for (Map.Entry<String, PermissionCommand> example : EXAMPLES.entrySet()) {
      String type = ApprovedBodies.typeName(example.getKey());
      Input input =
          new Input(
              new Position("permission-commands", 0, 0),
              FABRIKAM,
              Scenario.REQUEST_ID,
              type,
              ApprovedBodies.approved(example.getKey()),
              2);
      assertThat(new PermissionMessageCodec().readInput(input)).isEqualTo(example.getValue());
      assertThat(PermissionMessageCodec.typeOf(example.getValue()).typeName()).isEqualTo(type);
    }
  }

  @Test
  void every_type_of_command_has_an_approved_body() {
    assertThat(EXAMPLES.values().stream().map(PermissionMessageCodec::typeOf).distinct())
        .containsExactlyInAnyOrderElementsOf(Arrays.asList(PermissionCommandType.values()));
  }
}
