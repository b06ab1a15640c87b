package cloud.reseller.reservations;

import static cloud.reseller.reservations.PermissionFacts.OTHER_PARTNER;
import static cloud.reseller.reservations.PermissionFacts.PARTNER;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.log.decide.KeyPartitioner;
import cloud.reseller.testing.DescribedRoutes;
import cloud.reseller.testing.HighWatermarks;
import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is of another tenant, over every address and method there is. */
@QuarkusTest
@RealParts
class StrangersIT {

  private static final List<String> ROLES = List.of("admin_agent", "sales_agent", "helpdesk_agent");

  private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

  private static final String CUSTOMER = "/v1/customers/{customerId}";

  private final PermissionFacts fabrikam = PermissionFacts.customer();

  /** One address and method about a customer. */
  private record Call(Method method, String path) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private static Stream<Call> ofOneCustomer() {
    return Stream.of(
        new Call(Method.POST, CUSTOMER + "/reservations"),
        new Call(Method.GET, CUSTOMER + "/reservations"),
        new Call(Method.GET, CUSTOMER + "/reservations/{reservationId}"),
        new Call(Method.GET, CUSTOMER + "/orders"),
        new Call(Method.GET, CUSTOMER + "/orders/{orderId}"),
        new Call(Method.GET, CUSTOMER + "/purchaserequests"),
        new Call(Method.GET, CUSTOMER + "/purchaserequests/{requestId}"),
        new Call(Method.GET, CUSTOMER + "/limituse"),
        new Call(Method.GET, CUSTOMER + "/sizes"),
        new Call(Method.POST, CUSTOMER + "/pricepreview"));
  }

  /** These do not concern a customer; PriceSheetsIT checks what strangers see there. */
  private static final Set<String> OTHERS =
      Set.of(
          "POST /v1/pricesheets",
          "GET /v1/pricesheets",
          "GET /v1/pricesheets/{id}/lines",
          "POST /v1/flexibilityratios");

  @BeforeEach
  void the_service_is_ready() {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> buy(owners("admin_agent"), fabrikam.customer, id()).statusCode() == 201);
  }

  @Test
  void every_address_and_method_there_is_is_tried() {
    assertThat(Stream.concat(ofOneCustomer().map(Call::toString), OTHERS.stream()))
        .containsExactlyInAnyOrderElementsOf(DescribedRoutes.all());
  }

  @ParameterizedTest
  @MethodSource("ofOneCustomer")
  void another_tenants_customer_and_a_nonexistent_one_get_the_same_answer(Call call) {
    for (String role : ROLES) {
      String request = id();
      Response anothers = send(strangers(role), call, fabrikam.customer, request);
      assertThat(anothers.statusCode()).as(anothers.asString()).isEqualTo(404);
      assertThat(anothers.jsonPath().getString("code")).isEqualTo("60003");
      assertThat(told(anothers)).isEqualTo(told(send(strangers(role), call, id(), request)));
    }
    String user = user(id());
    String request = id();
    assertThat(told(send(user, call, fabrikam.customer, request)))
        .isEqualTo(told(send(user, call, id(), request)));
  }

  @Test
  void no_write_of_a_stranger_or_about_nobody_reaches_any_topic() {
    everyWrite();
    try (OutcomeReader directory = new OutcomeReader("directory")) {
      // Whoever calls is put into the directory, once, beside the first call.
      for (String role : ROLES) {
        directory.withKey(OTHER_PARTNER + "/" + oid(OTHER_PARTNER, role));
      }
    }
    Map<TopicPartition, Long> before = ends();

    for (int round = 0; round < 5; round++) {
      everyWrite();
    }

    assertThat(ends()).isEqualTo(before);
  }

  private void everyWrite() {
    ofOneCustomer()
        .filter(call -> call.method() != Method.GET)
        .forEach(
            call -> {
              for (String role : ROLES) {
                String request = id();
                send(strangers(role), call, fabrikam.customer, request);
                send(strangers(role), call, id(), request);
              }
              // A token may name a customer that is in no log.
              String ghost = "cccccccc-0000-4000-8000-00000000000e";
              for (String asked : List.of(ghost, fabrikam.customer)) {
                assertThat(send(user(ghost), call, asked, id()).statusCode()).isEqualTo(404);
              }
            });
  }

  @Test
  void a_strangers_call_under_an_id_leaves_it_to_the_owner_and_gets_no_answer_of_the_owners() {
    String request = id();
    problem(buy(strangers("admin_agent"), fabrikam.customer, request), 404, "60003");
    assertThat(buy(owners("admin_agent"), fabrikam.customer, request).statusCode()).isEqualTo(201);
    problem(buy(strangers("admin_agent"), fabrikam.customer, request), 404, "60003");
    assertThat(buy(owners("admin_agent"), fabrikam.customer, request).statusCode()).isEqualTo(201);
  }

  @Test
  void a_customer_the_view_does_not_have_yet_is_waited_for() {
    for (int round = 0; round < 10; round++) {
      PermissionFacts justAdded = PermissionFacts.customer();
      Response bought = buy(owners("admin_agent"), justAdded.customer, id(), body(justAdded));
      assertThat(bought.statusCode()).as(bought.asString()).isEqualTo(201);
    }
  }

  @Test
  void a_customer_whose_facts_cannot_be_read_shows_to_its_partner_alone() {
    PermissionFacts closed = PermissionFacts.customer();
    PermissionFacts.send(
        "permission-events",
        closed.customer,
        id(),
        "PurchaseLimitSet.v1",
        "not readable".getBytes(UTF_8));
    problem(
        buy(owners("admin_agent"), closed.customer, id(), body(closed)), 503, "FactsUnreadable");
    String request = id();
    Response anothers = buy(strangers("admin_agent"), closed.customer, request);
    problem(anothers, 404, "60003");
    assertThat(told(anothers)).isEqualTo(told(buy(strangers("admin_agent"), id(), request)));
  }

  @Test
  void while_the_view_cannot_catch_up_nothing_is_revealed_or_written() {
    int partition = partition(fabrikam.customer);
    String none =
        Stream.generate(StrangersIT::id)
            .filter(id -> partition(id) == partition)
            .findFirst()
            .orElseThrow();
    try (var holding =
        new KafkaProducer<>(
            Infrastructure.shared().kafka(Map.of("transactional.id", id())),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      holding.initTransactions();
      holding.beginTransaction();
      holding.send(
          new ProducerRecord<>(
              "permission-events", partition, none.getBytes(UTF_8), "open".getBytes(UTF_8)));
      holding.flush();
      Map<TopicPartition, Long> before = commands();
      String request = id();
      Response anothers = buy(strangers("admin_agent"), fabrikam.customer, request);
      problem(anothers, 503, "ServiceUnavailable");
      assertThat(anothers.header("Retry-After")).isEqualTo("2");
      assertThat(told(anothers)).isEqualTo(told(buy(strangers("admin_agent"), none, request)));
      assertThat(told(anothers)).isEqualTo(told(buy(owners("admin_agent"), none, request)));
      assertThat(commands()).isEqualTo(before);
      holding.abortTransaction();
    }
    problem(buy(strangers("admin_agent"), fabrikam.customer, id()), 404, "60003");
  }

  private static Map<TopicPartition, Long> commands() {
    Map<TopicPartition, Long> ends = ends();
    ends.keySet().removeIf(partition -> !partition.topic().equals("reservation-commands"));
    return ends;
  }

  private static int partition(String customer) {
    return KeyPartitioner.partition(customer.getBytes(UTF_8), 12);
  }

  @Test
  void purchases_beyond_the_role_are_recorded_twenty_times_an_hour_and_then_refused_alike() {
    String oid = id();
    String helpdesk = token("helpdesk_agent", PARTNER, oid);
    String first = id();
    Response recorded = buy(helpdesk, fabrikam.customer, first);
    problem(recorded, 403, "900150");
    String last = "";
    for (int i = 1; i < 25; i++) {
      last = id();
      Response answer = buy(helpdesk, fabrikam.customer, last);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.asString()).isEqualTo(recorded.asString());
    }
    String outcome = "/v1/customers/" + fabrikam.customer + "/purchaserequests/";
    assertThat(get(owners("admin_agent"), outcome + first).statusCode()).isEqualTo(200);
    assertThat(get(owners("admin_agent"), outcome + last).statusCode()).isEqualTo(404);
    assertThat(buy(token("helpdesk_agent", PARTNER, id()), fabrikam.customer, last).statusCode())
        .as("another agent's are still recorded")
        .isEqualTo(403);
    assertThat(get(owners("admin_agent"), outcome + last).statusCode()).isEqualTo(200);
  }

  @Test
  void purchases_of_a_user_who_is_no_owner_are_recorded_twenty_times_an_hour_and_refused_alike() {
    fabrikam.on();
    String nobody = Infrastructure.shared().customerToken(fabrikam.customer, id());
    attemptsInVain(nobody, fabrikam);
    String other = Infrastructure.shared().customerToken(fabrikam.customer, fabrikam.owner);
    Response bought = buy(other, fabrikam.customer, id());
    assertThat(bought.statusCode()).as(bought.asString()).isEqualTo(201);
  }

  @Test
  void an_owner_of_another_subscription_is_recorded_as_often() {
    fabrikam.on();
    String elsewhere = id();
    fabrikam.owns(elsewhere, id(), id());
    attemptsInVain(Infrastructure.shared().customerToken(fabrikam.customer, elsewhere), fabrikam);
  }

  private void attemptsInVain(String user, PermissionFacts customer) {
    List<String> asked = Stream.generate(StrangersIT::id).limit(25).toList();
    // The view may not have the subscription's Owner yet, and the log always has.
    Response recorded = buy(user, customer.customer, asked.getFirst());
    problem(recorded, 403, "OwnerMissing");
    for (String request : asked.subList(1, asked.size())) {
      Response answer = buy(user, customer.customer, request);
      assertThat(answer.statusCode()).isEqualTo(recorded.statusCode());
      assertThat(answer.asString()).isEqualTo(recorded.asString());
    }
    String outcome = "/v1/customers/" + customer.customer + "/purchaserequests/";
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> get(owners("admin_agent"), outcome + asked.get(19)).statusCode() == 200);
    // Whatever was sent before this one stands in the log before it.
    String after = id();
    buy(owners("admin_agent"), customer.customer, after);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> get(owners("admin_agent"), outcome + after).statusCode() == 200);
    assertThat(
            asked.stream()
                .filter(id -> get(owners("admin_agent"), outcome + id).statusCode() == 200))
        .containsExactlyElementsOf(asked.subList(0, 20));
  }

  @Test
  void an_owner_buys_at_once_and_under_either_id_of_the_subscription_as_often_as_it_likes() {
    fabrikam.on();
    String newcomer = id();
    String plan = id();
    String entitlement = id();
    String token = Infrastructure.shared().customerToken(fabrikam.customer, newcomer);
    fabrikam.owns(newcomer, plan, entitlement);
    for (int i = 0; i < 23; i++) {
      String named = i % 2 == 0 ? plan : entitlement.toUpperCase(Locale.ROOT);
      Response bought =
          buy(token, fabrikam.customer, id(), body(fabrikam).replace(fabrikam.subscription, named));
      assertThat(bought.statusCode()).as(bought.asString()).isEqualTo(201);
    }
  }

  private Response send(String token, Call call, String customer, String request) {
    String path =
        call.path()
            .replace("{customerId}", customer)
            .replaceAll("\\{[a-zA-Z]+}", "eeeeeeee-0000-4000-8000-00000000000a");
    var ready =
        given()
            .auth()
            .oauth2(token)
            .header("MS-RequestId", request)
            .header("MS-CorrelationId", request)
            .contentType("application/json");
    return (call.method() == Method.GET ? ready : ready.body(body(fabrikam)))
        .request(call.method(), path);
  }

  private Response buy(String token, String customer, String request) {
    return buy(token, customer, request, body(fabrikam));
  }

  private static Response buy(String token, String customer, String request, String body) {
    return given()
        .auth()
        .oauth2(token)
        .header("MS-RequestId", request)
        .header("MS-CorrelationId", request)
        .contentType("application/json")
        .body(body)
        .post("/v1/customers/" + customer + "/reservations");
  }

  private static Response get(String token, String path) {
    return given().auth().oauth2(token).get(path);
  }

  private static String body(PermissionFacts of) {
    return """
    {"sku":{"name":"Standard_D2s_v5"},"location":"eastus","properties":{
      "reservedResourceType":"VirtualMachines","billingScopeId":"/subscriptions/%s",
      "term":"P1Y","billingPlan":"Upfront","quantity":1,"displayName":"web farm",
      "appliedScopeType":"Shared"}}
    """
        .formatted(of.subscription);
  }

  private static void problem(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.jsonPath().getString("code")).as(answer.asString()).isEqualTo(code);
  }

  /** All that an answer tells. */
  private static String told(Response answer) {
    return answer.statusCode() + "\n" + answer.headers() + "\n" + answer.asString();
  }

  private static String owners(String role) {
    return token(role, PARTNER, oid(PARTNER, role));
  }

  private static String strangers(String role) {
    return token(role, OTHER_PARTNER, oid(OTHER_PARTNER, role));
  }

  private static String token(String role, String partner, String oid) {
    return TOKENS.computeIfAbsent(
        role + partner + oid, _ -> Infrastructure.shared().agentToken(role, partner, oid));
  }

  private static String user(String customer) {
    return TOKENS.computeIfAbsent(
        customer, _ -> Infrastructure.shared().customerToken(customer, id()));
  }

  private static String oid(String partner, String role) {
    return UUID.nameUUIDFromBytes((partner + role).getBytes(UTF_8)).toString();
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static Map<TopicPartition, Long> ends() {
    return HighWatermarks.all(Infrastructure.shared().kafka());
  }
}
