package cloud.reseller.local.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Users and tokens of the realm {@code partners}, through Keycloak's admin and token endpoints. */
public final class Realm {
  /** Half the life of a token of the master realm. */
  private static final Duration TOKEN_USE = Duration.ofSeconds(30);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final String administrator;
  private final String password;
  private Optional<String> token = Optional.empty();
  private long tokenSince;

  /**
   * @param base Keycloak's address without a path
   */
  public Realm(URI base, String administrator, String password) {
    this.base = base;
    this.administrator = administrator;
    this.password = password;
  }

  /** What a user is to Partner Center. */
  public enum Role {
    ADMIN_AGENT,
    SALES_AGENT,
    HELPDESK_AGENT,
    CUSTOMER_USER,
    OPERATIONS;

    String claim() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A user to sign in as.
   *
   * @param oid directory object id, a GUID
   * @param partnerId present for partner agents
   * @param customerId present for customer users
   */
  public record User(
      String username,
      String password,
      String firstName,
      String lastName,
      UUID oid,
      Optional<UUID> partnerId,
      Optional<UUID> customerId,
      Role role) {
    /** Leaves the password out, so that it reaches no log. */
    @Override
    public String toString() {
      return username + " (" + role.claim() + ")";
    }
  }

  /** Makes the user, or gives the one of that name these attributes and this password. */
  public void put(User user) {
    String admin = administratorToken();
    ObjectNode body =
        JSON.createObjectNode()
            .put("username", user.username())
            .put("firstName", user.firstName())
            .put("lastName", user.lastName())
            .put("enabled", true);
    ObjectNode attributes = body.putObject("attributes");
    attributes.putArray("oid").add(user.oid().toString());
    user.partnerId().ifPresent(id -> attributes.putArray("partner_id").add(id.toString()));
    user.customerId().ifPresent(id -> attributes.putArray("customer_id").add(id.toString()));
    ArrayNode credentials = body.putArray("credentials");
    credentials
        .addObject()
        .put("type", "password")
        .put("value", user.password())
        .put("temporary", false);

    Optional<String> there = userId(admin, user.username());
    if (there.isPresent()) {
      send(admin, "PUT", "/admin/realms/partners/users/" + there.get(), body);
    } else {
      send(admin, "POST", "/admin/realms/partners/users", body);
    }
    String id =
        there
            .or(() -> userId(admin, user.username()))
            .orElseThrow(
                () -> new PartFailed("Keycloak: user " + user.username() + " was not kept"));
    JsonNode role = send(admin, "GET", "/admin/realms/partners/roles/" + user.role().claim());
    send(
        admin,
        "POST",
        "/admin/realms/partners/users/" + id + "/role-mappings/realm",
        JSON.createArrayNode().add(role));
  }

  /**
   * Lets the client {@code partner-api} exchange a name and password for a token: demo and tests
   * only.
   */
  public void allowDirectGrant() {
    String admin = administratorToken();
    JsonNode client =
        send(admin, "GET", "/admin/realms/partners/clients?clientId=" + KeycloakServer.CLIENT)
            .get(0);
    ObjectNode changed = ((ObjectNode) client).put("directAccessGrantsEnabled", true);
    send(admin, "PUT", "/admin/realms/partners/clients/" + client.get("id").asText(), changed);
  }

  /** Access token of the user, by direct grant. */
  public String token(String username, String userPassword) {
    return requestToken(KeycloakServer.REALM, KeycloakServer.CLIENT, username, userPassword);
  }

  /** Kept for a while: every sign-in costs Keycloak a deliberately slow password hash. */
  private synchronized String administratorToken() {
    if (token.isEmpty() || System.nanoTime() - tokenSince > TOKEN_USE.toNanos()) {
      token = Optional.of(requestToken("master", "admin-cli", administrator, password));
      tokenSince = System.nanoTime();
    }
    return token.get();
  }

  private Optional<String> userId(String admin, String username) {
    JsonNode found =
        send(admin, "GET", "/admin/realms/partners/users?exact=true&username=" + encode(username));
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0).get("id").asText());
  }

  private String requestToken(String realm, String client, String username, String userPassword) {
    String form =
        Map.of(
                "grant_type", "password",
                "client_id", client,
                "username", username,
                "password", userPassword,
                "scope", "openid")
            .entrySet()
            .stream()
            .map(field -> field.getKey() + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    JsonNode answer =
        Http.exchange(
            "Keycloak",
            HttpRequest.newBuilder(
                    base.resolve("/realms/" + realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    return answer.get("access_token").asText();
  }

  private JsonNode send(String token, String method, String path) {
    return Http.exchange(
        "Keycloak",
        HttpRequest.newBuilder(base.resolve(path))
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.noBody()));
  }

  private JsonNode send(String token, String method, String path, JsonNode body) {
    return Http.exchange(
        "Keycloak",
        HttpRequest.newBuilder(base.resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.toString())));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
