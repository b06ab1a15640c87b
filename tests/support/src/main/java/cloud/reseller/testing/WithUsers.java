package cloud.reseller.testing;

import cloud.reseller.local.parts.Realm;
import java.net.URI;
import java.util.Optional;

/** Infrastructure with tokens of users created in the realm, wherever it is served. */
abstract class WithUsers implements Infrastructure {

  private Optional<Users> users = Optional.empty();

  /** The realm, on a running server. */
  abstract Realm realm();

  @Override
  public final String token(String username, String password) {
    return users().token(username, password);
  }

  @Override
  public final String agentToken(String role, String partnerId, String oid) {
    return users().agentToken(role, partnerId, oid);
  }

  @Override
  public final String agentToken(String role, String partnerId, String oid, String familyName) {
    return users().agentToken(role, partnerId, oid, familyName);
  }

  @Override
  public final String customerToken(String customerId, String oid) {
    return users().customerToken(customerId, oid);
  }

  @Override
  public final String operatorToken(String oid) {
    return users().operatorToken(oid);
  }

  @Override
  public final Login agentLogin(String role, String partnerId, String oid) {
    return users().agentLogin(role, partnerId, oid);
  }

  @Override
  public final Login customerLogin(String customerId, String oid) {
    return users().customerLogin(customerId, oid);
  }

  @Override
  public final Login operatorLogin(String oid) {
    return users().operatorLogin(oid);
  }

  @Override
  public final String signIn(URI pages) {
    return users().signIn(pages);
  }

  private synchronized Users users() {
    if (users.isEmpty()) {
      users = Optional.of(new Users(realm()));
    }
    return users.get();
  }
}
