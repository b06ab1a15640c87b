package cloud.reseller.local.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The realm as Keycloak has it, tried as who would misuse it. */
class RealmIT {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String PARTNERS = "/admin/realms/partners";
  private static final String REDIRECT = "http://localhost:8080/signed-in";

  @TempDir static Path data;
  @TempDir static Path oldData;

  /** What a release kept in the cache that made one database for all data directories. */
  private static final String EARLIER = "keycloak-with-a-database";

  private static KeycloakServer keycloak;
  private static Realm realm;

  @BeforeAll
  static void start() {
    Private.write(Private.directory(PartFiles.cached(EARLIER)).resolve("password"), "secret");
    keycloak = KeycloakServer.start(data, Ports.free());
    keycloak.awaitReady(LIMIT);
    realm = keycloak.realm();
  }

  @AfterAll
  static void stop() {
    keycloak.stop();
  }

  @Test
  void the_realm_has_the_settings_of_the_file() {
    JsonNode settings = realm.send("GET", PARTNERS);

    assertThat(settings.get("sslRequired").asText()).isEqualTo("external");
    assertThat(settings.get("registrationAllowed").asBoolean()).isFalse();
    assertThat(settings.get("rememberMe").asBoolean()).isFalse();
    assertThat(settings.get("passwordPolicy").asText())
        .isEqualTo(
            "length(12) and maxLength(128) and notUsername(undefined) and"
                + " notContainsUsername(undefined) and notEmail(undefined) and passwordHistory(5)");
    assertThat(settings.get("bruteForceProtected").asBoolean()).isTrue();
    assertThat(settings.get("permanentLockout").asBoolean()).isFalse();
    assertThat(settings.get("failureFactor").asInt()).isEqualTo(5);
    assertThat(settings.get("waitIncrementSeconds").asInt()).isEqualTo(60);
    assertThat(settings.get("maxFailureWaitSeconds").asInt()).isEqualTo(900);
    assertThat(settings.get("accessTokenLifespan").asInt()).isEqualTo(300);
    assertThat(settings.get("accessTokenLifespanForImplicitFlow").asInt()).isEqualTo(300);
    assertThat(settings.get("accessCodeLifespan").asInt()).isEqualTo(60);
    assertThat(settings.get("revokeRefreshToken").asBoolean()).isFalse();
    assertThat(settings.get("ssoSessionIdleTimeout").asInt()).isEqualTo(1800);
    assertThat(settings.get("ssoSessionMaxLifespan").asInt()).isEqualTo(36000);
    assertThat(settings.get("adminEventsEnabled").asBoolean()).isTrue();
    assertThat(settings.get("adminEventsDetailsEnabled").asBoolean()).isFalse();
    assertThat(settings.get("eventsEnabled").asBoolean()).isTrue();
  }

  @Test
  void nobody_changes_anything_of_the_own_account_but_its_credentials() {
    assertThat(editable(realm)).isEmpty();
  }

  /** The attributes of an account that its own user may change. */
  private static List<String> editable(Realm of) {
    List<String> editable = new ArrayList<>();
    for (JsonNode attribute : of.send("GET", PARTNERS + "/users/profile").get("attributes")) {
      if (attribute.at("/permissions/edit").toString().contains("user")) {
        editable.add(attribute.get("name").asText());
      }
    }
    return editable;
  }

  @Test
  void no_client_takes_a_password_or_an_address_that_is_not_exact() {
    for (JsonNode client : realm.send("GET", PARTNERS + "/clients")) {
      String id = client.get("clientId").asText();
      assertThat(client.get("directAccessGrantsEnabled").asBoolean()).as(id).isFalse();
      assertThat(client.get("implicitFlowEnabled").asBoolean()).as(id).isFalse();
      assertThat(client.get("serviceAccountsEnabled").asBoolean()).as(id).isFalse();
      assertThat(client.get("redirectUris").toString()).as(id).doesNotContain("*", "+");
      assertThat(client.get("webOrigins").toString()).as(id).doesNotContain("*", "+");
      if (id.equals(KeycloakServer.CLIENT)) {
        assertThat(client.get("redirectUris").toString()).isEqualTo("[\"" + REDIRECT + "\"]");
        assertThat(client.get("webOrigins").toString()).isEqualTo("[]");
        assertThat(client.get("fullScopeAllowed").asBoolean()).isFalse();
        assertThat(client.at("/attributes/pkce.code.challenge.method").asText()).isEqualTo("S256");
        assertThat(client.at("/attributes/post.logout.redirect.uris").asText())
            .isEqualTo("http://localhost:8080/signed-out");
      }
    }
    JsonNode cli = realm.send("GET", "/admin/realms/master/clients?clientId=admin-cli").get(0);
    assertThat(cli.get("directAccessGrantsEnabled").asBoolean()).isFalse();
  }

  @Test
  void the_client_of_the_pages_has_the_secret_and_the_addresses_it_was_given() {
    String secret = Secrets.generate();

    realm.pages(List.of(URI.create("http://localhost:18080")), secret);

    JsonNode client = realm.send("GET", PARTNERS + "/clients?clientId=gateway").get(0);
    assertThat(client.get("publicClient").asBoolean()).isFalse();
    assertThat(client.get("secret").asText()).isEqualTo(secret);
    assertThat(client.get("redirectUris").toString())
        .isEqualTo("[\"http://localhost:18080/signed-in\"]");
    assertThat(client.at("/attributes/post.logout.redirect.uris").asText())
        .isEqualTo("http://localhost:18080/signed-out");
    assertThat(client.at("/attributes/pkce.code.challenge.method").asText()).isEqualTo("S256");
    assertThat(client.get("fullScopeAllowed").asBoolean()).isFalse();
  }

  @Test
  void nobody_gets_a_token_for_a_password_unless_the_demo_allows_it() throws Exception {
    String password = Secrets.generate();
    put("plain@partner.example", password);

    for (String client : List.of("admin-cli", "account", "account-console", "partner-api")) {
      assertThat(grant("partners", client, "plain@partner.example", password).statusCode())
          .as(client)
          .isIn(400, 401);
    }
    String administrator = Files.readString(data.resolve("password")).strip();
    assertThat(grant("master", "admin-cli", "administrator", administrator).statusCode())
        .isIn(400, 401);

    realm.directGrant(true);
    try {
      assertThat(grant("partners", "partner-api", "plain@partner.example", password).statusCode())
          .isEqualTo(200);
    } finally {
      realm.directGrant(false);
    }
    assertThat(grant("partners", "partner-api", "plain@partner.example", password).statusCode())
        .isEqualTo(400);
  }

  @Test
  void a_token_lives_five_minutes_and_names_the_roles_of_this_interface_alone() throws Exception {
    String password = Secrets.generate();
    put("short@partner.example", password);
    realm.directGrant(true);
    JsonNode answer;
    try {
      answer = body(grant("partners", "partner-api", "short@partner.example", password));
    } finally {
      realm.directGrant(false);
    }

    JsonNode claims = claims(answer.get("access_token").asText());
    assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(300);
    assertThat(claims.at("/realm_access/roles").toString()).isEqualTo("[\"admin_agent\"]");
    assertThat(claims.has("resource_access")).isFalse();
    // A client without a secret cannot keep one: it signs its user in again.
    assertThat(answer.has("refresh_token")).isFalse();
  }

  @Test
  void a_password_that_is_too_weak_is_refused() {
    for (String weak :
        List.of("short", "elevenchars", "weak@partner.example", "xx-weak@partner.example-xx")) {
      assertThatThrownBy(() -> put("weak@partner.example", weak))
          .as(weak)
          .isInstanceOf(PartFailedException.class)
          .hasMessageContaining("400");
    }
    put("weak@partner.example", "a long one, twelve or more");
    assertThatThrownBy(() -> put("weak@partner.example", "a long one, twelve or more"))
        .as("the same again")
        .hasMessageContaining("400");
  }

  @Test
  void a_redirect_that_is_not_the_exact_address_is_refused() throws Exception {
    assertThat(authorized(REDIRECT, true).statusCode()).isEqualTo(200);
    for (String other :
        List.of(
            "http://localhost:8080/",
            "http://localhost:8080/signed-in/",
            "http://localhost:8080/signed-in/more",
            "http://localhost:8080/signed-in?next=http://evil.example",
            "http://localhost:8080/other/../signed-in",
            "http://localhost:8081/signed-in",
            "http://localhost:8080@evil.example/signed-in",
            "http://evil.example/signed-in",
            "https://localhost:8080/signed-in")) {
      assertThat(authorized(other, true).statusCode()).as(other).isEqualTo(400);
    }
    HttpResponse<String> withoutProof = authorized(REDIRECT, false);
    assertThat(withoutProof.statusCode()).isEqualTo(302);
    assertThat(withoutProof.headers().firstValue("Location").orElseThrow())
        .contains("error=invalid_request", "code_challenge");
  }

  @Test
  void guessing_a_password_locks_the_account_for_a_while() throws Exception {
    String password = Secrets.generate();
    put("guessed@partner.example", password);
    realm.directGrant(true);
    try {
      assertThat(grant("partners", "partner-api", "guessed@partner.example", password).statusCode())
          .isEqualTo(200);
      for (int i = 0; i < 5; i++) {
        grant("partners", "partner-api", "guessed@partner.example", "wrong password " + i);
      }
      HttpResponse<String> refused =
          grant("partners", "partner-api", "guessed@partner.example", password);
      assertThat(refused.statusCode()).isIn(400, 401);
      assertThat(body(refused).get("error").asText()).isEqualTo("invalid_grant");
    } finally {
      realm.directGrant(false);
    }
    String id =
        realm
            .send("GET", PARTNERS + "/users?exact=true&username=guessed@partner.example")
            .get(0)
            .get("id")
            .asText();
    JsonNode status = realm.send("GET", PARTNERS + "/attack-detection/brute-force/users/" + id);
    assertThat(status.get("disabled").asBoolean()).isTrue();
    assertThat(realm.send("GET", PARTNERS + "/users/" + id).get("enabled").asBoolean())
        .as("locked for a while, not for ever")
        .isTrue();
  }

  @Test
  void a_directory_of_an_earlier_release_is_taken_over_with_new_keys_and_secrets()
      throws Exception {
    int port = Ports.free();
    Set<String> oldKeys;
    String oldPassword;
    try (KeycloakServer before = KeycloakServer.start(oldData, port)) {
      before.awaitReady(LIMIT);
      put(before.realm(), "kept@partner.example", "the password stays");
      oldKeys = keys(before);
      oldPassword = Files.readString(oldData.resolve("password")).strip();
      asAnEarlierReleaseLeftIt(before.realm());
    }
    Files.delete(oldData.resolve("client-secret"));
    Files.delete(oldData.resolve("realm"));

    try (KeycloakServer after = KeycloakServer.start(oldData, port)) {
      after.awaitReady(LIMIT);

      Realm now = after.realm();
      assertThat(keys(after)).isNotEmpty().doesNotContainAnyElementsOf(oldKeys);
      assertThat(Files.readString(oldData.resolve("password")).strip()).isNotEqualTo(oldPassword);
      assertThat(now.send("GET", PARTNERS).get("accessTokenLifespan").asInt()).isEqualTo(300);
      assertThat(now.send("GET", PARTNERS).get("passwordPolicy").asText()).contains("length(12)");
      assertThat(editable(now)).isEmpty();
      assertThat(now.send("GET", PARTNERS + "/roles/operations").get("name").asText())
          .isEqualTo("operations");
      JsonNode client = now.send("GET", PARTNERS + "/clients?clientId=partner-api").get(0);
      assertThat(client.get("redirectUris").toString()).isEqualTo("[\"" + REDIRECT + "\"]");
      assertThat(client.get("directAccessGrantsEnabled").asBoolean()).isFalse();
      now.directGrant(true);
      JsonNode claims = claims(now.token("kept@partner.example", "the password stays"));
      assertThat(claims.at("/realm_access/roles").toString()).isEqualTo("[\"admin_agent\"]");
      now.directGrant(false);
    }
  }

  /** What a first start that was killed left behind is no database to go on with. */
  @Test
  void an_interrupted_first_start_begins_again(@TempDir Path fresh) throws Exception {
    int port = Ports.free();
    KeycloakServer first = KeycloakServer.start(fresh, port);
    first.process().await(LIMIT, Duration.ofMillis(50), () -> Ports.answers(port));
    first.kill();
    assertThat(fresh.resolve("first-start")).exists();

    try (KeycloakServer second = KeycloakServer.start(fresh, port)) {
      second.awaitReady(LIMIT);
      assertThat(second.realm().send("GET", PARTNERS).get("enabled").asBoolean()).isTrue();
      assertThat(fresh.resolve("first-start")).doesNotExist();
    }
  }

  @Test
  void nothing_generated_is_in_the_cache_or_open_to_others() throws IOException {
    List<byte[]> secrets = new ArrayList<>();
    for (String file : List.of("password", "client-secret")) {
      secrets.add(Files.readString(data.resolve(file)).strip().getBytes(StandardCharsets.UTF_8));
    }
    try (Stream<Path> cache = Files.walk(PartFiles.cached("."))) {
      for (Path file : cache.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        assertThat(name)
            .doesNotEndWith(".mv.db")
            .isNotIn("password", "client-secret", "database", "roles");
        if (Files.size(file) < 1_000_000) {
          String text = Files.readString(file, StandardCharsets.ISO_8859_1);
          secrets.forEach(
              secret ->
                  assertThat(text.contains(new String(secret, StandardCharsets.UTF_8)))
                      .as(file.toString())
                      .isFalse());
        }
      }
    }
    assertThat(PartFiles.cached(EARLIER)).doesNotExist();
    assertThat(openToOthers(data)).isEmpty();
  }

  static List<Path> openToOthers(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      List<Path> open = new ArrayList<>();
      for (Path path : paths.filter(each -> !Files.isSymbolicLink(each)).toList()) {
        if (!path.equals(directory)
            && Files.getPosixFilePermissions(path).stream()
                .anyMatch(permission -> !permission.name().startsWith("OWNER"))) {
          open.add(path);
        }
      }
      return open;
    }
  }

  private static void asAnEarlierReleaseLeftIt(Realm before) {
    before.send("DELETE", PARTNERS + "/roles/operations");
    ObjectNode settings = JSON.createObjectNode();
    settings.put("accessTokenLifespan", 900).put("passwordPolicy", "");
    before.send("PUT", PARTNERS, settings);
    JsonNode profile = before.send("GET", PARTNERS + "/users/profile");
    for (JsonNode attribute : profile.get("attributes")) {
      ((ObjectNode) attribute.get("permissions")).putArray("edit").add("admin").add("user");
    }
    before.send("PUT", PARTNERS + "/users/profile", profile);
    ObjectNode client =
        (ObjectNode) before.send("GET", PARTNERS + "/clients?clientId=partner-api").get(0);
    client.put("directAccessGrantsEnabled", true).putArray("redirectUris").add("http://x/*");
    before.send("PUT", PARTNERS + "/clients/" + client.get("id").asText(), client);
    ObjectNode cli =
        (ObjectNode) before.send("GET", "/admin/realms/master/clients?clientId=admin-cli").get(0);
    cli.put("directAccessGrantsEnabled", true).put("enabled", true);
    before.send("PUT", "/admin/realms/master/clients/" + cli.get("id").asText(), cli);
    String launcher =
        before
            .send("GET", "/admin/realms/master/clients?clientId=launcher")
            .get(0)
            .get("id")
            .asText();
    // The token that is held goes on working for its minute.
    before.send("DELETE", "/admin/realms/master/clients/" + launcher);
  }

  private static Set<String> keys(KeycloakServer of) throws Exception {
    Set<String> keys = new TreeSet<>();
    for (String name : List.of("partners", "master")) {
      URI address =
          URI.create(
              "http://localhost:"
                  + of.port()
                  + "/realms/"
                  + name
                  + "/protocol/openid-connect/certs");
      HttpResponse<String> answer =
          HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
      body(answer).get("keys").forEach(key -> keys.add(key.get("kid").asText()));
    }
    return keys;
  }

  private static void put(String username, String password) {
    put(realm, username, password);
  }

  private static void put(Realm where, String username, String password) {
    where.put(
        new Realm.User(
            username,
            password,
            "Ada",
            "Agent",
            UUID.randomUUID(),
            Optional.of(UUID.randomUUID()),
            Optional.empty(),
            Realm.Role.ADMIN_AGENT));
  }

  private static HttpResponse<String> grant(
      String where, String client, String username, String password) throws Exception {
    return post(
        where,
        Map.of(
            "grant_type", "password",
            "client_id", client,
            "username", username,
            "password", password));
  }

  private static HttpResponse<String> post(String where, Map<String, String> fields)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(address(where, "token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> authorized(String redirect, boolean proof) throws Exception {
    String query =
        form(
            Map.of(
                "response_type", "code",
                "client_id", "partner-api",
                "scope", "openid",
                "redirect_uri", redirect));
    String challenge =
        proof
            ? "&code_challenge_method=S256&code_challenge="
                + "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
            : "";
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(address("partners", "auth") + "?" + query + challenge))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static URI address(String where, String endpoint) {
    return URI.create(
        "http://localhost:"
            + keycloak.port()
            + "/realms/"
            + where
            + "/protocol/openid-connect/"
            + endpoint);
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static JsonNode body(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  private static JsonNode claims(String token) throws IOException {
    return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
  }
}
