package cloud.reseller.testing;

import cloud.reseller.local.parts.KafkaBroker;
import cloud.reseller.local.parts.KafkaLogins;
import cloud.reseller.local.parts.KeycloakServer;
import cloud.reseller.local.parts.Ports;
import cloud.reseller.local.parts.PostgresServer;
import cloud.reseller.local.parts.Realm;
import cloud.reseller.local.parts.Secrets;
import cloud.reseller.topics.AccessRules;
import cloud.reseller.topics.KafkaSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Runs the parts as containers; Testcontainers' own reaper stops them with the JVM. */
final class ContainerInfrastructure extends WithUsers {
  private static final int CONTROLLER_PORT = 9093;
  private static final int KEYCLOAK_PORT = 8080;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final int kafkaPort = Ports.free();
  private final int detourPort = Ports.free();
  private final int proxyPort = Ports.free();
  private final KafkaLogins logins = new KafkaLogins(directory());
  private final AtomicInteger databases = new AtomicInteger();
  private final String keycloakSecret = Secrets.generate();
  private Optional<GenericContainer<?>> kafka = Optional.empty();
  private Optional<PostgreSQLContainer> postgres = Optional.empty();
  private Optional<GenericContainer<?>> keycloak = Optional.empty();

  @Override
  public String kafkaBootstrap() {
    broker();
    return "127.0.0.1:" + kafkaPort;
  }

  @Override
  public Map<String, Object> kafka() {
    return new HashMap<>(logins.superUser(kafkaBootstrap()));
  }

  @Override
  public Map<String, Object> kafkaAs(String principal) {
    return new HashMap<>(logins.client(kafkaBootstrap(), principal));
  }

  @Override
  public void setUpKafka(int partitions) {
    AccessRules rules = AccessRules.shipped();
    KafkaSetup.run(kafka(), partitions, rules, logins.passwords(rules.principals()));
  }

  @Override
  public int kafkaDetourPort() {
    return detourPort;
  }

  @Override
  public int kafkaProxyPort() {
    return proxyPort;
  }

  @Override
  public synchronized void restartKafka() {
    GenericContainer<?> broker = broker();
    broker.getDockerClient().restartContainerCmd(broker.getContainerId()).withTimeout(15).exec();
    awaitKafka();
  }

  @Override
  public synchronized void crashKafka() {
    GenericContainer<?> broker = broker();
    broker.getDockerClient().killContainerCmd(broker.getContainerId()).exec();
    broker.getDockerClient().startContainerCmd(broker.getContainerId()).exec();
    awaitKafka();
  }

  @Override
  public void damageLog(String topic, int partition) {
    String segment = topic + '-' + partition + "/00000000000000000000.log";
    String invert =
        """
        f=$(find / -path '*/%s' 2>/dev/null | head -n 1)
        b=$(( $(tail -c 1 "$f" | od -An -tu1) ^ 255 ))
        printf "$(printf '\\\\%%03o' "$b")" |
          dd of="$f" bs=1 seek=$(( $(wc -c < "$f") - 1 )) conv=notrunc
        """
            .formatted(segment);
    try {
      if (broker().execInContainer("sh", "-c", invert).getExitCode() != 0) {
        throw new IllegalStateException("cannot damage " + segment);
      }
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public Database database(String name) {
    String fresh = name + "_" + databases.incrementAndGet();
    Database database =
        new Database(
            url(fresh), fresh, Secrets.generate(), fresh + "_migrator", Secrets.generate());
    asSuperuser(server().getJdbcUrl(), "create database " + fresh);
    asSuperuser(
        database.jdbcUrl(),
        PostgresServer.rolesFile(),
        "alter role " + database.user() + " password '" + database.password() + "'",
        "alter role " + database.migrator() + " password '" + database.migratorPassword() + "'");
    return database;
  }

  @Override
  public void emptyDatabase(String name) {
    asSuperuser(
        server().getJdbcUrl(),
        "drop database " + name + " with (force)",
        "create database " + name);
    asSuperuser(url(name), PostgresServer.rolesFile());
  }

  private String url(String name) {
    return "jdbc:postgresql://"
        + server().getHost()
        + ":"
        + server().getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT)
        + "/"
        + name;
  }

  private void asSuperuser(String url, String... statements) {
    try (Connection connection =
            DriverManager.getConnection(url, server().getUsername(), server().getPassword());
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    } catch (SQLException cannot) {
      throw new IllegalStateException("cannot prepare the database at " + url, cannot);
    }
  }

  @Override
  public void analyze(String name) {
    asSuperuser(url(name), "analyze");
  }

  @Override
  public void killDatabaseProcess(int backend) {
    try {
      server().execInContainer("kill", "-9", Integer.toString(backend));
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  @Override
  public String keycloak() {
    return address(identities()) + "/realms/" + KeycloakServer.REALM;
  }

  @Override
  Realm realm() {
    return new Realm(URI.create(address(identities())), keycloakSecret);
  }

  private synchronized GenericContainer<?> broker() {
    if (kafka.isEmpty()) {
      KafkaBroker.Listeners listeners =
          new KafkaBroker.Listeners(
              "0.0.0.0",
              kafkaPort,
              Optional.of(new KafkaBroker.Detour(detourPort, proxyPort)),
              CONTROLLER_PORT);
      StringBuilder settings = new StringBuilder();
      KafkaBroker.settings(listeners, Path.of("/var/lib/kafka/data"), logins)
          .forEach((key, value) -> settings.append(key).append('=').append(value).append('\n'));
      GenericContainer<?> container = new GenericContainer<>("apache/kafka:4.3.1");
      container.withCopyToContainer(
          Transferable.of(settings.toString()), "/mnt/shared/config/server.properties");
      // Fixed ports, so that the broker reaches itself at the address of its clients, even after a
      // restart.
      container.withExposedPorts(kafkaPort, detourPort);
      container.setPortBindings(
          List.of(kafkaPort + ":" + kafkaPort, detourPort + ":" + detourPort));
      container.start();
      kafka = Optional.of(container);
      awaitKafka();
    }
    return kafka.get();
  }

  private void awaitKafka() {
    KafkaBroker.awaitNode(logins.superUser("127.0.0.1:" + kafkaPort), LIMIT);
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("kafka-logins");
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  private synchronized PostgreSQLContainer server() {
    if (postgres.isEmpty()) {
      PostgreSQLContainer container = new PostgreSQLContainer("postgres:18.6");
      // Testcontainers turns fsync off by default, but durability is under test here.
      container.withCommand(
          "postgres", "-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "max_connections=200");
      container.start();
      postgres = Optional.of(container);
    }
    return postgres.get();
  }

  private synchronized GenericContainer<?> identities() {
    if (keycloak.isEmpty()) {
      int port = Ports.free();
      GenericContainer<?> container = new GenericContainer<>("keycloak/keycloak:26.7.3");
      container
          .withEnv(KeycloakServer.bootstrap(Secrets.generate(), keycloakSecret))
          .withCopyToContainer(
              Transferable.of(KeycloakServer.realmFile()),
              "/opt/keycloak/data/import/" + KeycloakServer.REALM + "-realm.json")
          .withCommand("start-dev", "--import-realm", "--hostname=http://localhost:" + port)
          .withExposedPorts(KEYCLOAK_PORT)
          .waitingFor(
              Wait.forHttp("/realms/" + KeycloakServer.REALM)
                  .forPort(KEYCLOAK_PORT)
                  .withStartupTimeout(LIMIT));
      container.setPortBindings(List.of(port + ":" + KEYCLOAK_PORT));
      container.start();
      keycloak = Optional.of(container);
    }
    return keycloak.get();
  }

  private static String address(GenericContainer<?> container) {
    return "http://localhost:" + container.getMappedPort(KEYCLOAK_PORT);
  }
}
