package cloud.reseller.gateway;

import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A sign-in service that has keys and nobody to sign in, a service that has nothing, and sessions
 * made by hand: as the gateway makes them, or as an attacker would like them.
 */
public final class Sessions implements QuarkusTestResourceLifecycleManager {

  /** Key of the cookies. */
  static final String KEY = "0123456789abcdef0123456789abcdef";

  static final String PARTNER = "11111111-1111-4111-8111-111111111111";
  static final String CUSTOMER = "22222222-2222-4222-8222-222222222222";
  static final String OID = "33333333-3333-4333-8333-333333333333";

  /** With which services are asked. */
  private static final String ACCESS_TOKEN = "at";

  private static final String SIGNING_KEY = "test.signing-key";

  /** A search for this and a number is answered with data that is so many seconds old. */
  static final String OLD = "old-";

  private static final String REALM = "/realms/partners";

  private Vertx vertx;

  @Override
  public Map<String, String> start() {
    KeyPair pair = keys();
    vertx = Vertx.vertx();
    int port =
        vertx
            .createHttpServer()
            .requestHandler(call -> answer(call, (RSAPublicKey) pair.getPublic()))
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    String here = "http://localhost:" + port;
    return Map.ofEntries(
        Map.entry("quarkus.oidc.auth-server-url", here + REALM),
        Map.entry("quarkus.oidc.credentials.secret", "a secret of the client of the pages"),
        Map.entry("quarkus.oidc.token-state-manager.encryption-secret", KEY),
        Map.entry("quarkus.oidc.authentication.state-secret", KEY),
        Map.entry("reseller.gateway.permissions", here),
        Map.entry("reseller.gateway.reservations", here),
        Map.entry("reseller.gateway.activity-log", here),
        Map.entry("reseller.gateway.billing", here),
        Map.entry("reseller.management.permissions", here),
        Map.entry(SIGNING_KEY, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())));
  }

  @Override
  public void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static void answer(HttpServerRequest call, RSAPublicKey key) {
    if (call.path().endsWith("/certs")) {
      call.response().putHeader("Content-Type", "application/json").end(published(key).encode());
    } else if (call.path().startsWith(REALM)) {
      call.response()
          .setStatusCode(400)
          .putHeader("Content-Type", "application/json")
          .end("{\"error\":\"invalid_grant\",\"error_description\":\"Code not valid\"}");
    } else if (!("Bearer " + ACCESS_TOKEN).equals(call.getHeader("Authorization"))) {
      json(call, 401, "{\"code\":\"401\",\"description\":\"Not the person's own token.\"}");
    } else if (call.path().startsWith("/q/")) {
      json(call, 200, "{\"status\":\"UP\",\"checks\":[]}");
    } else if (call.path().startsWith("/parked/")) {
      retry(call);
    } else if (call.path().matches("/v1/customers/[^/]+")) {
      call.response()
          .setStatusCode(404)
          .putHeader("Content-Type", "application/json")
          .end("{\"code\":\"20002\",\"description\":\"No such customer.\"}");
    } else {
      String search = call.getParam("search", "");
      if (search.startsWith(OLD)) {
        long seconds = Long.parseLong(search.substring(OLD.length()));
        call.response().putHeader("Data-As-Of", Instant.now().minusSeconds(seconds).toString());
      }
      call.response()
          .putHeader("Content-Type", "application/json")
          .end(new JsonObject().put("items", new JsonArray()).encode());
    }
  }

  /** Under one key there are parked records. */
  private static void retry(HttpServerRequest call) {
    if (call.method() == HttpMethod.POST && call.uri().equals("/parked/a%20key/retry")) {
      json(
          call,
          200,
          "{\"sequences\":[{\"projection\":\"orders\",\"topic\":\"t\",\"partition\":1,"
              + "\"applied\":3,\"stillParked\":2}]}");
    } else {
      json(call, 404, "{\"code\":\"NotFound\",\"description\":\"Nothing is parked.\"}");
    }
  }

  private static void json(HttpServerRequest call, int status, String body) {
    call.response().setStatusCode(status).putHeader("Content-Type", "application/json").end(body);
  }

  private static JsonObject published(RSAPublicKey key) {
    return new JsonObject()
        .put(
            "keys",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("kty", "RSA")
                        .put("alg", "RS256")
                        .put("use", "sig")
                        .put("kid", "ours")
                        .put("n", base64(key.getModulus().toByteArray()))
                        .put("e", base64(key.getPublicExponent().toByteArray()))));
  }

  private static String base64(byte[] number) {
    int sign = number[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(java.util.Arrays.copyOfRange(number, sign, number.length));
  }

  /** What the realm says of a person who signed in to the pages. */
  static JwtClaimsBuilder person(String... roles) {
    long now = System.currentTimeMillis() / 1000;
    return Jwt.issuer(issuer())
        .audience("gateway")
        .subject("sub-of-anna")
        .issuedAt(now)
        .expiresAt(now + 300)
        .claim("typ", "ID")
        .claim("oid", OID)
        .claim("partner_id", PARTNER)
        .claim("customer_id", CUSTOMER)
        .claim("name", "Anna Agent")
        .claim("preferred_username", "anna@partner.example")
        .claim("realm_access", Map.of("roles", List.of(roles)));
  }

  /** The realm's signature. */
  static String signed(JwtClaimsBuilder person) {
    return person.jws().keyId("ours").sign(signingKey());
  }

  /** The cookies of a session with that ID token, as the gateway makes them. */
  static String cookies(String idToken) {
    return "q_session="
        + encrypted(idToken, KEY)
        + "; q_session_at="
        + encrypted(ACCESS_TOKEN + "|300|openid", KEY);
  }

  static String encrypted(String token, String key) {
    try {
      return OidcUtils.encryptString(token, OidcUtils.createSecretKeyFromDigest(key));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static String issuer() {
    return ConfigProvider.getConfig().getValue("quarkus.oidc.auth-server-url", String.class);
  }

  static PrivateKey signingKey() {
    String key = ConfigProvider.getConfig().getValue(SIGNING_KEY, String.class);
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
    } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
