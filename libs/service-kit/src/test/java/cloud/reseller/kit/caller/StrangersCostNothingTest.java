package cloud.reseller.kit.caller;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What a caller without a good token costs: nothing elsewhere, and no line of the log. */
@QuarkusTest
@WithTestResource(StrangersCostNothingTest.CountingIssuer.class)
class StrangersCostNothingTest {

  private static final int TRIES = 500;

  /** A sign-in service that counts what it is asked. */
  public static final class CountingIssuer implements QuarkusTestResourceLifecycleManager {

    private final KeyPair keys = pair();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
      try {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      String address = "http://localhost:" + server.getAddress().getPort();
      String published = "{\"keys\":[" + key() + "]}";
      Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
      answer(
          asked,
          "/.well-known/openid-configuration",
          """
          {"issuer":"%1$s","jwks_uri":"%1$s/keys","introspection_endpoint":"%1$s/introspection",
           "token_endpoint":"%1$s/token","authorization_endpoint":"%1$s/authorization"}
          """
              .formatted(address));
      answer(asked, "/keys", published);
      answer(asked, "/introspection", "{\"active\":false}");
      server.createContext(
          "/asked",
          exchange -> {
            byte[] body = asked.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      return Map.of(
          "quarkus.oidc.auth-server-url",
          address,
          "test.issuer",
          address,
          "test.issuer-key",
          Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
    }

    private void answer(Map<String, AtomicInteger> asked, String path, String body) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      asked.put(path, new AtomicInteger());
      server.createContext(
          path,
          exchange -> {
            asked.get(path).incrementAndGet();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
          });
    }

    private String key() {
      RSAPublicKey key = (RSAPublicKey) keys.getPublic();
      Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
      return "{\"kty\":\"RSA\",\"kid\":\"one\",\"alg\":\"RS256\",\"use\":\"sig\",\"n\":\"%s\",\"e\":\"%s\"}"
          .formatted(
              base64.encodeToString(key.getModulus().toByteArray()),
              base64.encodeToString(key.getPublicExponent().toByteArray()));
    }

    @Override
    public void stop() {
      server.stop(0);
    }
  }

  /** What is logged while it is open. */
  private static final class Lines extends Handler implements AutoCloseable {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    Lines() {
      Logger.getLogger("").addHandler(this);
    }

    @Override
    public void publish(LogRecord line) {
      if (line.getLevel().intValue() >= Level.INFO.intValue()) {
        lines.add(line.getLoggerName() + ": " + line.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      Logger.getLogger("").removeHandler(this);
    }
  }

  @Test
  void a_made_up_token_causes_no_calls_and_no_log_lines() {
    PrivateKey own = pair().getPrivate();
    try (Lines log = new Lines()) {
      for (int i = 0; i < TRIES; i++) {
        refused(signed(own, UUID.randomUUID().toString()));
        refused(signed(own, "one"));
        refused("opaque-" + i);
        refused("a.b.c");
        refused("");
      }
      given().get("/v1/" + UUID.randomUUID()).then().statusCode(404);
      given().get("/v1/shop").then().statusCode(401);

      assertThat(asked())
          .contains("/introspection=0", "/.well-known/openid-configuration=1")
          .containsAnyOf("/keys=1", "/keys=2");
      assertThat(log.lines).allMatch(line -> line.startsWith("security: "));
      assertThat(log.lines).hasSizeLessThan(TRIES);
    }
  }

  @Test
  void a_good_key_of_the_realm_makes_no_token_of_another_issuer_good() throws Exception {
    PrivateKey key =
        KeyFactory.getInstance("RSA")
            .generatePrivate(
                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(setting("test.issuer-key"))));

    given()
        .header("Authorization", "Bearer " + signed(key, "one", setting("test.issuer")))
        .get("/v1/shop")
        .then()
        .statusCode(200);
    refused(signed(key, "one", setting("test.issuer") + "/"));
    refused(signed(key, "one", "any"));
    refused(signed(key, "another", setting("test.issuer")));
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  private static String asked() {
    return given()
        .baseUri(ConfigProvider.getConfig().getValue("test.issuer", String.class))
        .port(
            java.net
                .URI
                .create(ConfigProvider.getConfig().getValue("test.issuer", String.class))
                .getPort())
        .get("/asked")
        .asString();
  }

  private static void refused(String token) {
    given().header("Authorization", "Bearer " + token).get("/v1/shop").then().statusCode(401);
  }

  private static String signed(PrivateKey key, String keyId) {
    return signed(key, keyId, setting("test.issuer"));
  }

  private static String signed(PrivateKey key, String keyId, String issuer) {
    return Jwt.claim("oid", UUID.randomUUID().toString())
        .claim("realm_access", Map.of("roles", List.of("admin_agent")))
        .claim("typ", "Bearer")
        .audience("partner-api")
        .claim("partner_id", UUID.randomUUID().toString())
        .issuer(issuer)
        .expiresIn(300)
        .jws()
        .keyId(keyId)
        .sign(key);
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
