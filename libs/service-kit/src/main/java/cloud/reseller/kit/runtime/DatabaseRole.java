package cloud.reseller.kit.runtime;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Checks that the database role of a service has no more rights than it needs. */
final class DatabaseRole {

  /**
   * Returns one row per excess right, worded for an operator; none if the role is as it should be.
   */
  private static final String TOO_MUCH =
      """
      select concat_ws(', ',
               case when rolsuper then 'is a superuser' end,
               case when rolcreaterole then 'may make roles' end,
               case when rolcreatedb then 'may make databases' end,
               case when rolreplication then 'may replicate' end,
               case when rolbypassrls then 'passes row security' end,
               case when has_schema_privilege(current_schema(), 'create')
                    then 'may make tables' end,
               case when exists (
                      select from pg_class
                       where relnamespace = current_schema()::regnamespace
                         and pg_has_role(relowner, 'member'))
                    then 'owns tables' end,
               case when exists (
                      select from pg_database
                       where datname <> current_database() and datallowconn
                         and has_database_privilege(oid, 'connect'))
                    then 'may connect to other databases' end,
               case when current_setting('statement_timeout') = '0'
                    then 'has no statement_timeout' end,
               case when current_setting('lock_timeout') = '0'
                    then 'has no lock_timeout' end,
               case when current_setting('idle_in_transaction_session_timeout') = '0'
                    then 'has no idle_in_transaction_session_timeout' end)
        from pg_roles where rolname = current_user
      """;

  private DatabaseRole() {}

  /**
   * Checks whether the role may do more than a service needs.
   *
   * @throws IllegalStateException if it may; the message names the rights and the remedy
   * @throws SQLException if the database cannot be queried
   */
  static void verify(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(TOO_MUCH)) {
      String tooMuch = found.next() ? found.getString(1) : "";
      if (!tooMuch.isEmpty()) {
        throw new IllegalStateException(
            "the database role "
                + connection.getMetaData().getUserName()
                + " "
                + tooMuch
                + ": create its roles with deploy/postgresql/roles.sql, and give the service that"
                + " of quarkus.datasource.username and the migrations that of"
                + " quarkus.flyway.username");
      }
    }
  }
}
