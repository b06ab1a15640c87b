package cloud.reseller.local.demo;

import cloud.reseller.local.parts.Http;
import cloud.reseller.local.parts.PartFailedException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Predicate;

/** A client of the public interface, signed in as one user. */
final class PartnerCenter {
  static final String AZURE_PLAN = "DZH318Z0BPS6";
  static final String LICENCE = "CFQ7TTC0LH18";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int UNKNOWN = 504;
  private static final int ATTEMPTS = 5;

  private final URI base;
  private final String token;
  private final DemoCalls calls;

  /**
   * @param calls those that were answered before, which are not made again
   */
  PartnerCenter(URI base, String token, DemoCalls calls) {
    this.base = base;
    this.token = token;
    this.calls = calls;
  }

  /** Adds a customer; its id. */
  String customer(String name, String domain, String country) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("companyProfile").put("companyName", name).put("domain", domain);
    body.putObject("billingProfile").putObject("defaultAddress").put("country", country);
    return post("/v1/customers", body).get("id").asText();
  }

  /** The id of the customer with a domain that was added before. */
  String customerOf(String domain) {
    String path = "/v1/customers?search=" + domain;
    Http.Answer answer = send("GET", path, "", UUID.randomUUID());
    if (!isDone(answer)) {
      throw failed("GET", path, answer);
    }
    return Http.json(answer.body()).at("/items/0/id").asText();
  }

  /** Adds a user of a customer; its id. */
  String person(String customer, String principalName, String displayName) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("id", id("user " + principalName).toString())
            .put("userPrincipalName", principalName)
            .put("displayName", displayName);
    return post("/v1/customers/" + customer + "/users", body).get("id").asText();
  }

  /** Adds a subscription that was bought through the partner; its id. */
  String subscription(String customer, String offer, String name) {
    return subscription(customer, offer, name, true);
  }

  /** Adds a subscription; its id. */
  String subscription(String customer, String offer, String name, boolean throughPartner) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("offerId", offer)
            .put("friendlyName", name)
            .put("quantity", 1)
            .put("boughtThroughPartner", throughPartner)
            .put("entitlementId", id("subscription " + name).toString());
    return post("/v1/customers/" + customer + "/subscriptions", body).get("id").asText();
  }

  void suspend(String customer, String subscription) {
    JsonNode body = JSON.createObjectNode().put("status", "suspended");
    write("PATCH", "/v1/customers/" + customer + "/subscriptions/" + subscription, body.toString());
  }

  void makeOwner(String customer, String subscription, String user) {
    String subscriptions = "/v1/customers/" + customer + "/subscriptions/";
    write("PUT", subscriptions + subscription + "/owners/" + user, "");
  }

  void turnOn(String partner, String customer, String reason) {
    ObjectNode body = JSON.createObjectNode().put("reason", reason);
    body.putObject("selfServeEntity")
        .put("selfServeEntityType", "customer")
        .put("tenantID", customer);
    body.putObject("grantor").put("grantorType", "billToPartner").put("tenantID", partner);
    body.putArray("permissions")
        .addObject()
        .put("resource", "AzureReservedInstances")
        .put("action", "Purchase");
    post("/v1/SelfServePolicy", body);
  }

  void turnOff(String partner, String customer, String reason) {
    String policy = "/v1/SelfServePolicy/" + partner + "_" + customer;
    write("DELETE", policy + "?reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8), "");
  }

  void put(String path, JsonNode body) {
    write("PUT", path, body.toString());
  }

  /** Buys a reservation, on behalf of the customer or as its user. */
  void buy(String customer, JsonNode wish) {
    post("/v1/customers/" + customer + "/reservations", wish);
  }

  /** Asks for a reservation that must be refused. */
  void buyInVain(String customer, JsonNode wish) {
    String path = "/v1/customers/" + customer + "/reservations";
    once("POST", path, wish.toString(), answer -> answer.status() / 100 == 4);
  }

  private JsonNode post(String path, JsonNode body) {
    return write("POST", path, body.toString());
  }

  private JsonNode write(String method, String path, String body) {
    return Http.json(once(method, path, body, PartnerCenter::isDone).body());
  }

  private static boolean isDone(Http.Answer answer) {
    return answer.status() / 100 == 2;
  }

  private static PartFailedException failed(String method, String path, Http.Answer answer) {
    return new PartFailedException(
        "the demo: %s %s answered %d: %s"
            .formatted(method, path, answer.status(), answer.body().strip()));
  }

  /**
   * Makes a call unless it was answered before. Its request id is derived from the content, so a
   * call whose answer did not arrive is repeated under the same id.
   */
  private Http.Answer once(
      String method, String path, String body, Predicate<Http.Answer> isExpected) {
    UUID id = id(method + " " + path + " " + body);
    return calls.answer(id).orElseGet(() -> ask(id, method, path, body, isExpected));
  }

  private Http.Answer ask(
      UUID id, String method, String path, String body, Predicate<Http.Answer> isExpected) {
    Http.Answer answer = send(method, path, body, id);
    for (int i = 1; i < ATTEMPTS && answer.status() == UNKNOWN; i++) {
      answer = send(method, path, body, id);
    }
    if (!isExpected.test(answer)) {
      throw failed(method, path, answer);
    }
    calls.keep(id, answer);
    return answer;
  }

  private Http.Answer send(String method, String path, String body, UUID id) {
    return Http.answer(
        "the demo",
        HttpRequest.newBuilder(base.resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("MS-RequestId", id.toString())
            .header("MS-CorrelationId", id.toString())
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  /** Deterministic, so that loading the demo is idempotent. */
  static UUID id(String what) {
    return UUID.nameUUIDFromBytes(("demo " + what).getBytes(StandardCharsets.UTF_8));
  }
}
