package cloud.reseller.local.parts;

/**
 * Where and as whom to connect to one PostgreSQL database.
 *
 * @param user the role a service works as: rows only
 * @param migrator the role that owns the tables
 */
public record Database(
    String jdbcUrl, String user, String password, String migrator, String migratorPassword) {
  /** Leaves the passwords out, so that they reach no log. */
  @Override
  public String toString() {
    return jdbcUrl + " as " + user;
  }
}
