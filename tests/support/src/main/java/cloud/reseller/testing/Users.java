package cloud.reseller.testing;

import cloud.reseller.local.parts.Realm;
import cloud.reseller.local.parts.Secrets;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Users of the realm, created when a test first requests their token. */
final class Users {
  private final Realm realm;
  private final Map<Realm.User, Realm.User> made = new ConcurrentHashMap<>();
  private final Set<URI> pages = new HashSet<>();
  private final String pagesSecret = Secrets.generate();

  Users(Realm realm) {
    this.realm = realm;
    realm.directGrant(true);
    // The tests of a module share tokens, and together run longer than the default lifetime.
    realm.accessTokenLife(Duration.ofMinutes(30));
  }

  String token(String username, String password) {
    return realm.token(username, password);
  }

  String agentToken(String role, String partnerId, String oid) {
    return agentToken(role, partnerId, oid, "agent");
  }

  String agentToken(String role, String partnerId, String oid, String familyName) {
    Realm.Role known = Realm.Role.valueOf(role.toUpperCase(Locale.ROOT));
    return tokenOf(
        "agent",
        familyName,
        UUID.fromString(oid),
        Optional.of(UUID.fromString(partnerId)),
        Optional.empty(),
        known);
  }

  String customerToken(String customerId, String oid) {
    return tokenOf(
        "user",
        "user",
        UUID.fromString(oid),
        Optional.empty(),
        Optional.of(UUID.fromString(customerId)),
        Realm.Role.CUSTOMER_USER);
  }

  String operatorToken(String oid) {
    return tokenOf(
        "operator",
        "operator",
        UUID.fromString(oid),
        Optional.empty(),
        Optional.empty(),
        Realm.Role.OPERATIONS);
  }

  Login agentLogin(String role, String partnerId, String oid) {
    return login(
        "agent",
        "agent",
        UUID.fromString(oid),
        Optional.of(UUID.fromString(partnerId)),
        Optional.empty(),
        Realm.Role.valueOf(role.toUpperCase(Locale.ROOT)));
  }

  Login customerLogin(String customerId, String oid) {
    return login(
        "user",
        "user",
        UUID.fromString(oid),
        Optional.empty(),
        Optional.of(UUID.fromString(customerId)),
        Realm.Role.CUSTOMER_USER);
  }

  Login operatorLogin(String oid) {
    return login(
        "operator",
        "operator",
        UUID.fromString(oid),
        Optional.empty(),
        Optional.empty(),
        Realm.Role.OPERATIONS);
  }

  synchronized String signIn(URI gateway) {
    pages.add(gateway);
    realm.pages(pages, pagesSecret);
    return pagesSecret;
  }

  private String tokenOf(
      String kind,
      String familyName,
      UUID oid,
      Optional<UUID> partner,
      Optional<UUID> customer,
      Realm.Role role) {
    Login login = login(kind, familyName, oid, partner, customer, role);
    return realm.token(login.username(), login.password());
  }

  private Login login(
      String kind,
      String familyName,
      UUID oid,
      Optional<UUID> partner,
      Optional<UUID> customer,
      Realm.Role role) {
    String name = kind + "-" + oid + "-" + role.name().toLowerCase(Locale.ROOT);
    Realm.User wanted = new Realm.User(name, "", "Test", familyName, oid, partner, customer, role);
    Realm.User user =
        made.computeIfAbsent(
            wanted,
            missing -> {
              Realm.User made =
                  new Realm.User(
                      name, Secrets.generate(), "Test", familyName, oid, partner, customer, role);
              realm.put(made);
              return made;
            });
    return new Login(user.username(), user.password());
  }
}
