package cloud.reseller.permissions.http;

import static cloud.reseller.permissions.http.Partner.CONTOSO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import cloud.reseller.events.Actor;
import cloud.reseller.log.command.Answer;
import cloud.reseller.log.command.Command;
import cloud.reseller.log.command.Commands;
import cloud.reseller.permissions.write.PermissionCommand.AssignOwner;
import cloud.reseller.permissions.write.PermissionMessageCodec;
import cloud.reseller.permissions.write.Requester;
import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Erasures that race with assignments, removals and each other. */
@QuarkusTest
@RealParts
class ErasureRaceIT {

  private static final String OWNERS = "/v1/customers/{c}/subscriptions/{s}/owners";
  private static final String OWNER = OWNERS + "/{u}";
  private static final String USER = "/v1/customers/{c}/users/{u}";
  private static final int ROUNDS = 12;
  private static final int PLANS = 5;

  @Inject Commands commands;

  @Test
  void nobody_made_owner_during_the_erasure_is_owner_afterwards() throws Exception {
    String customer = CONTOSO.customer();
    String nora = CONTOSO.person(customer, "nora");
    List<String> ofAdmin = plans(customer);
    List<String> ofOwner = plans(customer);
    ofOwner.forEach(plan -> CONTOSO.owner(customer, plan, nora));
    Partner.user(customer, nora);
    for (int round = 0; round < ROUNDS; round++) {
      String olivia = CONTOSO.person(customer, "olivia" + round);

      List<List<Response>> answers =
          atOnce(
              List.of(
                  () -> List.of(CONTOSO.admin().delete(USER, customer, olivia)),
                  () -> assign(CONTOSO::admin, customer, ofAdmin, olivia),
                  () -> assign(() -> Partner.user(customer, nora), customer, ofOwner, olivia)));

      assertThat(answers.getFirst().getFirst().statusCode()).isEqualTo(204);
      for (List<Response> assigned : answers.subList(1, answers.size())) {
        assertThat(assigned).extracting(Response::statusCode).isSubsetOf(201, 404);
        assertThat(codes(assigned)).isSubsetOf("NotFound");
      }
      for (String plan : ofAdmin) {
        assertThat(owners(customer, plan)).as("round %s", round).isEmpty();
      }
      for (String plan : ofOwner) {
        assertThat(owners(customer, plan)).as("round %s", round).containsExactly(nora);
      }
      assertThat(codes(assign(CONTOSO::admin, customer, ofAdmin, olivia)))
          .hasSize(PLANS)
          .containsOnly("NotFound");
    }
  }

  @Test
  void an_erasure_that_meets_removals_of_the_same_roles_erases() throws Exception {
    String customer = CONTOSO.customer();
    for (int round = 0; round < ROUNDS; round++) {
      List<String> plans = plans(customer);
      String olivia = CONTOSO.person(customer, "olivia" + round);
      plans.forEach(plan -> CONTOSO.owner(customer, plan, olivia));

      List<List<Response>> answers =
          atOnce(
              List.of(
                  () -> List.of(CONTOSO.admin().delete(USER, customer, olivia)),
                  () ->
                      plans.subList(0, 3).stream()
                          .map(plan -> CONTOSO.admin().delete(OWNER, customer, plan, olivia))
                          .toList(),
                  () ->
                      plans.subList(3, PLANS).reversed().stream()
                          .map(
                              plan ->
                                  CONTOSO
                                      .admin()
                                      .body("{\"status\": \"deleted\"}")
                                      .patch("/v1/customers/{c}/subscriptions/{s}", customer, plan))
                          .toList()));

      assertThat(answers.getFirst().getFirst().statusCode())
          .as(answers.getFirst().getFirst().asString())
          .isEqualTo(204);
      CONTOSO.admin().get(USER, customer, olivia).then().statusCode(404);
    }
  }

  @Test
  void erasures_of_one_person_at_once_erase_and_the_late_ones_find_nobody() throws Exception {
    String customer = CONTOSO.customer();
    List<String> plans = plans(customer);
    for (int round = 0; round < ROUNDS; round++) {
      String olivia = CONTOSO.person(customer, "olivia" + round);
      plans.forEach(plan -> CONTOSO.owner(customer, plan, olivia));
      String request = UUID.randomUUID().toString();

      List<Response> answers =
          atOnce(
                  List.of(
                      () -> List.of(CONTOSO.admin().delete(USER, customer, olivia)),
                      () -> List.of(CONTOSO.admin().delete(USER, customer, olivia)),
                      () -> List.of(erase(request, customer, olivia))))
              .stream()
              .flatMap(List::stream)
              .toList();

      assertThat(answers).extracting(Response::statusCode).contains(204).isSubsetOf(204, 404);
      assertThat(codes(answers)).isSubsetOf("NotFound");
      assertThat(erase(request, customer, olivia).statusCode())
          .isEqualTo(answers.getLast().statusCode());
    }
  }

  @Test
  void a_retry_of_an_assignment_that_was_broken_off_ends_the_role_of_who_was_erased() {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    String nora = CONTOSO.person(customer, "nora");
    String olivia = CONTOSO.person(customer, "olivia");
    CONTOSO.owner(customer, plan, nora);
    CONTOSO.admin().delete(USER, customer, olivia).then().statusCode(204);
    String request = UUID.randomUUID().toString();
    for (RequestSpecification by : List.of(CONTOSO.admin(), Partner.user(customer, nora))) {
      brokenOff(request, customer, plan, olivia);
      by.header("MS-RequestId", request)
          .put(OWNER, customer, plan, olivia)
          .then()
          .statusCode(404)
          .body("code", equalTo("NotFound"));
      CONTOSO.admin().get(OWNERS, customer, plan).then().body("items.id", contains(nora));
      request = UUID.randomUUID().toString();
    }
  }

  @Test
  void an_erasure_of_nobody_known_who_is_owner_ends_the_role() {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    String olivia = CONTOSO.person(customer, "olivia");
    String request = UUID.randomUUID().toString();
    assertThat(erase(request, customer, olivia).statusCode()).isEqualTo(204);
    String another = UUID.randomUUID().toString();
    for (String again : List.of(request, request, another, another)) {
      brokenOff(UUID.randomUUID().toString(), customer, plan, olivia);
      assertThat(erase(again, customer, olivia).statusCode()).isEqualTo(204);
      assertThat(owners(customer, plan)).isEmpty();
    }
    CONTOSO.admin().delete(USER, customer, olivia).then().statusCode(404);
  }

  /** What an assignment leaves whose process ended after it had written. */
  private void brokenOff(String request, String customer, String plan, String user) {
    AssignOwner assignment =
        new AssignOwner(
            customer,
            plan,
            user,
            new Requester(CONTOSO.id(), new Actor(CONTOSO.oid("admin_agent"), Actor.Side.PARTNER)));
    assertThat(
            commands.submit(
                new Command(
                    customer,
                    request,
                    PermissionMessageCodec.typeOf(assignment).typeName(),
                    PermissionMessageCodec.write(assignment),
                    request,
                    "")))
        .isInstanceOf(Answer.Decided.class);
    assertThat(owners(customer, plan)).contains(user);
  }

  private static List<String> plans(String customer) {
    return IntStream.range(0, PLANS).mapToObj(_ -> CONTOSO.azurePlan(customer)).toList();
  }

  /** One after the other, so that they meet the erasure at different steps. */
  private static List<Response> assign(
      Supplier<RequestSpecification> by, String customer, List<String> plans, String user) {
    return plans.stream().map(plan -> by.get().put(OWNER, customer, plan, user)).toList();
  }

  private static List<String> owners(String customer, String plan) {
    return CONTOSO.admin().get(OWNERS, customer, plan).jsonPath().getList("items.id");
  }

  private static List<String> codes(List<Response> answers) {
    return answers.stream()
        .filter(answer -> answer.statusCode() >= 400)
        .map(answer -> answer.jsonPath().getString("code"))
        .toList();
  }

  private static Response erase(String requestId, String customer, String user) {
    return CONTOSO.admin().header("MS-RequestId", requestId).delete(USER, customer, user);
  }

  private static List<List<Response>> atOnce(List<Callable<List<Response>>> calls)
      throws Exception {
    // The token is got once, before the calls begin.
    CONTOSO.admin();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<List<Response>> answers = new ArrayList<>();
      for (Future<List<Response>> one : threads.invokeAll(calls)) {
        answers.add(one.get());
      }
      return answers;
    }
  }
}
