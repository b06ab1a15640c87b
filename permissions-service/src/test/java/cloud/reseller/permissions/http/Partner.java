package cloud.reseller.permissions.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.testing.Infrastructure;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A partner with its agents, and what its admin agent does over HTTP. */
final class Partner {

  static final Partner CONTOSO = new Partner();
  static final Partner TAILSPIN = new Partner();

  private static final Map<String, String> CUSTOMER_TOKENS = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  String id() {
    return id;
  }

  /** A call by an agent with that role. */
  RequestSpecification agent(String role) {
    return agent(role, oid(role));
  }

  /** A call by one of several agents with that role. */
  RequestSpecification agent(String role, String oid) {
    return call(token(role, oid));
  }

  /** The token of an agent with that role. */
  String token(String role) {
    return token(role, oid(role));
  }

  private String token(String role, String oid) {
    return tokens.computeIfAbsent(
        role + oid, _ -> Infrastructure.shared().agentToken(role, id, oid));
  }

  /** Who calls with that role. */
  String oid(String role) {
    return UUID.nameUUIDFromBytes((id + role).getBytes(UTF_8)).toString();
  }

  RequestSpecification admin() {
    return agent("admin_agent");
  }

  /** A call by a user of a customer. */
  static RequestSpecification user(String customerId, String userId) {
    return call(
        CUSTOMER_TOKENS.computeIfAbsent(
            customerId + userId, _ -> Infrastructure.shared().customerToken(customerId, userId)));
  }

  private static RequestSpecification call(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  /** The id of a new customer. */
  String customer() {
    return created(admin().body(Bodies.CUSTOMER).post("/v1/customers"));
  }

  /** The id of a new customer with a name and a domain. */
  String customer(String companyName, String domain) {
    return created(
        admin()
            .body(
                Bodies.CUSTOMER
                    .replace("Fabrikam, Inc", companyName)
                    .replace("fabrikam.example", domain))
            .post("/v1/customers"));
  }

  /** The id of a new subscription. */
  String subscription(String customerId, String offerId) {
    return created(
        admin()
            .body("{\"offerId\":\"%s\"}".formatted(offerId))
            .post("/v1/customers/{c}/subscriptions", customerId));
  }

  String azurePlan(String customerId) {
    return subscription(customerId, "MS-AZR-0017G");
  }

  /** The id of a new person of a customer. */
  String person(String customerId, String name) {
    return created(admin().body(Bodies.person(name)).post("/v1/customers/{c}/users", customerId));
  }

  /** The id of a new agent who never called. */
  String agentNamed(String name) {
    return created(
        admin().body(Bodies.agent(UUID.randomUUID().toString(), name)).post("/v1/agents"));
  }

  void owner(String customerId, String subscriptionId, String userId) {
    admin()
        .put("/v1/customers/{c}/subscriptions/{s}/owners/{u}", customerId, subscriptionId, userId)
        .then()
        .statusCode(201);
  }

  ValidatableResponse turnOn(String customerId) {
    return admin().body(Bodies.policy(id, customerId)).post("/v1/SelfServePolicy").then();
  }

  String policyId(String customerId) {
    return id + "_" + customerId;
  }

  private static String created(io.restassured.response.Response response) {
    return response.then().statusCode(201).extract().path("id");
  }
}
