package cloud.reseller.local.parts;

/**
 * How to connect to one PostgreSQL database.
 *
 * @param user the role of a service, which may only access rows
 * @param migrator the role that owns the tables
 */
public record Database(
    String jdbcUrl, String user, String password, String migrator, String migratorPassword) {
  /** Omits the passwords, so that they are never logged. */
  @Override
  public String toString() {
    return jdbcUrl + " as " + user;
  }
}
