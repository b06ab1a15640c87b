package cloud.reseller.permissions.http;

import static cloud.reseller.permissions.http.Partner.CONTOSO;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The same call again, at once or late, and several agents at the same time. */
@QuarkusTest
@RealParts
class RetriesIT {

  @Test
  void the_same_call_several_times_at_once_is_one_decision_and_one_answer() throws Exception {
    String customer = CONTOSO.customer();
    CONTOSO.azurePlan(customer);
    String requestId = UUID.randomUUID().toString();

    List<Response> answers =
        atOnce(
            8,
            () ->
                CONTOSO
                    .admin()
                    .header("MS-RequestId", requestId)
                    .body(Bodies.policy(CONTOSO.id(), customer))
                    .post("/v1/SelfServePolicy"));

    assertThat(answers).extracting(Response::statusCode).containsOnly(201);
    assertThat(etags(answers)).hasSize(1);
  }

  @Test
  void of_several_agents_who_turn_it_on_at_once_one_succeeds_and_the_others_are_refused()
      throws Exception {
    String customer = CONTOSO.customer();
    CONTOSO.azurePlan(customer);

    List<Response> answers =
        atOnce(
            8,
            () ->
                CONTOSO
                    .admin()
                    .body(Bodies.policy(CONTOSO.id(), customer))
                    .post("/v1/SelfServePolicy"));

    Map<Integer, List<Response>> byStatus =
        answers.stream().collect(groupingBy(Response::statusCode));
    assertThat(byStatus.get(201)).hasSize(1);
    assertThat(byStatus.get(409))
        .hasSize(7)
        .allSatisfy(told -> assertThat(told.jsonPath().getString("code")).isEqualTo("600041"));
  }

  @Test
  void of_several_agents_who_change_it_from_the_same_etag_one_does() throws Exception {
    String customer = CONTOSO.customer();
    CONTOSO.azurePlan(customer);
    String etag = CONTOSO.turnOn(customer).statusCode(201).extract().path("attributes.etag");

    List<Response> answers =
        atOnce(
            6,
            () ->
                CONTOSO
                    .admin()
                    .header("If-Match", etag)
                    .body(Bodies.policy(CONTOSO.id(), customer))
                    .put("/v1/SelfServePolicy"));

    Map<Integer, List<Response>> byStatus =
        answers.stream().collect(groupingBy(Response::statusCode));
    assertThat(byStatus.get(200)).hasSize(1);
    assertThat(byStatus.get(400))
        .hasSize(5)
        .allSatisfy(told -> assertThat(told.jsonPath().getString("code")).isEqualTo("2055"));
    CONTOSO
        .admin()
        .get("/v1/SelfServePolicy/{id}", CONTOSO.policyId(customer))
        .then()
        .body(
            "attributes.etag",
            equalTo(byStatus.get(200).getFirst().jsonPath().getString("attributes.etag")));
  }

  @Test
  void on_again_after_off_is_another_version_and_the_old_etag_is_worth_nothing() {
    String customer = CONTOSO.customer();
    CONTOSO.azurePlan(customer);
    String id = CONTOSO.policyId(customer);
    String first = CONTOSO.turnOn(customer).statusCode(201).extract().path("attributes.etag");
    String off = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      CONTOSO
          .admin()
          .header("MS-RequestId", off)
          .delete("/v1/SelfServePolicy/{id}", id)
          .then()
          .statusCode(204);
    }
    String second = CONTOSO.turnOn(customer).statusCode(201).extract().path("attributes.etag");
    assertThat(second).isNotEqualTo(first);

    // The retry of an old call must not turn off what was turned on since.
    CONTOSO
        .admin()
        .header("MS-RequestId", off)
        .delete("/v1/SelfServePolicy/{id}", id)
        .then()
        .statusCode(204);
    CONTOSO
        .admin()
        .header("If-Match", first)
        .delete("/v1/SelfServePolicy/{id}", id)
        .then()
        .statusCode(400)
        .body("code", equalTo("2055"));
    CONTOSO
        .admin()
        .get("/v1/SelfServePolicy/{id}", id)
        .then()
        .statusCode(200)
        .body("attributes.etag", equalTo(second));
  }

  private static Set<Object> etags(List<Response> answers) {
    Set<Object> etags = new HashSet<>();
    answers.forEach(answer -> etags.add(answer.jsonPath().get("attributes.etag")));
    return etags;
  }

  private static List<Response> atOnce(int times, Callable<Response> call)
      throws InterruptedException, ExecutionException {
    // The token is got once, before the calls begin.
    CONTOSO.admin();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Response> answers = new ArrayList<>();
      for (Future<Response> one : threads.invokeAll(Collections.nCopies(times, call))) {
        answers.add(one.get());
      }
      return answers;
    }
  }
}
