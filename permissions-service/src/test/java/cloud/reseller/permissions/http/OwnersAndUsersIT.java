package cloud.reseller.permissions.http;

import static cloud.reseller.permissions.http.Partner.CONTOSO;
import static cloud.reseller.permissions.http.Partner.TAILSPIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class OwnersAndUsersIT {

  private static final String OWNERS = "/v1/customers/{c}/subscriptions/{s}/owners";
  private static final String OWNER = OWNERS + "/{u}";
  private static final String USERS = "/v1/customers/{c}/users";
  private static final String USER = USERS + "/{u}";
  private static final String PRECHECK = "/v1/customers/{c}/purchasepermission/precheck";

  @Test
  void an_owner_is_assigned_listed_and_removed() {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    String olivia = CONTOSO.person(customer, "olivia");
    CONTOSO.owner(customer, plan, olivia);
    CONTOSO
        .admin()
        .get(OWNERS, customer, plan)
        .then()
        .statusCode(200)
        .body("items.id", contains(olivia))
        .body("items[0].userPrincipalName", equalTo("olivia@fabrikam.example"));
    CONTOSO
        .admin()
        .put(OWNER, customer, plan, olivia)
        .then()
        .statusCode(409)
        .body("code", equalTo("OwnerAlreadyAssigned"));
    CONTOSO.admin().delete(OWNER, customer, plan, olivia).then().statusCode(204);
    CONTOSO.admin().get(OWNERS, customer, plan).then().body("items", empty());
    CONTOSO
        .admin()
        .delete(OWNER, customer, plan, olivia)
        .then()
        .statusCode(404)
        .body("code", equalTo("OwnerNotFound"));
  }

  @Test
  void an_owner_assigns_owner_and_another_user_does_not() {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    String olivia = CONTOSO.person(customer, "olivia");
    String nora = CONTOSO.person(customer, "nora");
    Partner.user(customer, nora)
        .put(OWNER, customer, plan, nora)
        .then()
        .statusCode(403)
        .body("code", equalTo("900150"));
    CONTOSO.owner(customer, plan, olivia);
    Partner.user(customer, olivia).put(OWNER, customer, plan, nora).then().statusCode(201);
    Partner.user(customer, nora)
        .get(OWNERS, customer, plan)
        .then()
        .body("items.id", contains(olivia, nora));
    Partner.user(customer, olivia).delete(OWNER, customer, plan, nora).then().statusCode(403);
  }

  @Test
  void only_people_of_the_customer_become_owner() {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    String stranger = CONTOSO.person(CONTOSO.customer(), "stranger");
    CONTOSO.admin().put(OWNER, customer, plan, stranger).then().statusCode(404);
    CONTOSO.admin().put(OWNER, customer, plan, UUID.randomUUID()).then().statusCode(404);
    TAILSPIN.admin().put(OWNER, customer, plan, stranger).then().statusCode(404);
  }

  @Test
  void the_precheck_says_what_is_missing_and_who_lacks_what() {
    String customer = CONTOSO.customer();
    String olivia = CONTOSO.person(customer, "olivia");
    String nora = CONTOSO.person(customer, "nora");
    CONTOSO
        .admin()
        .get(PRECHECK, customer)
        .then()
        .statusCode(200)
        .body("subscription", equalTo(false))
        .body("owner", equalTo(false))
        .body("permission", equalTo(false))
        .body("ready", equalTo(false))
        .body("nextSteps", hasSize(3));
    String plan = CONTOSO.azurePlan(customer);
    CONTOSO.owner(customer, plan, olivia);
    CONTOSO
        .admin()
        .get(PRECHECK, customer)
        .then()
        .body("subscription", equalTo(true))
        .body("owner", equalTo(true))
        .body("subscriptions[0].id", equalTo(plan))
        .body("subscriptions[0].owner", equalTo(true))
        .body("subscriptions[0].owners.id", contains(olivia))
        .body("subscriptions[0].usersWithoutOwner.id", contains(nora))
        .body("nextSteps", hasSize(1));
    CONTOSO.turnOn(customer).statusCode(201);
    CONTOSO
        .agent("helpdesk_agent")
        .get(PRECHECK, customer)
        .then()
        .body("ready", equalTo(true))
        .body("nextSteps", empty());
    TAILSPIN.admin().get(PRECHECK, customer).then().statusCode(404);
    Partner.user(customer, olivia).get(PRECHECK, customer).then().statusCode(403);
  }

  @Test
  void the_precheck_counts_only_what_a_reservation_can_be_bought_for() {
    String customer = CONTOSO.customer();
    CONTOSO.subscription(customer, "CFQ7TTC0LH18");
    CONTOSO
        .admin()
        .body("{\"offerId\": \"MS-AZR-0145P\", \"boughtThroughPartner\": false}")
        .post("/v1/customers/{c}/subscriptions", customer)
        .then()
        .statusCode(201);
    for (String status : new String[] {"suspended", "deleted"}) {
      CONTOSO
          .admin()
          .body("{\"status\": \"%s\"}".formatted(status))
          .patch("/v1/customers/{c}/subscriptions/{s}", customer, CONTOSO.azurePlan(customer))
          .then()
          .statusCode(200);
    }
    CONTOSO
        .admin()
        .get(PRECHECK, customer)
        .then()
        .body("subscription", equalTo(false))
        .body("subscriptions", empty());
  }

  @Test
  void people_are_added_read_and_erased_from_every_view() {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    String olivia = CONTOSO.person(customer, "olivia");
    CONTOSO.owner(customer, plan, olivia);
    CONTOSO
        .admin()
        .get(USER, customer, olivia)
        .then()
        .statusCode(200)
        .body("id", equalTo(olivia))
        .body("userPrincipalName", equalTo("olivia@fabrikam.example"))
        .body("displayName", equalTo("olivia"))
        .body("attributes.objectType", equalTo("CustomerUser"));

    CONTOSO.admin().delete(USER, customer, olivia).then().statusCode(204);

    CONTOSO.admin().get(USER, customer, olivia).then().statusCode(404);
    for (String path : new String[] {USERS, PRECHECK}) {
      CONTOSO.admin().get(path, customer).then().body(not(containsString("olivia")));
    }
    CONTOSO.admin().get(OWNERS, customer, plan).then().body("items", empty());
    CONTOSO.admin().delete(USER, customer, olivia).then().statusCode(404);
  }

  @Test
  void a_name_or_an_id_is_one_persons_of_the_customer() {
    String customer = CONTOSO.customer();
    for (String member : List.of("customerId\": \"" + CONTOSO.id(), "state\": \"inactive")) {
      CONTOSO
          .admin()
          .body(Bodies.person("olivia").replaceFirst("\\{", "{\"" + member + "\","))
          .post(USERS, customer)
          .then()
          .statusCode(400)
          .body("data", contains(member.substring(0, member.indexOf('"'))));
    }
    String olivia = CONTOSO.person(customer, "olivia");
    CONTOSO
        .admin()
        .body(Bodies.person("olivia"))
        .post(USERS, customer)
        .then()
        .statusCode(409)
        .body("code", equalTo("UserAlreadyExists"));
    CONTOSO
        .admin()
        .body(Bodies.person("mallory").replaceFirst("\\{", "{\"id\": \"" + olivia + "\","))
        .post(USERS, customer)
        .then()
        .statusCode(409)
        .body("code", equalTo("UserAlreadyExists"));
    CONTOSO.admin().get(USER, customer, olivia).then().body("displayName", equalTo("olivia"));
  }

  @Test
  void people_of_another_tenant_with_the_same_id_or_name_are_never_shown() {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    String olivia = CONTOSO.person(customer, "olivia");
    CONTOSO.owner(customer, plan, olivia);
    String theirs = TAILSPIN.customer();
    String theirPlan = TAILSPIN.azurePlan(theirs);

    var same = known(TAILSPIN, theirs, olivia, "olivia").statusCode(201).extract();
    String fresh = UUID.randomUUID().toString();
    var other = known(TAILSPIN, TAILSPIN.customer(), fresh, "olivia").statusCode(201).extract();
    assertThat(told(same)).isEqualTo(told(other));
    known(TAILSPIN, theirs, olivia, "mallory").statusCode(409);

    TAILSPIN.admin().get(USERS, theirs).then().body("items.id", contains(olivia));
    TAILSPIN.owner(theirs, theirPlan, olivia);
    TAILSPIN.admin().delete(USER, theirs, olivia).then().statusCode(204);
    TAILSPIN.admin().get(USER, theirs, olivia).then().statusCode(404);
    TAILSPIN.admin().delete(USER, theirs, olivia).then().statusCode(404);

    CONTOSO.admin().get(USER, customer, olivia).then().body("displayName", equalTo("olivia"));
    CONTOSO
        .admin()
        .get(OWNERS, customer, plan)
        .then()
        .body("items.id", contains(olivia))
        .body("items.displayName", contains("olivia"));
  }

  private static ValidatableResponse known(
      Partner partner, String customer, String id, String name) {
    return partner
        .admin()
        .body(Bodies.person(name).replaceFirst("\\{", "{\"id\": \"" + id + "\","))
        .post(USERS, customer)
        .then();
  }

  /** An answer without the ids that differ from call to call. */
  private static String told(ExtractableResponse<Response> answer) {
    return (answer.statusCode() + "\n" + answer.headers() + "\n" + answer.asString())
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID");
  }

  @Test
  void a_person_known_elsewhere_keeps_the_id_and_a_retry_is_the_same_person() {
    String customer = CONTOSO.customer();
    String id = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      CONTOSO
          .admin()
          .body(Bodies.person("olivia").replaceFirst("\\{", "{\"id\": \"" + id + "\","))
          .post(USERS, customer)
          .then()
          .statusCode(201)
          .body("id", equalTo(id));
    }
    CONTOSO.admin().get(USERS, customer).then().body("totalCount", equalTo(1));
  }

  @Test
  void another_partner_finds_none_of_these_people() {
    String customer = CONTOSO.customer();
    String olivia = CONTOSO.person(customer, "olivia");
    TAILSPIN.admin().get(USERS, customer).then().statusCode(404);
    TAILSPIN.admin().body(Bodies.person("eve")).post(USERS, customer).then().statusCode(404);
    TAILSPIN.admin().delete(USER, customer, olivia).then().statusCode(404);
    CONTOSO.admin().get(USER, customer, olivia).then().statusCode(200);
  }

  @Test
  void a_retry_of_an_addition_is_answered_like_the_first_and_adds_nobody() {
    String customer = CONTOSO.customer();
    String request = UUID.randomUUID().toString();
    String first =
        add(request, customer, Bodies.person("olivia")).statusCode(201).extract().asString();
    add(request, customer, Bodies.person("olivia")).statusCode(201).body(equalTo(first));
    CONTOSO.admin().get(USERS, customer).then().body("totalCount", equalTo(1));
  }

  @Test
  void a_late_retry_of_an_addition_brings_no_erased_person_back() {
    String customer = CONTOSO.customer();
    String request = UUID.randomUUID().toString();
    var first = add(request, customer, Bodies.person("olivia")).statusCode(201).extract();
    String olivia = first.path("id");
    CONTOSO.admin().delete(USER, customer, olivia).then().statusCode(204);

    add(request, customer, Bodies.person("olivia")).statusCode(201).body(equalTo(first.asString()));

    CONTOSO.admin().get(USER, customer, olivia).then().statusCode(404);
    CONTOSO.admin().get(USERS, customer).then().body("items", empty());
  }

  @Test
  void a_retry_of_a_refused_addition_is_refused_though_it_would_do_now() {
    String customer = CONTOSO.customer();
    String olivia = CONTOSO.person(customer, "olivia");
    String request = UUID.randomUUID().toString();
    String first =
        add(request, customer, Bodies.person("olivia")).statusCode(409).extract().asString();
    CONTOSO.admin().delete(USER, customer, olivia).then().statusCode(204);

    add(request, customer, Bodies.person("olivia"))
        .statusCode(409)
        .body("code", equalTo("UserAlreadyExists"))
        .body(equalTo(first));

    CONTOSO.admin().get(USERS, customer).then().body("items", empty());
    add(UUID.randomUUID().toString(), customer, Bodies.person("olivia")).statusCode(201);
  }

  @Test
  void another_request_about_people_under_the_same_id_is_refused_and_changes_nothing() {
    String customer = CONTOSO.customer();
    String request = UUID.randomUUID().toString();
    String olivia = add(request, customer, Bodies.person("olivia")).extract().path("id");

    reused(add(request, customer, Bodies.person("nora")));
    reused(erase(request, customer, olivia));
    CONTOSO.admin().get(USERS, customer).then().body("items.id", contains(olivia));

    CONTOSO.admin().delete(USER, customer, olivia).then().statusCode(204);
    reused(add(request, customer, Bodies.person("nora")));
    CONTOSO.admin().get(USERS, customer).then().body("items", empty());
  }

  @Test
  void a_retry_of_an_erasure_is_answered_like_the_first_and_spares_who_came_since() {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    String olivia = CONTOSO.person(customer, "olivia");
    CONTOSO.owner(customer, plan, olivia);
    String request = UUID.randomUUID().toString();
    erase(request, customer, olivia).statusCode(204);
    erase(request, customer, olivia).statusCode(204);

    String known = Bodies.person("olivia").replaceFirst("\\{", "{\"id\": \"" + olivia + "\",");
    add(UUID.randomUUID().toString(), customer, known).statusCode(201);
    CONTOSO.owner(customer, plan, olivia);
    erase(request, customer, olivia).statusCode(204);

    CONTOSO.admin().get(USER, customer, olivia).then().statusCode(200);
    CONTOSO.admin().get(OWNERS, customer, plan).then().body("items.id", contains(olivia));
    reused(erase(request, customer, UUID.randomUUID().toString()));
  }

  @Test
  void a_retry_of_an_erasure_of_nobody_erases_nobody_who_came_since() {
    String customer = CONTOSO.customer();
    String id = UUID.randomUUID().toString();
    String request = UUID.randomUUID().toString();
    erase(request, customer, id).statusCode(404);
    String known = Bodies.person("olivia").replaceFirst("\\{", "{\"id\": \"" + id + "\",");
    add(UUID.randomUUID().toString(), customer, known).statusCode(201);

    erase(request, customer, id).statusCode(404);

    CONTOSO.admin().get(USER, customer, id).then().statusCode(200);
  }

  private static void reused(ValidatableResponse answer) {
    answer.statusCode(409).body("code", equalTo("RequestIdReused"));
  }

  private static ValidatableResponse add(String requestId, String customer, String person) {
    return CONTOSO
        .admin()
        .header("MS-RequestId", requestId)
        .body(person)
        .post(USERS, customer)
        .then();
  }

  private static ValidatableResponse erase(String requestId, String customer, String user) {
    return CONTOSO.admin().header("MS-RequestId", requestId).delete(USER, customer, user).then();
  }
}
