package cloud.reseller.permissions.http;

import static cloud.reseller.events.Actor.Side.PARTNER;
import static cloud.reseller.permissions.http.Partner.CONTOSO;
import static cloud.reseller.permissions.http.Partner.TAILSPIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.EventJson;
import cloud.reseller.log.LogRecord;
import cloud.reseller.testing.CommittedLog;
import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What stands in the log after calls, read with a plain client as an auditor would. */
@QuarkusTest
@RealParts
class LogIT {

  @Test
  void each_on_and_each_off_is_a_fact_of_its_own() {
    String customer = CONTOSO.customer();
    CONTOSO.azurePlan(customer);
    CONTOSO.turnOn(customer).statusCode(201);
    CONTOSO.turnOn(customer).statusCode(409);
    turnOff(customer);
    CONTOSO.turnOn(customer).statusCode(201);
    assertThat(read("permission-events", customer))
        .extracting(LogRecord::type)
        .containsExactly(
            "CustomerAdded.v1",
            "SubscriptionAdded.v1",
            "CustomerPurchasePermissionCreated.v1",
            "CommandRefused.v1",
            "CustomerPurchasePermissionDeleted.v1",
            "CustomerPurchasePermissionCreated.v1");
  }

  @Test
  void a_call_is_found_again_in_its_command_and_its_fact() {
    String customer = CONTOSO.customer();
    CONTOSO.azurePlan(customer);
    String requestId = UUID.randomUUID().toString();
    String correlationId = UUID.randomUUID().toString();
    CONTOSO
        .admin()
        .header("MS-RequestId", requestId)
        .header("MS-CorrelationId", correlationId)
        .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
        .body(Bodies.policy(CONTOSO.id(), customer))
        .post("/v1/SelfServePolicy")
        .then()
        .statusCode(201);

    LogRecord command = read("permission-commands", customer).getLast();
    LogRecord fact = read("permission-events", customer).getLast();

    assertThat(command.header("ce_id")).contains(requestId);
    assertThat(fact.header("ce_causationid")).contains(requestId);
    assertThat(fact.header("ce_input")).contains(command.position().toString());
    assertThat(List.of(command, fact))
        .allSatisfy(
            record -> {
              assertThat(record.header("ce_correlationid")).contains(correlationId);
              assertThat(record.header("traceparent").orElseThrow())
                  .matches("00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01");
            });
  }

  @Test
  void a_person_is_in_the_directory_only_and_leaves_a_tombstone() {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    String olivia = CONTOSO.person(customer, "olivia");
    CONTOSO.owner(customer, plan, olivia);
    CONTOSO.admin().delete("/v1/customers/{c}/users/{u}", customer, olivia).then().statusCode(204);
    for (String topic : List.of("permission-commands", "permission-events")) {
      assertThat(read(topic, customer))
          .isNotEmpty()
          .allSatisfy(
              record ->
                  assertThat(new String(record.body().orElseThrow(), UTF_8))
                      .doesNotContain("olivia"));
    }
    assertThat(read("permission-events", customer))
        .extracting(LogRecord::type)
        .endsWith("OwnerAssigned.v1", "OwnerRemoved.v1");
    assertThat(read("directory", customer + "/" + olivia))
        .last()
        .matches(record -> record.body().isEmpty());
  }

  @Test
  void an_attempt_beyond_the_role_is_kept_under_what_was_asked() throws Exception {
    String customer = CONTOSO.customer();
    CONTOSO
        .agent("sales_agent")
        .delete("/v1/SelfServePolicy/{id}", CONTOSO.policyId(customer))
        .then()
        .statusCode(403)
        .body("code", equalTo("900150"));

    CommandRefused kept =
        (CommandRefused)
            EventJson.read(
                "CommandRefused.v1",
                read("permission-events", customer).getLast().body().orElseThrow());

    assertThat(kept.commandType()).isEqualTo("DeletePermission.v1");
    assertThat(kept.code()).isEqualTo("RoleLacksRights");
    assertThat(kept.by()).hasValueSatisfying(by -> assertThat(by.side()).isEqualTo(PARTNER));
  }

  @Test
  void an_agent_of_another_partner_finds_no_customer_whatever_its_role() {
    String customer = CONTOSO.customer();
    for (String role : List.of("sales_agent", "helpdesk_agent")) {
      TAILSPIN
          .agent(role)
          .delete("/v1/customers/{c}/purchaselimits", customer)
          .then()
          .statusCode(404)
          .body("code", equalTo("60003"));
    }
  }

  private static void turnOff(String customer) {
    CONTOSO
        .admin()
        .delete("/v1/SelfServePolicy/{id}?reason=unpaid", CONTOSO.policyId(customer))
        .then()
        .statusCode(204);
  }

  static List<LogRecord> read(String topic, String key) {
    return CommittedLog.read(Infrastructure.shared().kafka(), topic).stream()
        .map(LogRecord::new)
        .filter(record -> record.key().filter(key::equals).isPresent())
        .toList();
  }
}
