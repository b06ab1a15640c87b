package cloud.reseller.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.testing.Infrastructure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** The public interface, called by an agent of one partner. */
final class PartnerCenter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TOKEN_GOOD_FOR = Duration.ofMinutes(2);
  private static final int UNKNOWN = 504;

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI base;
  private final String partner;
  private final String agent;
  private final String role;
  private final String familyName;
  private String token = "";
  private long tokenFrom;

  private PartnerCenter(URI base, String partner, String agent, String role, String familyName) {
    this.base = base;
    this.partner = partner;
    this.agent = agent;
    this.role = role;
    this.familyName = familyName;
  }

  /** A new partner's admin agent, calling that address. */
  static PartnerCenter at(URI base) {
    return at(base, "agent");
  }

  /** The same with a family name. */
  static PartnerCenter at(URI base, String familyName) {
    return new PartnerCenter(
        base,
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        "admin_agent",
        familyName);
  }

  /** The same agent, calling another address. */
  PartnerCenter calling(URI address) {
    return new PartnerCenter(address, partner, agent, role, familyName);
  }

  /** Another agent of the same partner. */
  PartnerCenter colleague(String otherRole) {
    return new PartnerCenter(base, partner, UUID.randomUUID().toString(), otherRole, "agent");
  }

  /** An answer of any status. */
  record Reply(int status, JsonNode body) {

    String text(String field) {
      return body.path(field).asText();
    }
  }

  /** The agent's object id. */
  String agent() {
    return agent;
  }

  /** The partner's id. */
  String partner() {
    return partner;
  }

  /** A customer with an Azure plan and an Owner, its permission off. */
  Buyer newBuyer(String country) {
    String customer = newCustomer(country);
    String subscription = newSubscription(customer, "DZH318Z0BPS6");
    String owner = newUser(customer);
    makeOwner(customer, subscription, owner);
    return new Buyer(customer, subscription, owner);
  }

  String newCustomer(String country) {
    String name = "customer-" + UUID.randomUUID();
    return created(
        "/v1/customers",
        """
        {"companyProfile": {"companyName": "%s", "domain": "%s.example"},
         "billingProfile": {"defaultAddress": {"country": "%s"}}}\
        """
            .formatted(name, name, country));
  }

  String newSubscription(String customer, String offer) {
    return created(
        "/v1/customers/" + customer + "/subscriptions",
        """
        {"offerId": "%s", "friendlyName": "Production", "quantity": 1}\
        """
            .formatted(offer));
  }

  String newUser(String customer) {
    return newUser(customer, "user-" + UUID.randomUUID());
  }

  String newUser(String customer, String name) {
    return created(
        "/v1/customers/" + customer + "/users",
        """
        {"userPrincipalName": "%s@customer.example", "displayName": "%s"}\
        """
            .formatted(name, name));
  }

  void makeOwner(String customer, String subscription, String user) {
    Reply reply = send("PUT", owner(customer, subscription, user), "", requestId());
    assertThat(reply.status()).as("%s", reply).isEqualTo(201);
  }

  void removeOwner(String customer, String subscription, String user) {
    Reply reply = send("DELETE", owner(customer, subscription, user), "", requestId());
    assertThat(reply.status()).as("%s", reply).isEqualTo(204);
  }

  private static String owner(String customer, String subscription, String user) {
    return "/v1/customers/" + customer + "/subscriptions/" + subscription + "/owners/" + user;
  }

  /** Turns the permission on; the request's id. */
  String permit(String customer) {
    String id = requestId();
    Reply reply = permit(customer, id);
    assertThat(reply.status()).as("%s", reply).isEqualTo(201);
    return id;
  }

  Reply permit(String customer, String requestId) {
    return sendUntilKnown(
        "POST",
        "/v1/SelfServePolicy",
        """
        {"selfServeEntity": {"selfServeEntityType": "customer", "tenantID": "%s"},
         "grantor": {"grantorType": "billToPartner", "tenantID": "%s"},
         "permissions": [{"resource": "AzureReservedInstances", "action": "Purchase"}]}\
        """
            .formatted(customer, partner),
        requestId);
  }

  /** Turns the permission off, under an id of the caller's. */
  void revoke(String customer, String requestId) {
    Reply reply =
        sendUntilKnown("DELETE", "/v1/SelfServePolicy/" + partner + "_" + customer, "", requestId);
    assertThat(reply.status()).as("%s", reply).isEqualTo(204);
  }

  /** Sets the customer's price for everything without a price of its own. */
  Reply putPriceRule(String customer, String body) {
    return send("PUT", "/v1/customers/" + customer + "/pricerules", body, requestId());
  }

  /** Publishes a price sheet of the partner's own, in the public columns. */
  void publishSheet(String csv) {
    Reply reply = send("POST", "/v1/pricesheets", "text/csv", csv, requestId());
    assertThat(reply.status()).as("%s", reply).isEqualTo(201);
  }

  Reply get(String path) {
    return send("GET", path, "", requestId());
  }

  /** Retries with the same id, as the answer 504 asks for. */
  private Reply sendUntilKnown(String method, String path, String body, String requestId) {
    Reply reply = send(method, path, body, requestId);
    for (int i = 0; i < 5 && reply.status() == UNKNOWN; i++) {
      reply = send(method, path, body, requestId);
    }
    return reply;
  }

  private String created(String path, String body) {
    Reply reply = sendUntilKnown("POST", path, body, requestId());
    assertThat(reply.status()).as("%s", reply).isEqualTo(201);
    return reply.text("id");
  }

  Reply send(String method, String path, String body, String requestId) {
    return send(method, path, "application/json", body, requestId);
  }

  private Reply send(String method, String path, String type, String body, String requestId) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token())
            .header("Accept", "application/json")
            .header("Content-Type", type)
            .header("MS-RequestId", requestId)
            .header("MS-CorrelationId", requestId)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response =
          HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Reply(
          response.statusCode(),
          response.body().isBlank() ? JSON.missingNode() : JSON.readTree(response.body()));
    } catch (IOException cannot) {
      throw new UncheckedIOException(method + " " + path, cannot);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  private synchronized String token() {
    if (token.isEmpty() || System.nanoTime() - tokenFrom > TOKEN_GOOD_FOR.toNanos()) {
      token = Infrastructure.shared().agentToken(role, partner, agent, familyName);
      tokenFrom = System.nanoTime();
    }
    return token;
  }

  static String requestId() {
    return UUID.randomUUID().toString();
  }
}
