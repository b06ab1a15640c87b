package cloud.reseller.local.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The roles that roles.sql makes, tried as who would misuse them. */
class PostgresRolesIT {
  @TempDir static Path data;

  private static PostgresServer server;
  private static Database permissions;
  private static Database billing;

  @BeforeAll
  static void start() throws SQLException {
    server = PostgresServer.start(data, Ports.free());
    server.awaitReady(Duration.ofSeconds(90));
    permissions = server.createDatabase("permissions");
    billing = server.createDatabase("billing");
    asMigrator(permissions, "create table customer (id int primary key, name text)");
    asMigrator(permissions, "create view names as select name from customer");
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @Test
  void a_service_reads_and_writes_rows_and_copies_them_in() throws SQLException {
    as(permissions, "insert into customer values (1, 'a')");
    as(permissions, "update customer set name = 'b' where id = 1");
    assertThat(as(permissions, "select name from names")).containsExactly("b");
    as(permissions, "delete from customer where id = 1");
  }

  @Test
  void a_service_cannot_come_into_any_database_but_its_own() {
    for (String other : List.of("billing", "postgres", "template1")) {
      for (String[] who :
          List.of(
              new String[] {permissions.user(), permissions.password()},
              new String[] {permissions.migrator(), permissions.migratorPassword()})) {
        assertThatThrownBy(() -> DriverManager.getConnection(url(other), who[0], who[1]).close())
            .as(who[0] + " in " + other)
            .hasMessageContaining("permission denied for database");
      }
    }
  }

  @Test
  void a_service_changes_nothing_but_rows() {
    for (String statement :
        List.of(
            "create table mine (id int)",
            "create temporary table mine (id int)",
            "create schema mine",
            "create view mine as select 1",
            "create function mine() returns int language sql as 'select 1'",
            "create role mine",
            "create database mine",
            "alter table customer add mine int",
            "drop table customer",
            "truncate customer",
            "alter role permissions superuser",
            "alter role permissions_migrator password 'mine'",
            "set role permissions_migrator",
            "set session authorization postgres",
            "copy customer to program 'id'",
            "select pg_read_file('PG_VERSION')",
            "select rolpassword from pg_authid",
            "alter system set log_statement = 'all'",
            "select lo_creat(-1)",
            "select lo_create(0)",
            "select lo_from_bytea(0, 'a')",
            "do $$ begin perform lo_import('/etc/hostname'); end $$")) {
      assertThatThrownBy(() -> as(permissions, statement))
          .as(statement)
          .satisfies(PostgresRolesIT::isRefused);
    }
  }

  @Test
  void no_role_of_a_service_is_more_than_it_needs() throws SQLException {
    assertThat(
            asSuperuser(
                "permissions",
                "select rolname from pg_roles where rolname not like 'pg\\_%' and (rolsuper or"
                    + " rolcreatedb or rolcreaterole or rolreplication or rolbypassrls)"))
        .containsExactly("postgres");
    assertThat(
            asSuperuser(
                "permissions",
                "select datname || ' of ' || rolname from pg_database join pg_roles on"
                    + " pg_roles.oid = datdba where datname in ('permissions', 'billing')"))
        .containsExactlyInAnyOrder(
            "permissions of permissions_migrator", "billing of billing_migrator");
  }

  @Test
  void what_a_migrator_leaves_behind_is_not_run_as_the_superuser() throws SQLException {
    Database planted = server.createDatabase("planted");
    for (String more : List.of("", ", b text")) {
      asMigrator(
          planted,
          "create function public.format(f text, a text%s) returns text language plpgsql as $$"
                  .formatted(more)
              + " begin if (select rolsuper from pg_catalog.pg_roles where rolname = current_user)"
              + " then execute 'alter role planted_migrator superuser'; end if;"
              + " return pg_catalog.format(f, a"
              + (more.isEmpty() ? "" : ", b")
              + "); end $$");
    }
    asMigrator(planted, "alter database planted set search_path = public, pg_catalog");

    server.createDatabase("planted");

    assertThat(
            asSuperuser(
                "postgres", "select rolsuper from pg_roles where rolname = 'planted_migrator'"))
        .containsExactly("f");
    asMigrator(planted, "create table mine (id int)");
    assertThat(as(planted, "select count(*) from mine")).containsExactly("0");
  }

  @Test
  void every_connection_of_either_role_has_its_limits() throws SQLException {
    String limits =
        "select current_setting('statement_timeout') || ' ' || current_setting('lock_timeout')"
            + " || ' ' || current_setting('idle_in_transaction_session_timeout') || ' ' ||"
            + " current_setting('idle_session_timeout')";
    assertThat(as(billing, limits)).containsExactly("30s 10s 30s 10min");
    assertThat(asMigrator(billing, limits)).containsExactly("1h 1min 1h 1h");
  }

  @Test
  void whom_a_migrator_lets_in_is_put_out_by_the_next_start() throws SQLException {
    Database lax = server.createDatabase("lax");
    asMigrator(lax, "grant connect, temporary on database lax to billing, billing_migrator");
    asMigrator(lax, "grant connect on database lax to postgres");

    server.createDatabase("lax");

    for (String role : List.of("billing", "billing_migrator")) {
      assertThat(
              asSuperuser(
                  "postgres", "select has_database_privilege('" + role + "', 'lax', 'connect')"))
          .containsExactly("f");
    }
    assertThat(as(lax, "select 1")).containsExactly("1");
    assertThat(asMigrator(lax, "select 1")).containsExactly("1");
  }

  @Test
  void no_role_takes_the_disk_or_every_connection() throws SQLException {
    Database greedy = server.createDatabase("greedy");
    assertThat(as(greedy, "show temp_file_limit")).containsExactly("1GB");
    for (String lifting :
        List.of(
            "set temp_file_limit = -1",
            "alter role greedy set temp_file_limit = -1",
            "alter role greedy connection limit -1")) {
      assertThatThrownBy(() -> as(greedy, lifting))
          .as(lifting)
          .satisfies(PostgresRolesIT::isRefused);
    }
    String limits =
        "select rolname || ' ' || rolconnlimit from pg_roles where rolname like 'greedy%'";
    assertThat(asSuperuser("postgres", limits))
        .containsExactlyInAnyOrder("greedy 64", "greedy_migrator 8");

    asSuperuser("postgres", "alter role greedy connection limit 2");
    server.createDatabase("greedy");

    try (Connection _ = connection(greedy);
        Connection _ = connection(greedy)) {
      assertThatThrownBy(() -> connection(greedy))
          .hasMessageContaining("too many connections for role");
      assertThat(as(billing, "select 1")).containsExactly("1");
    }
  }

  private static Connection connection(Database database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  @Test
  void what_an_earlier_release_made_as_superuser_is_handed_over() throws SQLException {
    asSuperuser("postgres", "create database old");
    asSuperuser("old", "create table kept (id bigserial primary key, name text)");
    asSuperuser("old", "create table flyway_schema_history (installed_rank int)");
    asSuperuser("old", "create view shown as select name from kept");
    asSuperuser("old", "create function one() returns int language sql as 'select 1'");
    asSuperuser("old", "insert into kept (name) values ('a')");

    Database old = server.createDatabase("old");
    server.createDatabase("old");

    assertThat(as(old, "select name from shown")).containsExactly("a");
    as(old, "insert into kept (name) values ('b')");
    asMigrator(old, "alter table kept add more int");
    asMigrator(old, "drop function one()");
    asMigrator(old, "create or replace view shown as select name from kept where id > 1");
    assertThat(
            asSuperuser(
                "old",
                "select distinct pg_get_userbyid(relowner) from pg_class where relnamespace ="
                    + " 'public'::regnamespace"))
        .containsExactly("old_migrator");
    assertThatThrownBy(() -> DriverManager.getConnection(url("old"), "billing", "x").close())
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void the_passwords_are_their_owners_alone_and_stay() {
    assertThat(server.createDatabase("permissions")).isEqualTo(permissions);
    assertThat(permissions.toString())
        .doesNotContain(permissions.password(), permissions.migratorPassword());
    assertThat(data.resolve("roles/permissions"))
        .satisfies(
            file ->
                assertThat(Files.getPosixFilePermissions(file))
                    .hasToString("[OWNER_READ, OWNER_WRITE]"));
  }

  /** Insufficient privilege, and not a slip of the statement. */
  private static void isRefused(Throwable thrown) {
    assertThat(thrown).isInstanceOf(SQLException.class);
    assertThat(((SQLException) thrown).getSQLState()).as(thrown.getMessage()).isEqualTo("42501");
  }

  private static List<String> as(Database database, String sql) throws SQLException {
    return run(database.jdbcUrl(), database.user(), database.password(), sql);
  }

  private static List<String> asMigrator(Database database, String sql) throws SQLException {
    return run(database.jdbcUrl(), database.migrator(), database.migratorPassword(), sql);
  }

  private static List<String> asSuperuser(String database, String sql) throws SQLException {
    return run(url(database), "postgres", Secrets.keptIn(data.resolve("password")), sql);
  }

  private static String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database;
  }

  private static List<String> run(String url, String user, String password, String sql)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      List<String> found = new ArrayList<>();
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            found.add(rows.getString(1));
          }
        }
      }
      return found;
    }
  }
}
