package cloud.reseller.permissions.http;

import static cloud.reseller.permissions.http.Partner.CONTOSO;
import static cloud.reseller.permissions.http.Partner.TAILSPIN;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.testing.DescribedRoutes;
import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rights matrix (section 1 of the domain facts): every address and method against every role.
 * That a write does what it says for those who may is shown where that write is tested.
 */
@QuarkusTest
@RealParts
class RightsIT {

  private static final String ADMIN = "admin_agent";
  private static final String SALES = "sales_agent";
  private static final String HELPDESK = "helpdesk_agent";

  /** A user of the customer who owns nothing. */
  private static final String USER = "customer_user";

  private static final Set<String> ALL = Set.of(ADMIN, SALES, HELPDESK, USER);
  private static final Set<String> AGENTS = Set.of(ADMIN, SALES, HELPDESK);

  private static final String CUSTOMER = "/v1/customers/{customerId}";
  private static final String SUBSCRIPTION = CUSTOMER + "/subscriptions/{subscriptionId}";
  private static final String OWNER = SUBSCRIPTION + "/owners/{userId}";
  private static final String RULES = CUSTOMER + "/pricerules";
  private static final String LIMITS = CUSTOMER + "/purchaselimits";
  private static final String POLICIES = "/v1/SelfServePolicy";
  private static final String AGENTS_OF_PARTNER = "/v1/agents";
  private static final String SHARED = "/v1/sharedentitlements";

  /**
   * One address and method.
   *
   * @param may the roles that may call it
   */
  record Call(Method method, String path, Set<String> may) {

    /** Whether the customer is named in the address. */
    boolean namesCustomer() {
      return path.contains("{customerId}");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static Stream<Call> calls() {
    return Stream.of(
        new Call(Method.GET, "/v1/customers", ALL),
        new Call(Method.POST, "/v1/customers", Set.of(ADMIN)),
        new Call(Method.GET, CUSTOMER, ALL),
        new Call(Method.GET, CUSTOMER + "/subscriptions", ALL),
        new Call(Method.POST, CUSTOMER + "/subscriptions", Set.of(ADMIN, SALES)),
        new Call(Method.GET, SUBSCRIPTION, ALL),
        new Call(Method.PATCH, SUBSCRIPTION, Set.of(ADMIN)),
        new Call(Method.GET, SUBSCRIPTION + "/owners", ALL),
        new Call(Method.GET, OWNER, ALL),
        new Call(Method.PUT, OWNER, Set.of(ADMIN)),
        new Call(Method.DELETE, OWNER, Set.of(ADMIN)),
        new Call(Method.GET, CUSTOMER + "/users", ALL),
        new Call(Method.POST, CUSTOMER + "/users", Set.of(ADMIN)),
        new Call(Method.GET, CUSTOMER + "/users/{userId}", ALL),
        new Call(Method.DELETE, CUSTOMER + "/users/{userId}", Set.of(ADMIN)),
        new Call(Method.GET, AGENTS_OF_PARTNER, AGENTS),
        new Call(Method.POST, AGENTS_OF_PARTNER, Set.of(ADMIN)),
        new Call(Method.GET, AGENTS_OF_PARTNER + "/{agentId}", AGENTS),
        new Call(Method.DELETE, AGENTS_OF_PARTNER + "/{agentId}", Set.of(ADMIN)),
        new Call(Method.GET, CUSTOMER + "/purchasepermission/precheck", AGENTS),
        new Call(Method.GET, CUSTOMER + "/purchasepermission/history", AGENTS),
        new Call(Method.GET, RULES, Set.of(ADMIN, SALES)),
        new Call(Method.PUT, RULES, Set.of(ADMIN)),
        new Call(Method.DELETE, RULES, Set.of(ADMIN)),
        new Call(Method.GET, RULES + "/{sku}", Set.of(ADMIN, SALES)),
        new Call(Method.PUT, RULES + "/{sku}", Set.of(ADMIN)),
        new Call(Method.DELETE, RULES + "/{sku}", Set.of(ADMIN)),
        new Call(Method.GET, LIMITS, AGENTS),
        new Call(Method.PUT, LIMITS, Set.of(ADMIN)),
        new Call(Method.DELETE, LIMITS, Set.of(ADMIN)),
        new Call(Method.GET, POLICIES, AGENTS),
        new Call(Method.POST, POLICIES, Set.of(ADMIN)),
        new Call(Method.PUT, POLICIES, Set.of(ADMIN)),
        new Call(Method.GET, POLICIES + "/{id}", AGENTS),
        new Call(Method.PUT, POLICIES + "/{id}", Set.of(ADMIN)),
        new Call(Method.DELETE, POLICIES + "/{id}", Set.of(ADMIN)),
        // For operations alone.
        new Call(Method.GET, SHARED, Set.of()));
  }

  private static Stream<Call> reads() {
    return calls().filter(call -> call.method() == Method.GET);
  }

  static Stream<Call> ofOneCustomer() {
    return calls()
        .filter(call -> !call.path().equals("/v1/customers"))
        .filter(call -> !call.path().startsWith(AGENTS_OF_PARTNER))
        .filter(call -> !call.path().equals(SHARED));
  }

  @Test
  void every_address_and_method_is_in_the_matrix() {
    assertThat(calls().map(Call::toString))
        .containsExactlyInAnyOrderElementsOf(DescribedRoutes.all());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void nobody_gets_in_without_a_token(Call call) {
    answered(send(given().contentType(ContentType.JSON), call), 401, "Unauthenticated");
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_role_without_the_right_is_refused(Call call) {
    ALL.stream()
        .filter(role -> !call.may().contains(role))
        .forEach(role -> answered(send(as(role), call), 403, "900150"));
  }

  @ParameterizedTest
  @MethodSource("reads")
  void a_role_with_the_right_reads(Call call) {
    call.may()
        .forEach(role -> assertThat(send(as(role), call).statusCode()).as(role).isEqualTo(200));
  }

  @ParameterizedTest
  @MethodSource("ofOneCustomer")
  void another_partner_finds_nothing(Call call) {
    String code =
        call.namesCustomer() || call.method() == Method.GET && !call.path().contains("{id}")
            ? "60003"
            : "600040";
    for (String role : call.may()) {
      if (AGENTS.contains(role)) {
        answered(send(TAILSPIN.agent(role), call), 404, code);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ofOneCustomer")
  void another_customers_user_finds_nothing(Call call) {
    RequestSpecification stranger =
        Partner.user(UUID.randomUUID().toString(), UUID.randomUUID().toString());
    if (call.may().contains(USER)) {
      answered(send(stranger, call), 404, "60003");
    } else {
      assertThat(send(stranger, call).statusCode()).isIn(403, 404);
    }
  }

  private static RequestSpecification as(String role) {
    return role.equals(USER) ? Partner.user(Once.CUSTOMER, Once.PERSON) : CONTOSO.agent(role);
  }

  private static void answered(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
  }

  /** Address and body are right, so that only the right to send them is missing. */
  private static Response send(RequestSpecification as, Call call) {
    return send(as, call, CONTOSO.id(), Once.CUSTOMER);
  }

  /** The same about any customer; a policy is named as one of that partner. */
  static Response send(RequestSpecification as, Call call, String partnerId, String customerId) {
    RequestSpecification ready =
        call.method() == Method.GET ? as : as.body(body(call, partnerId, customerId));
    boolean readsOwner = call.method() == Method.GET && call.path().equals(OWNER);
    String path =
        call.path()
            .replace("{customerId}", customerId)
            .replace("{subscriptionId}", Once.PLAN)
            .replace("{userId}", readsOwner ? Once.ASSIGNED : Once.PERSON)
            .replace("{agentId}", Once.AGENT)
            .replace("{sku}", Once.SKU)
            .replace("{id}", partnerId + "_" + customerId);
    return ready.request(
        call.method(),
        call.path().equals(POLICIES) && call.method() == Method.GET
            ? path + "?entity_id=" + customerId
            : path);
  }

  private static String body(Call call, String partnerId, String customerId) {
    return switch (call.path()) {
      case "/v1/customers" -> Bodies.CUSTOMER;
      case CUSTOMER + "/users" -> Bodies.person("olivia");
      case AGENTS_OF_PARTNER -> Bodies.agent(Once.AGENT, "ada");
      case CUSTOMER + "/subscriptions" -> "{\"offerId\": \"MS-AZR-0017G\"}";
      case SUBSCRIPTION -> "{\"status\": \"suspended\"}";
      case RULES, RULES + "/{sku}" -> "{\"rule\": {\"type\": \"Percent\", \"basisPoints\": 1}}";
      case LIMITS -> "{\"currency\": \"USD\", \"perOrderMinor\": 1}";
      case POLICIES, POLICIES + "/{id}" -> Bodies.policy(partnerId, customerId);
      default -> "";
    };
  }

  /** One customer with everything there is to read; no call of the matrix changes it. */
  static final class Once {
    static final String SKU = "DZH318Z08M1T:0001";
    static final String CUSTOMER = CONTOSO.customer();
    static final String PLAN = CONTOSO.azurePlan(CUSTOMER);
    static final String PERSON = CONTOSO.person(CUSTOMER, "nora");
    static final String ASSIGNED = CONTOSO.person(CUSTOMER, "olga");
    static final String AGENT = CONTOSO.agentNamed("ada");

    static {
      CONTOSO.turnOn(CUSTOMER).statusCode(201);
      CONTOSO
          .admin()
          .put(
              OWNER
                  .replace("{customerId}", CUSTOMER)
                  .replace("{subscriptionId}", PLAN)
                  .replace("{userId}", ASSIGNED))
          .then()
          .statusCode(201);
      for (String address : List.of(RULES + "/{sku}", LIMITS)) {
        CONTOSO
            .admin()
            .body(body(new Call(Method.PUT, address, AGENTS), CONTOSO.id(), CUSTOMER))
            .put(address.replace("{customerId}", CUSTOMER).replace("{sku}", SKU))
            .then()
            .statusCode(200);
      }
    }
  }
}
