package cloud.reseller.local.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The realm {@code partners}, through Keycloak's admin and token endpoints. */
public final class Realm {
  /**
   * The client of the realm {@code master} as which this class signs in; not a person's account.
   */
  static final String ADMINISTRATING = "launcher";

  /** Half the lifetime of a token of the master realm. */
  private static final Duration TOKEN_USE = Duration.ofSeconds(30);

  private static final String MASTER = "/admin/realms/master";
  private static final String PARTNERS = "/admin/realms/" + KeycloakServer.REALM;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Parts of the realm file that are not settings of the realm itself. */
  private static final Set<String> PARTS_OF_THEIR_OWN =
      Set.of("roles", "clients", "clientScopes", "scopeMappings", "components");

  private static final String PROFILE =
      "/components/org.keycloak.userprofile.UserProfileProvider/0/config/kc.user.profile.config/0";

  private final URI base;
  private final String secret;
  private Optional<String> token = Optional.empty();
  private long tokenSince;

  /**
   * @param base Keycloak's address without a path
   * @param secret secret of the client created by {@link KeycloakServer#bootstrap}
   */
  public Realm(URI base, String secret) {
    this.base = base;
    this.secret = secret;
  }

  /** The roles of users in Partner Center. */
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
   * A user who can sign in.
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
    /** Omits the password, so that it is never logged. */
    @Override
    public String toString() {
      return username + " (" + role.claim() + ")";
    }
  }

  /** Creates the user, or updates the attributes and password of an existing one. */
  public void put(User user) {
    put(user, true);
  }

  /** Creates the user, or updates the attributes of an existing one, keeping the password. */
  public void putKeepingPassword(User user) {
    put(user, false);
  }

  private void put(User user, boolean changePassword) {
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

    Optional<String> there = userId(user.username());
    if (there.isEmpty() || changePassword) {
      body.putArray("credentials").add(password(user.password()));
    }
    if (there.isPresent()) {
      send("PUT", PARTNERS + "/users/" + there.get(), body);
    } else {
      send("POST", PARTNERS + "/users", body);
    }
    String id =
        there
            .or(() -> userId(user.username()))
            .orElseThrow(
                () ->
                    new PartFailedException("Keycloak: user " + user.username() + " was not kept"));
    JsonNode role = send("GET", PARTNERS + "/roles/" + user.role().claim());
    send(
        "POST",
        PARTNERS + "/users/" + id + "/role-mappings/realm",
        JSON.createArrayNode().add(role));
  }

  private static ObjectNode password(String value) {
    return JSON.createObjectNode()
        .put("type", "password")
        .put("value", value)
        .put("temporary", false);
  }

  /**
   * Whether the client {@code partner-api} exchanges a name and password for a token: demo and
   * tests only.
   */
  public void directGrant(boolean allowed) {
    ObjectNode client = client(PARTNERS, KeycloakServer.CLIENT).orElseThrow();
    if (client.path("directAccessGrantsEnabled").asBoolean() != allowed) {
      send(
          "PUT",
          PARTNERS + "/clients/" + client.get("id").asText(),
          client.put("directAccessGrantsEnabled", allowed));
    }
  }

  /**
   * Lets the gateway sign people in to its pages.
   *
   * @param pages the gateway's addresses, the only ones people are sent back to
   * @param clientSecret what the gateway proves itself with
   */
  public void pages(Collection<URI> pages, String clientSecret) {
    ObjectNode client = client(PARTNERS, KeycloakServer.PAGES_CLIENT).orElseThrow();
    client.put("secret", clientSecret);
    ArrayNode back = client.putArray("redirectUris");
    pages.forEach(each -> back.add(each.resolve("/signed-in").toString()));
    ((ObjectNode) client.get("attributes"))
        .put(
            "post.logout.redirect.uris",
            pages.stream()
                .map(each -> each.resolve("/signed-out").toString())
                .collect(Collectors.joining("##")));
    send("PUT", PARTNERS + "/clients/" + client.get("id").asText(), client);
  }

  /** Changes the lifetime of access tokens; for tests only. */
  public void accessTokenLife(Duration life) {
    send("PUT", PARTNERS, JSON.createObjectNode().put("accessTokenLifespan", life.toSeconds()));
  }

  /** Gets an access token of the user by direct grant. */
  public String token(String username, String password) {
    return requestToken(
        base,
        KeycloakServer.REALM,
        Map.of(
            "grant_type",
            "password",
            "client_id",
            KeycloakServer.CLIENT,
            "username",
            username,
            "password",
            password,
            "scope",
            "openid"));
  }

  /**
   * Applies the settings in the file to the realm, and locks down the realm {@code master}. Users
   * are kept, and so are clients and roles that the file does not mention.
   */
  void apply(byte[] realmFile) {
    JsonNode wanted = read(realmFile);
    ObjectNode settings = JSON.createObjectNode();
    wanted
        .properties()
        .forEach(
            setting -> {
              if (!PARTS_OF_THEIR_OWN.contains(setting.getKey())) {
                settings.set(setting.getKey(), setting.getValue());
              }
            });
    send("PUT", PARTNERS, settings);
    // The user profile: who may change which attribute, including those that identify the tenant.
    send(
        "PUT",
        PARTNERS + "/users/profile",
        read(wanted.at(PROFILE).asText().getBytes(StandardCharsets.UTF_8)));
    JsonNode roles = send("GET", PARTNERS + "/roles");
    for (JsonNode role : wanted.at("/roles/realm")) {
      if (!names(roles, "name").contains(role.get("name").asText())) {
        send("POST", PARTNERS + "/roles", role);
      }
    }
    for (JsonNode client : wanted.get("clients")) {
      put(client);
    }
    for (JsonNode mapping : wanted.get("scopeMappings")) {
      ArrayNode mapped = JSON.createArrayNode();
      for (JsonNode role : mapping.get("roles")) {
        mapped.add(send("GET", PARTNERS + "/roles/" + role.asText()));
      }
      String id = client(PARTNERS, mapping.get("client").asText()).orElseThrow().get("id").asText();
      send("POST", PARTNERS + "/clients/" + id + "/scope-mappings/realm", mapped);
    }
    closeMaster(wanted);
  }

  /** Updates a client; properties that the file does not mention are kept. */
  private void put(JsonNode wanted) {
    ObjectNode changed = wanted.deepCopy();
    // Only used when a client is created; Keycloak changes them with separate calls.
    changed.remove(List.of("defaultClientScopes", "optionalClientScopes"));
    Optional<ObjectNode> there = client(PARTNERS, wanted.get("clientId").asText());
    if (there.isPresent()) {
      send("PUT", PARTNERS + "/clients/" + there.get().get("id").asText(), changed);
    } else {
      send("POST", PARTNERS + "/clients", wanted);
    }
  }

  /** Leaves only the console for signing in, with brute-force protection. */
  private void closeMaster(JsonNode partners) {
    ObjectNode settings = JSON.createObjectNode();
    for (String same :
        List.of(
            "passwordPolicy",
            "bruteForceProtected",
            "permanentLockout",
            "failureFactor",
            "waitIncrementSeconds",
            "maxFailureWaitSeconds",
            "quickLoginCheckMilliSeconds",
            "minimumQuickLoginWaitSeconds",
            "maxDeltaTimeSeconds",
            "adminEventsEnabled",
            "eventsEnabled",
            "eventsExpiration")) {
      settings.set(same, partners.get(same));
    }
    send("PUT", MASTER, settings);
    for (String unneeded : List.of("admin-cli", "account", "account-console")) {
      ObjectNode client = client(MASTER, unneeded).orElseThrow();
      send(
          "PUT",
          MASTER + "/clients/" + client.get("id").asText(),
          client.put("directAccessGrantsEnabled", false).put("enabled", false));
    }
  }

  /** Changes the password of the console's user. */
  void setAdministrator(String username, String newPassword) {
    JsonNode found = send("GET", MASTER + "/users?exact=true&username=" + encode(username));
    if (!found.isEmpty()) {
      send(
          "PUT",
          MASTER + "/users/" + found.get(0).get("id").asText() + "/reset-password",
          password(newPassword));
    }
  }

  /** Replaces every key of both realms; anything signed with the old keys becomes invalid. */
  void replaceKeys() {
    for (String realm : List.of(PARTNERS, MASTER)) {
      JsonNode old = send("GET", realm + "/components?type=org.keycloak.keys.KeyProvider");
      for (JsonNode provider : old) {
        ObjectNode fresh = provider.deepCopy();
        fresh.remove("id");
        // Everything else is generated.
        ((ObjectNode) fresh.get("config")).retain("priority", "algorithm", "keySize", "secretSize");
        send("POST", realm + "/components", fresh);
      }
      for (JsonNode provider : old) {
        send("DELETE", realm + "/components/" + provider.get("id").asText());
        // It may have been signed with the key that was just replaced.
        forgetToken();
      }
    }
  }

  /**
   * Creates the client as which this class signs in, in data of an earlier release, signed in as
   * the administrator for this one time.
   */
  static void admit(URI base, String administrator, String password, String secret) {
    Realm asPerson = new Realm(base, secret);
    asPerson.keep(
        requestToken(
            base,
            "master",
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                administrator,
                "password",
                password)));
    ObjectNode client =
        JSON.createObjectNode()
            .put("clientId", ADMINISTRATING)
            .put("secret", secret)
            .put("publicClient", false)
            .put("serviceAccountsEnabled", true)
            .put("standardFlowEnabled", false)
            .put("directAccessGrantsEnabled", false);
    Optional<ObjectNode> there = asPerson.client(MASTER, ADMINISTRATING);
    if (there.isPresent()) {
      asPerson.send("PUT", MASTER + "/clients/" + there.get().get("id").asText(), client);
    } else {
      asPerson.send("POST", MASTER + "/clients", client);
    }
    String id = asPerson.client(MASTER, ADMINISTRATING).orElseThrow().get("id").asText();
    JsonNode account = asPerson.send("GET", MASTER + "/clients/" + id + "/service-account-user");
    asPerson.send(
        "POST",
        MASTER + "/users/" + account.get("id").asText() + "/role-mappings/realm",
        JSON.createArrayNode().add(asPerson.send("GET", MASTER + "/roles/admin")));
  }

  private Optional<ObjectNode> client(String realm, String clientId) {
    JsonNode found = send("GET", realm + "/clients?clientId=" + encode(clientId));
    return found.isEmpty() ? Optional.empty() : Optional.of((ObjectNode) found.get(0));
  }

  private static Set<String> names(JsonNode several, String field) {
    Set<String> names = new HashSet<>();
    several.forEach(one -> names.add(one.get(field).asText()));
    return names;
  }

  private static JsonNode read(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private synchronized String administratorToken() {
    if (token.isEmpty() || System.nanoTime() - tokenSince > TOKEN_USE.toNanos()) {
      keep(
          requestToken(
              base,
              "master",
              Map.of(
                  "grant_type", "client_credentials",
                  "client_id", ADMINISTRATING,
                  "client_secret", secret)));
    }
    return token.orElseThrow();
  }

  private synchronized void keep(String fresh) {
    token = Optional.of(fresh);
    tokenSince = System.nanoTime();
  }

  private synchronized void forgetToken() {
    token = Optional.empty();
  }

  private Optional<String> userId(String username) {
    JsonNode found = send("GET", PARTNERS + "/users?exact=true&username=" + encode(username));
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0).get("id").asText());
  }

  private static String requestToken(URI base, String realm, Map<String, String> fields) {
    String form =
        fields.entrySet().stream()
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

  JsonNode send(String method, String path) {
    return Http.exchange(
        "Keycloak",
        HttpRequest.newBuilder(base.resolve(path))
            .header("Authorization", "Bearer " + administratorToken())
            .method(method, BodyPublishers.noBody()));
  }

  JsonNode send(String method, String path, JsonNode body) {
    return Http.exchange(
        "Keycloak",
        HttpRequest.newBuilder(base.resolve(path))
            .header("Authorization", "Bearer " + administratorToken())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.toString())));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
