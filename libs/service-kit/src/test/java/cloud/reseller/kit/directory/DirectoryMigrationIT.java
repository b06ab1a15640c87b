package cloud.reseller.kit.directory;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.testing.Database;
import cloud.reseller.testing.Infrastructure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A database that was filled before people were known by their tenant too. */
class DirectoryMigrationIT {

  @Test
  void rows_that_stand_there_are_kept_under_the_key_of_their_record() throws SQLException {
    Database database = Infrastructure.shared().database("directory_migration").owner();
    migrate(database, "0.90");
    try (Connection connection =
        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
      run(
          connection,
          "insert into directory_user_1 values"
              + " ('kim', 'contoso', 'CUSTOMER', 'kim@contoso.example', 'Kim Lee')");

      migrate(database, "latest");

      assertThat(rows(connection, "select key || ' ' || tenant_id from directory_user_1"))
          .containsExactly("kim contoso");
      assertThat(rows(connection, "select display_name from directory_user"))
          .containsExactly("Kim Lee");
      run(
          connection,
          "insert into directory_user_1 (key, id, tenant_id, side, user_principal_name,"
              + " display_name) values"
              + " ('contoso/kim', 'kim', 'contoso', 'CUSTOMER', 'kim@contoso.example', 'Kim S'),"
              + " ('fabrikam/kim', 'kim', 'fabrikam', 'CUSTOMER', 'kim@fabrikam.example', 'K')");
      assertThat(rows(connection, "select tenant_id || ' ' || display_name from directory_user"))
          .containsExactlyInAnyOrder("contoso Kim S", "fabrikam K");
    }
  }

  private static void migrate(Database database, String target) {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .locations("db/kit")
        .target(target)
        .load()
        .migrate();
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(found.getString(1));
      }
      return rows;
    }
  }
}
