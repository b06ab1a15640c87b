package cloud.reseller.testing;

import cloud.reseller.local.parts.KafkaBroker;
import cloud.reseller.local.parts.KeycloakServer;
import cloud.reseller.local.parts.Part;
import cloud.reseller.local.parts.Ports;
import cloud.reseller.local.parts.PostgresServer;
import cloud.reseller.local.parts.Realm;
import cloud.reseller.topics.AccessRules;
import cloud.reseller.topics.KafkaSetup;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Runs the parts as child processes, with their data below {@code target/infrastructure}. */
final class LocalInfrastructure extends WithUsers {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Path data = freshDirectory();
  private final KafkaBroker.Detour detour = new KafkaBroker.Detour(Ports.free(), Ports.free());
  private final AtomicInteger databases = new AtomicInteger();
  private Optional<KafkaBroker> kafka = Optional.empty();
  private Optional<PostgresServer> postgres = Optional.empty();
  private Optional<KeycloakServer> keycloak = Optional.empty();

  @Override
  public String kafkaBootstrap() {
    return broker().bootstrapServers();
  }

  @Override
  public Map<String, Object> kafka() {
    return new HashMap<>(broker().superUser());
  }

  @Override
  public Map<String, Object> kafkaAs(String principal) {
    return new HashMap<>(broker().client(principal));
  }

  @Override
  public void setUpKafka(int partitions) {
    AccessRules rules = AccessRules.shipped();
    KafkaSetup.run(kafka(), partitions, rules, broker().logins().passwords(rules.principals()));
  }

  @Override
  public int kafkaDetourPort() {
    return detour.port();
  }

  @Override
  public int kafkaProxyPort() {
    return detour.proxyPort();
  }

  @Override
  public synchronized void restartKafka() {
    KafkaBroker before = broker();
    before.stop();
    kafka = Optional.of(startKafka(before.port()));
  }

  @Override
  public synchronized void crashKafka() {
    KafkaBroker before = broker();
    before.kill();
    kafka = Optional.of(startKafka(before.port()));
  }

  @Override
  public void damageLog(String topic, int partition) {
    Path segment = Path.of(topic + '-' + partition, "00000000000000000000.log");
    try (Stream<Path> files = Files.walk(data.resolve("kafka"))) {
      Path found = files.filter(file -> file.endsWith(segment)).findFirst().orElseThrow();
      try (RandomAccessFile file = new RandomAccessFile(found.toFile(), "rw")) {
        file.seek(file.length() - 1);
        int last = file.read();
        file.seek(file.length() - 1);
        file.write(last ^ 0xff);
      }
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  @Override
  public Database database(String name) {
    cloud.reseller.local.parts.Database made =
        server().createDatabase(name + "_" + databases.incrementAndGet());
    return new Database(
        made.jdbcUrl(), made.user(), made.password(), made.migrator(), made.migratorPassword());
  }

  @Override
  public void emptyDatabase(String name) {
    server().dropDatabase(name);
    server().createDatabase(name);
  }

  @Override
  public void analyze(String name) {
    cloud.reseller.local.parts.Database database = server().createDatabase(name);
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.migrator(), database.migratorPassword());
        Statement statement = connection.createStatement()) {
      statement.execute("analyze");
    } catch (SQLException cannot) {
      throw new IllegalStateException("cannot analyze " + name, cannot);
    }
  }

  @Override
  public void killDatabaseProcess(int backend) {
    server()
        .process()
        .children()
        .filter(process -> process.pid() == backend)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no process of the server: " + backend))
        .destroyForcibly();
  }

  @Override
  public String keycloak() {
    return identities().issuer();
  }

  @Override
  Realm realm() {
    return identities().realm();
  }

  private synchronized KafkaBroker broker() {
    if (kafka.isEmpty()) {
      kafka = Optional.of(startKafka(Ports.free()));
    }
    return kafka.get();
  }

  private KafkaBroker startKafka(int port) {
    return ready(KafkaBroker.start(data.resolve("kafka"), port, Optional.of(detour)));
  }

  private synchronized PostgresServer server() {
    if (postgres.isEmpty()) {
      postgres = Optional.of(ready(PostgresServer.start(data.resolve("postgresql"), Ports.free())));
    }
    return postgres.get();
  }

  private synchronized KeycloakServer identities() {
    if (keycloak.isEmpty()) {
      keycloak = Optional.of(ready(KeycloakServer.start(data.resolve("keycloak"), Ports.free())));
    }
    return keycloak.get();
  }

  private static <P extends Part> P ready(P part) {
    part.awaitReady(LIMIT);
    return part;
  }

  /** A directory named after this process; those of dead processes are removed. */
  private static Path freshDirectory() {
    Path all = Path.of("target", "infrastructure").toAbsolutePath();
    try {
      Files.createDirectories(all);
      // JVMs that start side by side must not remove the same directory at the same time.
      try (FileChannel channel =
              FileChannel.open(
                  all.resolveSibling("infrastructure.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock _ = channel.lock();
          Stream<Path> old = Files.list(all)) {
        old.filter(LocalInfrastructure::ownerIsGone).forEach(LocalInfrastructure::delete);
        return Files.createDirectory(all.resolve(Long.toString(ProcessHandle.current().pid())));
      }
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  private static boolean ownerIsGone(Path directory) {
    long owner = Long.parseLong(directory.getFileName().toString());
    return owner == ProcessHandle.current().pid() || ProcessHandle.of(owner).isEmpty();
  }

  private static void delete(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }
}
