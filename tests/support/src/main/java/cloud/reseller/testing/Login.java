package cloud.reseller.testing;

/** What a person types to sign in. */
public record Login(String username, String password) {

  /** Omits the password, so that it is never logged. */
  @Override
  public String toString() {
    return username;
  }
}
