package cloud.reseller.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole system as seen by another user of the machine, or from another machine. */
class NothingStandsOpenIT {

  private static final List<String> SERVICES =
      List.of("permissions", "reservations", "activity-log", "billing");

  @TempDir Path parent;

  @Test
  void nothing_is_open_even_where_an_earlier_release_left_it_open() throws Exception {
    Path data = parent.resolve("data");
    try (Launcher launcher = Launcher.start(data)) {
      listensOnTheLoopbackAddressAlone(launcher);
      isItsOwnersAlone(data);
      worksAsRolesOfItsOwn(launcher);
      asksForOperations(launcher);
      keepsNoSecretInTheCache(data);
    }
    asAnEarlierReleaseLeftIt(data);
    String admins = password(data, "admin").orElseThrow();

    try (Launcher again = Launcher.start(data)) {
      isItsOwnersAlone(data);
      worksAsRolesOfItsOwn(again);
      assertThat(password(data, "admin")).contains(admins);
      assertThat(password(data, "operator")).isPresent();
      asksForOperations(again);
    }
  }

  private static void listensOnTheLoopbackAddressAlone(Launcher launcher) throws IOException {
    Set<String> sockets = new TreeSet<>();
    for (ProcessHandle process : launcher.processes()) {
      try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
        files
            .map(NothingStandsOpenIT::target)
            .filter(target -> target.startsWith("socket:["))
            .forEach(target -> sockets.add(target.substring(8, target.length() - 1)));
      } catch (NoSuchFileException | UncheckedIOException endedMeanwhile) {
        continue;
      }
    }
    List<String> listening = new ArrayList<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] column = line.strip().split("\\s+");
        if (column[3].equals("0A") && sockets.contains(column[9])) {
          listening.add(column[1].substring(0, column[1].indexOf(':')));
        }
      }
    }
    // 127.0.0.1, the same as an IPv6 address, and ::1, as the kernel writes them.
    assertThat(listening)
        .hasSizeGreaterThanOrEqualTo(13)
        .allMatch(
            address ->
                Set.of(
                        "0100007F",
                        "0000000000000000FFFF00000100007F",
                        "00000000000000000000000001000000")
                    .contains(address));
    for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(network.getInetAddresses())) {
        if (!address.isLoopbackAddress()) {
          launcher.ports().forEach((name, port) -> assertThat(answers(address, port)).isFalse());
        }
      }
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private static boolean answers(InetAddress address, int port) {
    try (Socket socket = new Socket(address, port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private static void isItsOwnersAlone(Path data) throws IOException {
    List<String> open = new ArrayList<>();
    for (Path path : everythingIn(data)) {
      try {
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        if (!permissions.endsWith("------")) {
          open.add(permissions + " " + path);
        }
      } catch (NoSuchFileException goneMeanwhile) {
        continue;
      }
    }
    assertThat(open).isEmpty();
  }

  private static List<Path> everythingIn(Path directory) throws IOException {
    List<Path> found = new ArrayList<>();
    Process find =
        new ProcessBuilder("find", directory.toString(), "!", "-type", "l")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    new String(find.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .map(Path::of)
        .forEach(found::add);
    return found;
  }

  private static void worksAsRolesOfItsOwn(Launcher launcher) throws Exception {
    for (String service : SERVICES) {
      String database = service.replace('-', '_');
      assertThat(
              asSuperuser(
                  launcher,
                  database,
                  "select distinct usename from pg_stat_activity where datname = '"
                      + database
                      + "' and backend_type = 'client backend' and pid <> pg_backend_pid()"))
          .containsExactly(database);
      assertThat(
              asSuperuser(
                  launcher,
                  database,
                  "select distinct pg_get_userbyid(relowner) from pg_class where relnamespace ="
                      + " 'public'::regnamespace"))
          .containsExactly(database + "_migrator");
    }
  }

  private static List<String> asSuperuser(Launcher launcher, String database, String sql)
      throws SQLException, IOException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:"
                    + launcher.ports().get("postgresql")
                    + "/"
                    + database,
                "postgres",
                Files.readString(launcher.data().resolve("postgresql/password")).strip());
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

  private static void asksForOperations(Launcher launcher) throws Exception {
    for (String service : SERVICES) {
      int port = launcher.ports().get(service) + 1000;
      assertThat(retried(port, "")).as(service).isEqualTo(401);
      assertThat(retried(port, token(launcher, "admin"))).as(service).isEqualTo(403);
      assertThat(retried(port, token(launcher, "owner"))).as(service).isEqualTo(403);
      assertThat(retried(port, token(launcher, "operator"))).as(service).isEqualTo(404);
    }
  }

  private static int retried(int port, String token) throws Exception {
    HttpRequest.Builder call =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/parked/nothing/retry"))
            .POST(HttpRequest.BodyPublishers.noBody());
    if (!token.isEmpty()) {
      call.header("Authorization", "Bearer " + token);
    }
    return HttpClient.newHttpClient()
        .send(call.build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static String token(Launcher launcher, String user) throws IOException {
    return launcher
        .sh(
            "curl -s http://localhost:8180/realms/partners/protocol/openid-connect/token"
                + " -d grant_type=password -d client_id=partner-api"
                + (" -d username=\"$(sed -n 's/^" + user)
                + ".username=//p' .local/demo-users.properties)\""
                + (" -d \"password=$(sed -n 's/^" + user)
                + ".password=//p' .local/demo-users.properties)\" |"
                + " sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/'")
        .strip();
  }

  private static Optional<String> password(Path data, String user) throws IOException {
    String key = user + ".password=";
    return Files.readAllLines(data.resolve("demo-users.properties")).stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()))
        .findFirst();
  }

  /** Every secret generated by this start, searched for in every file of the cache. */
  private static void keepsNoSecretInTheCache(Path data) throws IOException {
    List<String> secrets = new ArrayList<>();
    for (String file :
        List.of("postgresql/password", "keycloak/password", "keycloak/client-secret")) {
      secrets.add(Files.readString(data.resolve(file)).strip());
    }
    try (Stream<Path> roles = Files.list(data.resolve("postgresql/roles"))) {
      for (Path role : roles.toList()) {
        secrets.add(Files.readString(role).strip());
      }
    }
    password(data, "admin").ifPresent(secrets::add);
    Map<String, String> environment = System.getenv();
    Path cache =
        Path.of(
                Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                    .filter(home -> !home.isBlank())
                    .orElse(System.getProperty("user.home") + "/.cache"))
            .resolve("reseller");
    List<String> command = new ArrayList<>(List.of("grep", "-rlaF"));
    secrets.forEach(secret -> command.addAll(List.of("-e", secret)));
    command.add(cache.toString());
    Process grep = new ProcessBuilder(command).start();
    assertThat(new String(grep.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
    // A database holds signing keys and hashes, whatever they are.
    try (Stream<Path> files = Files.walk(cache)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".mv.db") || name.equals("database"));
    }
  }

  private void asAnEarlierReleaseLeftIt(Path data) throws Exception {
    Path users = data.resolve("demo-users.properties");
    Files.write(
        users,
        Files.readAllLines(users).stream().filter(line -> !line.startsWith("operator.")).toList());
    assertThat(
            new ProcessBuilder("chmod", "-R", "go+rX", data.toString())
                .inheritIO()
                .start()
                .waitFor())
        .isZero();
  }
}
