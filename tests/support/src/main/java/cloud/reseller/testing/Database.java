package cloud.reseller.testing;

import java.util.Map;

/**
 * How to connect to one PostgreSQL database.
 *
 * @param user the role of a service, which may only access rows
 * @param migrator the role that owns the tables
 */
public record Database(
    String jdbcUrl, String user, String password, String migrator, String migratorPassword) {

  /** The settings of a service that uses it. */
  public Map<String, String> settings() {
    return Map.of(
        "quarkus.datasource.jdbc.url", jdbcUrl,
        "quarkus.datasource.username", user,
        "quarkus.datasource.password", password,
        "quarkus.flyway.username", migrator,
        "quarkus.flyway.password", migratorPassword);
  }

  /** The same for the role that creates, changes and truncates tables. */
  public Database owner() {
    return new Database(jdbcUrl, migrator, migratorPassword, migrator, migratorPassword);
  }
}
