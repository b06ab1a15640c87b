package cloud.reseller.permissions.http;

import static cloud.reseller.permissions.http.Partner.CONTOSO;
import static cloud.reseller.permissions.http.Partner.TAILSPIN;
import static io.restassured.http.Method.GET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import cloud.reseller.permissions.http.RightsIT.Call;
import cloud.reseller.testing.HighWatermarks;
import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who is of another tenant: over every address and method there is, which {@link RightsIT} holds
 * against the description of the interface.
 */
@QuarkusTest
@RealParts
class StrangersIT {

  private static final List<String> ROLES = List.of("admin_agent", "sales_agent", "helpdesk_agent");

  private static Stream<Call> ofOneCustomer() {
    return RightsIT.ofOneCustomer();
  }

  private static Stream<Call> writes() {
    return ofOneCustomer().filter(call -> call.method() != GET);
  }

  @ParameterizedTest
  @MethodSource("ofOneCustomer")
  void another_tenants_customer_and_a_nonexistent_one_get_the_same_answer(Call call) {
    for (String role : ROLES) {
      RequestIds ids = RequestIds.some();
      Response anothers = stranger(role, call, RightsIT.Once.CUSTOMER, ids);
      Response none = stranger(role, call, id(), ids);
      assertThat(anothers.statusCode()).as(anothers.asString()).isIn(403, 404);
      assertThat(told(anothers)).isEqualTo(told(none));
    }
  }

  @ParameterizedTest
  @MethodSource("writes")
  void an_admin_agent_is_told_that_there_is_no_such_customer(Call call) {
    Response answer = stranger("admin_agent", call, RightsIT.Once.CUSTOMER, RequestIds.some());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.jsonPath().getString("code")).isEqualTo("60003");
    assertThat(answer.header("Retry-After")).isNull();
  }

  @Test
  void no_write_of_a_stranger_or_about_nobody_reaches_any_topic() {
    String ghost = id();
    everyWrite(RightsIT.Once.CUSTOMER, ghost);
    for (String role : ROLES) {
      // Whoever calls is put into the directory, once, beside the first call.
      await()
          .until(
              () -> !LogIT.read("directory", TAILSPIN.id() + "/" + TAILSPIN.oid(role)).isEmpty());
    }
    Map<TopicPartition, Long> before = ends();

    for (int round = 0; round < 3; round++) {
      everyWrite(RightsIT.Once.CUSTOMER, ghost);
    }

    assertThat(ends()).isEqualTo(before);
    assertThat(LogIT.read("permission-commands", ghost)).isEmpty();
    assertThat(LogIT.read("permission-events", ghost)).isEmpty();
  }

  private static void everyWrite(String customer, String ghost) {
    writes()
        .forEach(
            call -> {
              for (String role : ROLES) {
                RequestIds ids = RequestIds.some();
                stranger(role, call, customer, ids);
                stranger(role, call, ghost, ids);
                stranger(role, call, id(), RequestIds.some());
              }
              for (String asked : List.of(customer, ghost)) {
                // A token may name a customer that is in no log.
                RequestSpecification user = Partner.user(ghost, ghost);
                assertThat(RightsIT.send(user, call, id(), asked).statusCode()).isIn(403, 404);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("writes")
  void a_strangers_call_under_an_id_leaves_it_to_the_owner_and_gets_no_answer_of_the_owners(
      Call call) {
    String customer = CONTOSO.customer();
    RequestIds ids = RequestIds.some();
    stranger("admin_agent", call, customer, ids);

    Response own = RightsIT.send(ids.on(CONTOSO.admin()), call, CONTOSO.id(), customer);

    assertThat(own.jsonPath().getString("code")).isNotEqualTo("RequestIdReused");
    Response again = RightsIT.send(ids.on(CONTOSO.admin()), call, CONTOSO.id(), customer);
    assertThat(told(again)).isEqualTo(told(own));
    assertThat(stranger("admin_agent", call, customer, ids).statusCode()).isEqualTo(404);
    assertThat(told(stranger("admin_agent", call, customer, ids)))
        .isEqualTo(told(stranger("admin_agent", call, id(), ids)));
  }

  @Test
  void an_id_a_stranger_used_creates_for_the_owner_what_it_would_have_created() {
    String customer = CONTOSO.customer();
    for (String path : List.of("/v1/customers/{c}/subscriptions", "/v1/customers/{c}/users")) {
      String body =
          path.endsWith("users") ? Bodies.person("olivia") : "{\"offerId\": \"MS-AZR-0017G\"}";
      RequestIds ids = RequestIds.some();
      ids.on(TAILSPIN.admin()).body(body).post(path, customer).then().statusCode(404);
      String made =
          ids.on(CONTOSO.admin())
              .body(body)
              .post(path, customer)
              .then()
              .statusCode(201)
              .extract()
              .path("id");
      ids.on(CONTOSO.admin()).body(body).post(path, customer).then().body("id", equalTo(made));
    }
  }

  @Test
  void attempts_beyond_a_role_are_recorded_twenty_times_an_hour_and_then_refused_alike() {
    String customer = CONTOSO.customer();
    String other = CONTOSO.customer();
    String oid = id();
    RequestIds ids = RequestIds.some();
    String told = told(attempt(oid, customer, ids));
    for (int i = 1; i < 25; i++) {
      RequestIds next = RequestIds.some();
      Response answer = attempt(oid, customer, next);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.asString()).isEqualTo(told.substring(told.lastIndexOf('\n') + 1));
    }
    attempt(oid, other, RequestIds.some());
    attempt(id(), customer, RequestIds.some());

    assertThat(refusals(customer)).isEqualTo(21);
    assertThat(refusals(other)).isEqualTo(1);
  }

  @Test
  void a_user_who_is_no_owner_is_recorded_as_often() {
    String customer = CONTOSO.customer();
    String plan = CONTOSO.azurePlan(customer);
    String nora = CONTOSO.person(customer, "nora");
    String owner = "/v1/customers/{c}/subscriptions/{s}/owners/{u}";
    String first = Partner.user(customer, nora).put(owner, customer, plan, nora).asString();
    for (int i = 1; i < 25; i++) {
      Partner.user(customer, nora)
          .put(owner, customer, plan, nora)
          .then()
          .statusCode(403)
          .body(equalTo(first));
    }
    assertThat(refusals(customer)).isEqualTo(20);
  }

  @Test
  void a_user_who_would_make_owners_of_nothing_gets_the_same_answer_every_time() {
    String customer = CONTOSO.customer();
    String nora = CONTOSO.person(customer, "nora");
    String owner = "/v1/customers/{c}/subscriptions/{s}/owners/{u}";
    String none = id();
    Response first = Partner.user(customer, nora).put(owner, customer, none, nora);
    first.then().statusCode(404).body("code", equalTo("20003"));
    for (int i = 1; i < 25; i++) {
      Partner.user(customer, nora)
          .put(owner, customer, none, nora)
          .then()
          .statusCode(404)
          .body(equalTo(first.asString()));
    }
    assertThat(refusals(customer)).isEqualTo(20);
  }

  private static Response attempt(String oid, String customer, RequestIds ids) {
    return ids.on(CONTOSO.agent("sales_agent", oid))
        .delete("/v1/customers/{c}/purchaselimits", customer);
  }

  private static long refusals(String customer) {
    return LogIT.read("permission-events", customer).stream()
        .filter(record -> record.type().equals("CommandRefused.v1"))
        .count();
  }

  /** A call of another partner's agent, with a policy of its own tenant. */
  private static Response stranger(String role, Call call, String customer, RequestIds ids) {
    return RightsIT.send(ids.on(TAILSPIN.agent(role)), call, TAILSPIN.id(), customer);
  }

  /** All that an answer tells. */
  private static String told(Response answer) {
    return answer.statusCode() + "\n" + answer.headers() + "\n" + answer.asString();
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static Map<TopicPartition, Long> ends() {
    return HighWatermarks.all(Infrastructure.shared().kafka());
  }

  /** The two ids of a call, so that answers can be compared to the last byte. */
  private record RequestIds(String request, String correlation) {
    static RequestIds some() {
      return new RequestIds(id(), id());
    }

    RequestSpecification on(RequestSpecification call) {
      return call.header("MS-RequestId", request).header("MS-CorrelationId", correlation);
    }
  }
}
