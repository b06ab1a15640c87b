package cloud.reseller.local.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real Keycloak in a JVM of its own, which imports the realm {@code partners} at its first start.
 */
public final class KeycloakServer implements Part {
  /** The realm of partners and customers. */
  public static final String REALM = "partners";

  /** The OpenID client of API callers. */
  public static final String CLIENT = "partner-api";

  /** The OpenID client of the pages, which has a secret. */
  public static final String PAGES_CLIENT = "gateway";

  /** The user of the administration console. */
  private static final String ADMINISTRATOR = "administrator";

  /** File with the secret of {@link Realm#ADMINISTRATING}; missing in data of earlier releases. */
  private static final String SECRET = "client-secret";

  /** Marker file that exists until the first start has completed. */
  private static final String UNFINISHED = "first-start";

  /** File with the digest of the realm file applied last. */
  private static final String APPLIED = "realm";

  /** Build-time options of Keycloak; each list of options needs its own cached home. */
  private static final List<String> BUILD_OPTIONS = List.of("--db=dev-file");

  /** Keycloak's own database file, below its home. */
  private static final String DATABASE = "data/h2/keycloakdb.mv.db";

  private final Path data;
  private final int port;
  private final ManagedProcess child;

  private KeycloakServer(Path data, int port, ManagedProcess child) {
    this.data = data;
    this.port = port;
    this.child = child;
  }

  /**
   * Starts Keycloak on the loopback address.
   *
   * @param data directory for its database, the generated secrets and the output; created if
   *     missing
   */
  public static KeycloakServer start(Path data, int port) {
    prepare();
    Path home = data.resolve("home").toAbsolutePath();
    try {
      Private.directory(data);
      if (Files.exists(data.resolve(UNFINISHED))) {
        PartFiles.delete(home);
      }
      boolean first = !Files.exists(home.resolve(DATABASE));
      layOut(home);
      if (first) {
        Private.write(data.resolve(UNFINISHED), "");
        Secrets.keptIn(data.resolve(SECRET));
        Path imported = Private.directory(home.resolve("data/import"));
        Private.write(imported.resolve(REALM + "-realm.json"), new String(realmFile(), UTF_8));
      }
      return run(data, home, port, first ? List.of("--import-realm") : List.of());
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /**
   * Runs Keycloak's build step, which takes half a minute and always has the same result, once per
   * user. The database is created per data directory, since it contains the token signing keys.
   */
  public static void prepare() {
    optimised();
    PartFiles.deleteWhatHolds("password");
  }

  private static void layOut(Path home) throws IOException {
    Path optimised = optimised();
    Private.directory(home.resolve("conf"));
    Private.directory(home.resolve(DATABASE).getParent());
    for (String shared : List.of("lib", "providers", "themes")) {
      Path link = home.resolve(shared);
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, optimised.resolve(shared));
    }
  }

  private static KeycloakServer run(Path data, Path home, int port, List<String> options) {
    Map<String, String> bootstrap = new HashMap<>();
    if (!options.isEmpty()) {
      bootstrap.putAll(
          bootstrap(
              Secrets.keptIn(data.resolve("password")), Secrets.keptIn(data.resolve(SECRET))));
    }
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
    ManagedProcess child =
        ManagedProcess.start(
            "Keycloak", data, data.resolve("keycloak.log"), bootstrap, command(home, arguments));
    return new KeycloakServer(data, port, child);
  }

  /**
   * Environment for Keycloak's very first start, with its administrators: a person for the console,
   * and the client as which {@link #realm} signs in.
   */
  public static Map<String, String> bootstrap(String password, String secret) {
    return Map.of(
        "KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR,
        "KC_BOOTSTRAP_ADMIN_PASSWORD", password,
        "KC_BOOTSTRAP_ADMIN_CLIENT_ID", Realm.ADMINISTRATING,
        "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", secret);
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
          ManagedProcess.run(
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

  /** The realm file that Keycloak imports. */
  public static byte[] realmFile() {
    try (InputStream realm = KeycloakServer.class.getResourceAsStream(REALM + "-realm.json")) {
      if (realm == null) {
        throw new PartFailedException("the realm file is not built: run ./mvnw package");
      }
      return realm.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * The issuer of the realm's tokens, which is also the value of {@code
   * quarkus.oidc.auth-server-url}.
   */
  public String issuer() {
    return base() + "/realms/" + REALM;
  }

  private URI keys() {
    return URI.create(issuer() + "/protocol/openid-connect/certs");
  }

  private String base() {
    return "http://localhost:" + port;
  }

  /** The admin interface to the realm, using the generated secret of the administrating client. */
  public Realm realm() {
    return new Realm(URI.create(base()), Secrets.keptIn(data.resolve(SECRET)));
  }

  public int port() {
    return port;
  }

  @Override
  public ManagedProcess process() {
    return child;
  }

  @Override
  public void awaitReady(Duration limit) {
    child.await(limit, Duration.ofMillis(200), () -> Ports.answers(port) && Http.isOk(keys()));
    settle();
  }

  /** Brings the database to the state of this release, even if an earlier release created it. */
  private void settle() {
    try {
      String wanted = PartFiles.digest(realmFile());
      Path applied = data.resolve(APPLIED);
      if (!Files.exists(applied) || !Files.readString(applied).equals(wanted)) {
        if (!Files.exists(applied) && !Files.exists(data.resolve(UNFINISHED))) {
          takeOver();
        }
        realm().apply(realmFile());
        Private.write(applied, wanted);
      }
      Files.deleteIfExists(data.resolve(UNFINISHED));
      Files.deleteIfExists(data.resolve("home/data/import/" + REALM + "-realm.json"));
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /**
   * Earlier releases kept keys and the administrator's password where other users of the machine
   * could read them: both are regenerated, so that nothing signed with the old keys is accepted.
   */
  private void takeOver() {
    Path secret = data.resolve(SECRET);
    if (!Files.exists(secret)) {
      String made = Secrets.generate();
      Realm.admit(
          URI.create(base()), ADMINISTRATOR, Secrets.keptIn(data.resolve("password")), made);
      Private.write(secret, made + "\n");
    }
    Private.write(data.resolve("password"), Secrets.generate() + "\n");
    realm().setAdministrator(ADMINISTRATOR, Secrets.keptIn(data.resolve("password")));
    realm().replaceKeys();
  }
}
