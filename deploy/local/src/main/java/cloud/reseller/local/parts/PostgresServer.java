package cloud.reseller.local.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
import java.util.Map;
import java.util.Properties;

/** A real PostgreSQL server as a child process, with fsync and synchronous_commit on. */
public final class PostgresServer implements Part {
  private static final String SUPERUSER = "postgres";

  private final Path data;
  private final int port;
  private final String password;
  private final ManagedProcess child;

  private PostgresServer(Path data, int port, String password, ManagedProcess child) {
    this.data = data;
    this.port = port;
    this.password = password;
    this.child = child;
  }

  /**
   * Starts the server on the loopback address.
   *
   * @param data directory for the cluster, the generated password and the output; created if
   *     missing
   */
  public static PostgresServer start(Path data, int port) {
    Path home = PartFiles.postgresql();
    Path cluster = data.resolve("cluster").toAbsolutePath();
    Path secret = data.resolve("password").toAbsolutePath();
    Path log = data.resolve("postgresql.log").toAbsolutePath();
    try {
      Private.directory(data);
      String password = Secrets.keptIn(secret);
      if (!Files.exists(cluster.resolve("PG_VERSION"))) {
        PartFiles.delete(cluster);
        initialise(home, cluster, secret, log);
      }
      ManagedProcess child =
          ManagedProcess.start(
              "PostgreSQL", data, log, Map.of(), serverCommand(home, cluster, port));
      return new PostgresServer(data, port, password, child);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /** Unpacks the server, if not done yet. */
  public static void prepare() {
    PartFiles.postgresql();
  }

  private static void initialise(Path home, Path cluster, Path secret, Path log)
      throws IOException {
    Path fresh = cluster.resolveSibling("cluster.new");
    PartFiles.delete(fresh);
    ManagedProcess.run(
        "PostgreSQL",
        cluster.getParent(),
        log,
        Map.of(),
        unprivileged(
            List.of(
                home.resolve("bin/initdb").toString(),
                "--pgdata=" + fresh,
                "--username=" + SUPERUSER,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions")));
    Files.move(fresh, cluster);
  }

  private static List<String> serverCommand(Path home, Path cluster, int port) {
    return unprivileged(
        List.of(
            home.resolve("bin/postgres").toString(),
            "-D",
            cluster.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "max_connections=200",
            "-c",
            "fsync=on",
            "-c",
            "synchronous_commit=on",
            "-c",
            "shared_buffers=128MB",
            "-c",
            "timezone=UTC",
            // Rows may contain names, which must not be logged.
            "-c",
            "log_error_verbosity=terse",
            "-c",
            "log_min_error_statement=panic"));
  }

  /**
   * PostgreSQL refuses to run as root, which is the user of some containers and build machines; in
   * a user namespace, the process runs as an unprivileged user.
   */
  private static List<String> unprivileged(List<String> command) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    if (!Reaper.isCommand("unshare")) {
      throw new PartFailedException(
          "PostgreSQL does not run as root: start as another user, or install util-linux"
              + " (unshare)");
    }
    List<String> unshared = new ArrayList<>(List.of("unshare", "--user"));
    unshared.addAll(command);
    return unshared;
  }

  public int port() {
    return port;
  }

  @Override
  public ManagedProcess process() {
    return child;
  }

  /**
   * Creates the database and its two roles, as far as they are missing. Their passwords are stored
   * next to the server's data.
   */
  public synchronized Database createDatabase(String name) {
    if (!name.matches("[a-z][a-z0-9_]{0,50}")) {
      throw new IllegalArgumentException(
          "database name " + name + ": use at most 51 small letters, digits and underscores");
    }
    String migrator = name + "_migrator";
    Database database =
        new Database(url(name), name, keptPassword(name), migrator, keptPassword(migrator));
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      boolean there;
      try (ResultSet found =
          statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
        there = found.next();
      }
      if (!there) {
        statement.execute("create database " + name);
        // Before another service's role could connect.
        statement.execute("revoke connect on database " + name + " from public");
      }
    } catch (SQLException cannot) {
      throw new PartFailedException(
          "PostgreSQL: cannot create database " + name + ": " + cannot.getMessage(), cannot);
    }
    try (Connection connection = connect(name);
        Statement statement = connection.createStatement()) {
      statement.execute(rolesFile());
      statement.execute("alter role " + name + " password '" + database.password() + "'");
      statement.execute(
          "alter role " + migrator + " password '" + database.migratorPassword() + "'");
      return database;
    } catch (SQLException cannot) {
      throw new PartFailedException(
          "PostgreSQL: cannot make the roles of database " + name + ": " + cannot.getMessage(),
          cannot);
    }
  }

  private String url(String name) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  private String keptPassword(String role) {
    return Secrets.keptIn(data.resolve("roles").resolve(role));
  }

  /**
   * The SQL, also used by operators, that creates the two roles of the database in which it is run.
   */
  public static String rolesFile() {
    try (InputStream roles = PostgresServer.class.getResourceAsStream("roles.sql")) {
      if (roles == null) {
        throw new PartFailedException("roles.sql is not built: run ./mvnw package");
      }
      return new String(roles.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Runs a checkpoint, so that a benchmark does not include an earlier run's pending writes. */
  public void checkpoint() {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("checkpoint");
    } catch (SQLException cannot) {
      throw new PartFailedException("PostgreSQL: no checkpoint: " + cannot.getMessage(), cannot);
    }
  }

  /** Drops the database, closing its connections. */
  public void dropDatabase(String name) {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + name + " with (force)");
    } catch (SQLException cannot) {
      throw new PartFailedException(
          "PostgreSQL: cannot drop database " + name + ": " + cannot.getMessage(), cannot);
    }
  }

  @Override
  public void awaitReady(Duration limit) {
    child.await(limit, Duration.ofMillis(50), () -> Ports.answers(port) && answersQueries());
  }

  private boolean answersQueries() {
    try (Connection connection = connect("postgres")) {
      return connection.isValid(2);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private Connection connect(String name) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", SUPERUSER);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "2");
    return DriverManager.getConnection(url(name), properties);
  }

  /** Fast shutdown: open transactions are rolled back, and clients are not waited for. */
  @Override
  public void stop() {
    child.stop("INT", Duration.ofSeconds(7));
  }
}
