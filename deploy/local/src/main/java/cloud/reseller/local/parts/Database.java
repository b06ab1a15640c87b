package cloud.reseller.local.parts;

/** Where and as whom to connect to one PostgreSQL database. */
public record Database(String jdbcUrl, String user, String password) {
  /** Leaves the password out, so that it reaches no log. */
  @Override
  public String toString() {
    return jdbcUrl + " as " + user;
  }
}
