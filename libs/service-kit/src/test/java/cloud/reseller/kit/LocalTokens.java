package cloud.reseller.kit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** Tokens signed with a key made for one test run, in the claims of the realm. */
public final class LocalTokens implements QuarkusTestResourceLifecycleManager {

  public static final String PARTNER = "11111111-1111-4111-8111-111111111111";
  public static final String CUSTOMER = "22222222-2222-4222-8222-222222222222";
  public static final String OID = "33333333-3333-4333-8333-333333333333";

  private static final Map<String, Object> ADMIN = Map.of("roles", List.of("admin_agent"));

  @Override
  public Map<String, String> start() {
    KeyPair pair = keys();
    return Map.of(
        "quarkus.oidc.auth-server-url", "",
        "quarkus.oidc.public-key", encoded(pair.getPublic().getEncoded()),
        "test.signing-key", encoded(pair.getPrivate().getEncoded()));
  }

  @Override
  public void stop() {}

  /** An agent of {@link #PARTNER}. */
  public static String agent(String role) {
    return sign(
        Jwt.claim("oid", OID)
            .claim("partner_id", PARTNER)
            .claim("preferred_username", "ada@partner.example")
            .claim("name", "Ada")
            .claim("realm_access", Map.of("roles", List.of(role, "offline_access"))));
  }

  /** An admin agent of a partner. */
  public static String adminOf(String partnerId) {
    return sign(agent().claim("partner_id", partnerId).claim("realm_access", ADMIN));
  }

  /** A user of {@link #CUSTOMER}. */
  public static String customerUser() {
    return sign(
        Jwt.claim("oid", OID.toUpperCase())
            .claim("customer_id", CUSTOMER)
            .claim("realm_access", Map.of("roles", List.of("customer_user"))));
  }

  /** A token of an admin agent whose role stands in the claim realm_access in this form. */
  public static String agentByRealmAccess(Object realmAccess) {
    return sign(agent().claim("realm_access", realmAccess));
  }

  /** A token of an admin agent in which one more claim stands. */
  public static String nobodyWith(String claim, Object value) {
    return sign(agent().claim(claim, value));
  }

  /** A token of an admin agent that is good from one moment to another. */
  public static String agentBetween(Instant issued, Instant expires) {
    return claims(agent().claim("realm_access", ADMIN))
        .issuedAt(issued)
        .expiresAt(expires)
        .sign(signingKey());
  }

  /** A good token of an admin agent, signed by the right key in another way than the realm's. */
  public static String signedBy(SignatureAlgorithm algorithm) {
    return claims(agent().claim("realm_access", ADMIN))
        .expiresIn(300)
        .jws()
        .algorithm(algorithm)
        .sign(signingKey());
  }

  /** Who runs the services. */
  public static String operator() {
    return sign(
        Jwt.claim("oid", OID).claim("realm_access", Map.of("roles", List.of("operations"))));
  }

  /** An account that was given a role beside {@code operations}. */
  public static String operatorWhoIsAlso(String role) {
    return sign(
        Jwt.claim("oid", OID)
            .claim("partner_id", PARTNER)
            .claim("realm_access", Map.of("roles", List.of("operations", role))));
  }

  /** A token of an application: no person behind it. */
  public static String application() {
    return sign(
        Jwt.claim("partner_id", PARTNER)
            .claim("realm_access", Map.of("roles", List.of("admin_agent"))));
  }

  /** An agent whose account has no tenant. */
  public static String agentOfNobody() {
    return sign(
        Jwt.claim("oid", OID).claim("realm_access", Map.of("roles", List.of("admin_agent"))));
  }

  /** A token that ran out an hour ago. */
  public static String expired() {
    return Jwt.claim("oid", OID)
        .claim("partner_id", PARTNER)
        .claim("realm_access", Map.of("roles", List.of("admin_agent")))
        .claim("typ", "Bearer")
        .audience("partner-api")
        .expiresAt(1_000_000_000L)
        .sign(signingKey());
  }

  /** A token that another client of the realm got. */
  public static String ofAnotherClient() {
    return Jwt.claim("oid", OID)
        .claim("partner_id", PARTNER)
        .claim("realm_access", Map.of("roles", List.of("admin_agent")))
        .claim("typ", "Bearer")
        .audience("another")
        .expiresIn(300)
        .sign(signingKey());
  }

  /** An ID token, which says who signed in and is no key to anything. */
  public static String idToken() {
    return Jwt.claim("oid", OID)
        .claim("partner_id", PARTNER)
        .claim("realm_access", Map.of("roles", List.of("admin_agent")))
        .claim("typ", "ID")
        .audience("partner-api")
        .expiresIn(300)
        .sign(signingKey());
  }

  /** A good token signed by someone else. */
  public static String forged() {
    return Jwt.claim("oid", OID)
        .claim("partner_id", PARTNER)
        .claim("realm_access", Map.of("roles", List.of("admin_agent")))
        .claim("typ", "Bearer")
        .audience("partner-api")
        .expiresIn(300)
        .sign(keys().getPrivate());
  }

  private static JwtClaimsBuilder agent() {
    return Jwt.claim("oid", OID).claim("partner_id", PARTNER);
  }

  private static String sign(JwtClaimsBuilder claims) {
    return claims(claims).expiresIn(300).sign(signingKey());
  }

  private static JwtClaimsBuilder claims(JwtClaimsBuilder claims) {
    return claims.audience("partner-api").claim("typ", "Bearer");
  }

  private static PrivateKey signingKey() {
    String key = ConfigProvider.getConfig().getValue("test.signing-key", String.class);
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
    } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(byte[] key) {
    return Base64.getEncoder().encodeToString(key);
  }
}
