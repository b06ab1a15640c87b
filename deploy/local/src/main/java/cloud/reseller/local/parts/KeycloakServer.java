package cloud.reseller.local.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The real Keycloak in a JVM of its own, with the realm {@code partners} imported at its first
 * start.
 */
public final class KeycloakServer implements Part {
  /** The realm of partners and customers. */
  public static final String REALM = "partners";

  /** The public client of API callers. */
  public static final String CLIENT = "partner-api";

  private static final String ADMINISTRATOR = "administrator";

  /** Options that Keycloak bakes into its own classes; another list needs another cached home. */
  private static final List<String> BUILD_OPTIONS = List.of("--db=dev-file");

  /** Keycloak's own database file, below its home. */
  private static final String DATABASE = "data/h2/keycloakdb.mv.db";

  private final int port;
  private final String password;
  private final Child child;

  private KeycloakServer(int port, String password, Child child) {
    this.port = port;
    this.password = password;
    this.child = child;
  }

  /**
   * Starts Keycloak on the loopback address.
   *
   * @param data keeps its database, the administrator password and the output; made when it is not
   *     there
   */
  public static KeycloakServer start(Path data, int port) {
    prepare();
    Path home = data.resolve("home").toAbsolutePath();
    try {
      if (!Files.exists(home.resolve(DATABASE))) {
        layOut(home);
        Path prepared = prepared();
        Secrets.writePrivate(
            data.resolve("password"), Secrets.keptIn(prepared.resolve("password")));
        Path half = home.resolve(DATABASE + ".part");
        Files.copy(prepared.resolve("database"), half, StandardCopyOption.REPLACE_EXISTING);
        Files.move(half, home.resolve(DATABASE), StandardCopyOption.ATOMIC_MOVE);
      }
      layOut(home);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
    return run(data, home, port, Secrets.keptIn(data.resolve("password")), List.of());
  }

  /**
   * Does once per user what takes Keycloak long and has the same result every time: optimising its
   * classes (half a minute), making its database and importing the realm. So all local instances of
   * one user have the same administrator password and signing keys, both generated on this machine.
   */
  public static void prepare() {
    optimised();
    prepared();
  }

  private static Path prepared() {
    return PartFiles.unpacked(
        optimised().getFileName() + "-" + PartFiles.digest(realmFile()),
        target -> {
          try {
            String password = Secrets.keptIn(target.resolve("password"));
            Path home = target.resolve("home");
            layOut(home);
            Path imported = Files.createDirectories(home.resolve("data/import"));
            Files.write(imported.resolve(REALM + "-realm.json"), realmFile());
            try (KeycloakServer once =
                run(target, home, Ports.free(), password, List.of("--import-realm"))) {
              once.awaitReady(Duration.ofMinutes(3));
            }
            Files.move(home.resolve(DATABASE), target.resolve("database"));
            PartFiles.delete(home);
          } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
          }
        });
  }

  private static void layOut(Path home) throws IOException {
    Path optimised = optimised();
    Files.createDirectories(home.resolve("conf"));
    Files.createDirectories(home.resolve(DATABASE).getParent());
    for (String shared : List.of("lib", "providers", "themes")) {
      Path link = home.resolve(shared);
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, optimised.resolve(shared));
    }
  }

  private static KeycloakServer run(
      Path data, Path home, int port, String password, List<String> options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "start",
                "--optimized",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=http://localhost:" + port));
    arguments.addAll(options);
    Child child =
        Child.start(
            "Keycloak",
            data,
            data.resolve("keycloak.log"),
            Map.of(
                "KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR,
                "KC_BOOTSTRAP_ADMIN_PASSWORD", password),
            command(home, arguments));
    return new KeycloakServer(port, password, child);
  }

  private static Path optimised() {
    Path zip = PartFiles.keycloakZip();
    return PartFiles.unpacked(
        PartFiles.stem(zip)
            + "-"
            + PartFiles.digest(String.join(" ", BUILD_OPTIONS).getBytes(UTF_8)),
        target -> {
          PartFiles.unzip(zip, target);
          List<String> build = new ArrayList<>(List.of("build"));
          build.addAll(BUILD_OPTIONS);
          Child.run(
              "Keycloak", target, target.resolve("build.log"), Map.of(), command(target, build));
        });
  }

  private static List<String> command(Path home, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Java.command(),
                "-Xms128m",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                    + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dpicocli.disable.closures=true",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
    command.addAll(arguments);
    return command;
  }

  /** The realm as a file that Keycloak imports. */
  public static byte[] realmFile() {
    try (InputStream realm = KeycloakServer.class.getResourceAsStream(REALM + "-realm.json")) {
      if (realm == null) {
        throw new PartFailed("the realm file is not built: run ./mvnw package");
      }
      return realm.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Issuer of the realm's tokens, and the value of {@code quarkus.oidc.auth-server-url}. */
  public String issuer() {
    return base() + "/realms/" + REALM;
  }

  private URI keys() {
    return URI.create(issuer() + "/protocol/openid-connect/certs");
  }

  private String base() {
    return "http://localhost:" + port;
  }

  /** Its users and clients; asks with the generated administrator password. */
  public Realm realm() {
    return new Realm(URI.create(base()), ADMINISTRATOR, password);
  }

  public int port() {
    return port;
  }

  @Override
  public Child process() {
    return child;
  }

  @Override
  public void awaitReady(Duration limit) {
    child.await(limit, Duration.ofMillis(200), () -> Ports.answers(port) && Http.isOk(keys()));
  }
}
