package cloud.reseller.permissions.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class AgentsIT {

  private static final String AGENTS = "/v1/agents";
  private static final String AGENT = AGENTS + "/{a}";

  private final String partner = id();
  private final String adminId = id();
  private final String adminToken = token("admin_agent", adminId);

  @Test
  void an_agent_who_called_is_known_by_name_until_erased() {
    String helen = id();
    String hers = token("helpdesk_agent", helen);
    called(hers, helen);
    String name = admin().get(AGENT, helen).then().extract().path("userPrincipalName");
    admin()
        .get(AGENTS)
        .then()
        .body("items.id", hasItem(helen))
        .body("items.userPrincipalName", hasItem(name));

    admin().delete(AGENT, helen).then().statusCode(204);

    admin().get(AGENT, helen).then().statusCode(404);
    assertThat(known()).doesNotContain(helen);
    admin().delete(AGENT, helen).then().statusCode(204);
    operations().delete(AGENT, helen).then().statusCode(204);
    admin().delete(AGENT, id()).then().statusCode(404).body("code", equalTo("NotFound"));
  }

  @Test
  void who_was_erased_comes_back_by_being_added_and_not_by_calling() {
    String helen = id();
    String hers = token("helpdesk_agent", helen);
    called(hers, helen);
    admin().delete(AGENT, helen).then().statusCode(204);

    as(hers).get(AGENTS).then().statusCode(200);
    // Calls are recorded in their order: once the next one is there, the one before is done with.
    String next = id();
    called(token("sales_agent", next), next);
    assertThat(known()).contains(next).doesNotContain(helen);

    admin().body(Bodies.agent(helen, "helen")).post(AGENTS).then().statusCode(201);
    admin().get(AGENT, helen).then().statusCode(200).body("displayName", equalTo("helen"));
  }

  @Test
  void another_partners_agent_and_a_nonexistent_one_get_the_same_answer() {
    String theirs = Partner.TAILSPIN.agentNamed("tess");

    Response foreign = admin().delete(AGENT, theirs);
    Response none = admin().delete(AGENT, id());

    assertThat(foreign.statusCode()).isEqualTo(404);
    assertThat(foreign.asString()).isEqualTo(none.asString());
    assertThat(admin().get(AGENT, theirs).asString())
        .isEqualTo(admin().get(AGENT, id()).asString());
    admin().delete(AGENT, "no-guid").then().statusCode(404);
    Partner.TAILSPIN.admin().get(AGENT, theirs).then().statusCode(200);
  }

  @Test
  void whoever_erases_an_agent_at_once_is_answered_alike() throws Exception {
    String helen = id();
    admin().body(Bodies.agent(helen, "helen")).post(AGENTS).then().statusCode(201);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> calls =
          Collections.nCopies(4, () -> admin().delete(AGENT, helen).statusCode());
      for (Future<Integer> status : threads.invokeAll(calls)) {
        assertThat(status.get()).isEqualTo(204);
      }
    }
  }

  @Test
  void people_of_a_customer_are_no_agents_whatever_tenant_the_token_names() {
    Partner contoso = Partner.CONTOSO;
    String customer = contoso.customer();
    String olivia = contoso.person(customer, "olivia");
    String tenantsAgent = id();
    RequestSpecification agents =
        as(Infrastructure.shared().agentToken("admin_agent", customer, tenantsAgent));
    agents.get(AGENTS).then().statusCode(200).body("items.id", not(hasItem(olivia)));
    await()
        .untilAsserted(
            () -> agents.get(AGENTS).then().body("items.id", equalTo(List.of(tenantsAgent))));

    agents.get(AGENT, olivia).then().statusCode(404);
    agents.header("MS-ContinuationToken", olivia).get(AGENTS).then().statusCode(400);
    as(Infrastructure.shared().agentToken("admin_agent", customer, tenantsAgent))
        .delete(AGENT, olivia)
        .then()
        .statusCode(404);
    String users = "/v1/customers/{c}/users";
    contoso.admin().get(users, customer).then().body("items.id", equalTo(List.of(olivia)));
    contoso.admin().get(users + "/{u}", customer, tenantsAgent).then().statusCode(404);
    contoso.admin().delete(users + "/{u}", customer, tenantsAgent).then().statusCode(404);
    contoso
        .admin()
        .body(
            """
            {"id": "%s", "userPrincipalName": "me@x.example", "displayName": "Me"}
            """
                .formatted(tenantsAgent))
        .post(users, customer)
        .then()
        .statusCode(409);
  }

  @Test
  void nobody_adds_themselves() {
    admin()
        .body(Bodies.agent(adminId, "helen"))
        .post(AGENTS)
        .then()
        .statusCode(403)
        .body("code", equalTo("900150"));
  }

  @Test
  void a_sign_in_name_is_one_agents() {
    String helen = id();
    admin().body(Bodies.agent(helen, "helen")).post(AGENTS).then().statusCode(201);

    admin()
        .body(Bodies.agent(id(), "HELEN"))
        .post(AGENTS)
        .then()
        .statusCode(409)
        .body("code", equalTo("AgentAlreadyExists"));
    admin().body(Bodies.agent("x", "olga")).post(AGENTS).then().statusCode(400);
  }

  @Test
  void a_retry_is_answered_as_the_first_try() {
    String helen = id();
    String request = id();
    admin().body(Bodies.agent(helen, "helen")).post(AGENTS).then().statusCode(201);

    for (int tries = 0; tries < 2; tries++) {
      admin().header("MS-RequestId", request).delete(AGENT, helen).then().statusCode(204);
    }
    admin()
        .header("MS-RequestId", request)
        .delete(AGENT, id())
        .then()
        .statusCode(409)
        .body("code", equalTo("RequestIdReused"));
  }

  @Test
  void operations_erase_anybodys_agents_and_read_nobodys() {
    String tess = Partner.TAILSPIN.agentNamed("tess-" + id());
    String request = id();

    for (int tries = 0; tries < 2; tries++) {
      operations().header("MS-RequestId", request).delete(AGENT, tess).then().statusCode(204);
    }

    Partner.TAILSPIN.admin().get(AGENT, tess).then().statusCode(404);
    operations().delete(AGENT, id()).then().statusCode(404);
    operations().get(AGENTS).then().statusCode(403).body("code", equalTo("900150"));
    operations().body(Bodies.agent(tess, "tess")).post(AGENTS).then().statusCode(403);
  }

  @Test
  void operations_erase_a_customers_people_too_the_owner_roles_first() {
    Partner contoso = Partner.CONTOSO;
    String customer = contoso.customer();
    String plan = contoso.azurePlan(customer);
    String olivia = contoso.person(customer, "olivia");
    contoso.owner(customer, plan, olivia);
    String user = "/v1/customers/{c}/users/{u}";

    operations().get(user, customer, olivia).then().statusCode(403);
    operations().delete(user, customer, olivia).then().statusCode(204);

    contoso.admin().get(user, customer, olivia).then().statusCode(404);
    contoso
        .admin()
        .get("/v1/customers/{c}/subscriptions/{s}/owners", customer, plan)
        .then()
        .body("items", empty());
    operations().delete(user, customer, olivia).then().statusCode(404);
    operations().delete(user, id(), olivia).then().statusCode(404).body("code", equalTo("60003"));
  }

  private void called(String token, String oid) {
    as(token).get(AGENTS).then().statusCode(200);
    await().untilAsserted(() -> assertThat(known()).contains(oid));
  }

  private List<String> known() {
    return admin().get(AGENTS).then().statusCode(200).extract().path("items.id");
  }

  private RequestSpecification admin() {
    return as(adminToken);
  }

  private static RequestSpecification operations() {
    return as(Infrastructure.shared().operatorToken("0e5a3f43-6e0e-4d55-9f4b-1f5a6a6a7f00"));
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  private String token(String role, String oid) {
    return Infrastructure.shared().agentToken(role, partner, oid);
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
