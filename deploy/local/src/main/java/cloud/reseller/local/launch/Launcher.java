package cloud.reseller.local.launch;

import cloud.reseller.local.Table;
import cloud.reseller.local.demo.Demo;
import cloud.reseller.local.demo.DemoCalls;
import cloud.reseller.local.demo.DemoHistory;
import cloud.reseller.local.demo.DemoUsers;
import cloud.reseller.local.parts.Database;
import cloud.reseller.local.parts.KafkaBroker;
import cloud.reseller.local.parts.KeycloakServer;
import cloud.reseller.local.parts.Part;
import cloud.reseller.local.parts.PartFailedException;
import cloud.reseller.local.parts.Ports;
import cloud.reseller.local.parts.PostgresServer;
import cloud.reseller.local.parts.Private;
import cloud.reseller.local.parts.Realm;
import cloud.reseller.local.parts.Secrets;
import cloud.reseller.topics.AccessRules;
import cloud.reseller.topics.KafkaSetup;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Starts the system and waits until it is ready. */
final class Launcher {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final long NEEDED_BYTES = 512L * 1024 * 1024;
  private static final String USERS = "demo-users.properties";
  private static final String HISTORY = "demo-history";
  private static final String CALLS = "demo-calls";
  private static final String REQUEST = "purchase-request.json";

  /** Partitions of every topic except the shared one; the services' default. */
  private static final int PARTITIONS = 12;

  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  private final Path root;
  private final Options options;
  private final Progress progress;
  private final RunningSystem system;

  Launcher(Path root, Options options, Progress progress, RunningSystem system) {
    this.root = root;
    this.options = options;
    this.progress = progress;
    this.system = system;
  }

  /**
   * Returns when everything is ready, including the start of the demo.
   *
   * @return what is left to be done beside the running system: loading the rest of the demo
   * @throws PartFailedException with one line for the user; parts started so far are in the system
   */
  Runnable launch() {
    // Nothing is created or discarded before it is certain that this run can start. The data
    // directory is checked before the ports: a run that holds it holds the ports too, and is the
    // better explanation.
    DataDirectory.checkFree(options.data());
    checkPorts();
    checkBuilt();
    Path data = DataDirectory.open(options.data(), options.fresh(), NEEDED_BYTES).path();

    // Keycloak takes longest, and no service needs it before its first call.
    CompletableFuture<KeycloakServer> keycloak = begin(() -> startKeycloak(data));
    CompletableFuture<KafkaBroker> kafka = begin(() -> openTopics(startKafka(data)));
    CompletableFuture<Map<Component, Database>> databases = begin(() -> startPostgres(data));
    List<CompletableFuture<Void>> services =
        wanted()
            .map(
                component ->
                    kafka.thenCombineAsync(
                        databases,
                        (broker, made) -> startService(data, component, broker, made),
                        THREADS))
            .toList();
    awaitAll(keycloak, services);
    writeSettings(data, kafka.join(), databases.join());

    Realm realm = keycloak.join().realm();
    realm.directGrant(options.demo());
    realm.pages(List.of(URI.create(address(Component.GATEWAY))), clientSecret(data));
    boolean demo = options.demo() && demo(data, keycloak.join());
    printTable(data, demo);
    return demo ? () -> demoHistory(data, realm) : () -> {};
  }

  private Stream<Component> wanted() {
    return Arrays.stream(Component.values())
        .filter(component -> component.isService() && !options.without().contains(component));
  }

  private void checkPorts() {
    options
        .portsInUse()
        .forEach(
            (port, component) -> {
              if (!options.without().contains(component)) {
                checkPort(component, port);
              }
            });
  }

  private static void checkPort(Component component, int port) {
    if (Ports.taken(port)) {
      throw new PartFailedException(
          "port "
              + port
              + " of "
              + component.folder()
              + " is taken: stop what listens there, or start with --port "
              + component.shortName()
              + "=NUMBER");
    }
  }

  private void checkBuilt() {
    wanted()
        .filter(component -> !Files.exists(Service.jar(root, component)))
        .findFirst()
        .ifPresent(
            component -> {
              throw new PartFailedException(
                  component.folder()
                      + " is not built: run ./mvnw package, or start with --without "
                      + component.shortName());
            });
  }

  private KeycloakServer startKeycloak(Path data) {
    return start(
        Component.KEYCLOAK,
        () -> KeycloakServer.start(data.resolve("keycloak"), options.port(Component.KEYCLOAK)));
  }

  private KafkaBroker startKafka(Path data) {
    return start(
        Component.KAFKA,
        () -> KafkaBroker.start(data.resolve("kafka"), options.port(Component.KAFKA)));
  }

  /**
   * The topics step, which creates the topics and applies the access rules, since no service may
   * create topics.
   */
  private KafkaBroker openTopics(KafkaBroker kafka) {
    Instant begun = Instant.now();
    AccessRules rules = AccessRules.shipped();
    KafkaSetup.run(
        kafka.superUser(), PARTITIONS, rules, kafka.logins().passwords(rules.principals()));
    kafka.logins().writeClients(kafka.bootstrapServers(), rules.principals());
    progress.step("topics and access rules are set up", begun);
    return kafka;
  }

  private Map<Component, Database> startPostgres(Path data) {
    PostgresServer server =
        start(
            Component.POSTGRESQL,
            () ->
                PostgresServer.start(
                    data.resolve("postgresql"), options.port(Component.POSTGRESQL)));
    Map<Component, Database> databases = new EnumMap<>(Component.class);
    for (Component component : Component.values()) {
      component.database().ifPresent(name -> databases.put(component, server.createDatabase(name)));
    }
    return databases;
  }

  private Void startService(
      Path data, Component component, KafkaBroker kafka, Map<Component, Database> databases) {
    start(
        component,
        () ->
            Service.start(
                root,
                data,
                component,
                options.managementPort(component),
                configuration(data, component, kafka, databases)));
    return null;
  }

  private <P extends Part> P start(Component component, Supplier<P> how) {
    Instant begun = Instant.now();
    P part = system.add(component, how.get());
    part.awaitReady(LIMIT);
    progress.step(part.name() + " is ready", begun);
    return part;
  }

  /**
   * The service's settings, as environment variables because passwords do not belong on a command
   * line.
   */
  private Map<String, String> configuration(
      Path data, Component component, KafkaBroker kafka, Map<Component, Database> databases) {
    Map<String, String> configuration = new TreeMap<>();
    configuration.put("QUARKUS_HTTP_PORT", Integer.toString(options.port(component)));
    configuration.put(
        "QUARKUS_MANAGEMENT_PORT", Integer.toString(options.managementPort(component)));
    configuration.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer());
    Optional.ofNullable(databases.get(component))
        .ifPresent(
            database -> {
              configuration.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
              configuration.put("QUARKUS_DATASOURCE_USERNAME", database.user());
              configuration.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
              configuration.put("QUARKUS_FLYWAY_USERNAME", database.migrator());
              configuration.put("QUARKUS_FLYWAY_PASSWORD", database.migratorPassword());
              // A component with a database also reads the log, as its own principal.
              asPrincipal(component.folder(), kafka, configuration);
              configuration.put("RESELLER_TOPICS_CREATE", "false");
            });
    if (component == Component.RESERVATIONS && options.demo()) {
      configuration.put("RESELLER_CATALOGUE_IMPORT_OWN", "true");
    }
    if (component == Component.GATEWAY) {
      asPrincipal("portal", kafka, configuration);
      configuration.put("QUARKUS_OIDC_CREDENTIALS_SECRET", clientSecret(data));
      configuration.put(
          "QUARKUS_OIDC_TOKEN_STATE_MANAGER_ENCRYPTION_SECRET",
          Secrets.keyKeptIn(secrets(data).resolve("session-key")));
      configuration.put(
          "QUARKUS_OIDC_AUTHENTICATION_STATE_SECRET",
          Secrets.keyKeptIn(secrets(data).resolve("state-key")));
      for (Component service : Component.values()) {
        if (service.database().isPresent()) {
          configuration.put(
              "RESELLER_GATEWAY_" + service.name(), "http://localhost:" + options.port(service));
          configuration.put(
              "RESELLER_MANAGEMENT_" + service.name(),
              "http://localhost:" + options.managementPort(service));
        }
      }
    }
    return configuration;
  }

  private static void asPrincipal(
      String principal, KafkaBroker kafka, Map<String, String> configuration) {
    kafka
        .client(principal)
        .forEach(
            (key, value) ->
                configuration.put(
                    "KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
  }

  /** Writes the settings of the services left out, for the user to run them. */
  private void writeSettings(Path data, KafkaBroker kafka, Map<Component, Database> databases) {
    for (Component component : options.without()) {
      StringBuilder settings = new StringBuilder();
      configuration(data, component, kafka, databases)
          .forEach(
              (name, value) ->
                  settings.append("export ").append(name).append("='").append(value).append("'\n"));
      Private.write(settingsFile(data, component), settings.toString());
    }
  }

  /** What the gateway proves itself with to Keycloak, as its client for the pages. */
  private static String clientSecret(Path data) {
    return Secrets.keptIn(secrets(data).resolve("client-secret"));
  }

  private static Path secrets(Path data) {
    return data.resolve("gateway");
  }

  private static Path settingsFile(Path data, Component component) {
    return data.resolve(component.folder() + ".env");
  }

  private String issuer() {
    return "http://localhost:"
        + options.port(Component.KEYCLOAK)
        + "/realms/"
        + KeycloakServer.REALM;
  }

  /** Whether the demo is loaded, by an earlier start or by this one. */
  private boolean demo(Path data, KeycloakServer keycloak) {
    Path file = data.resolve(USERS);
    DemoUsers kept = DemoUsers.read(file);
    if (kept.complete()) {
      return true;
    }
    for (Component needed : List.of(Component.GATEWAY, Component.PERMISSIONS)) {
      if (options.without().contains(needed)) {
        progress.step(
            "the demo is not loaded: it needs " + needed.folder() + ", which is left out");
        return false;
      }
    }
    Instant begun = Instant.now();
    Demo.Loaded loaded =
        new Demo(
                URI.create("http://localhost:" + options.port(Component.GATEWAY)),
                keycloak.realm(),
                kept,
                DemoCalls.keptIn(data.resolve(CALLS)))
            .load();
    Private.write(data.resolve(REQUEST), loaded.purchaseRequest());
    loaded.users().write(file);
    progress.step("the demo is loaded", begun);
    return true;
  }

  /** Loads the rest of the demo, unless an earlier run did. */
  private void demoHistory(Path data, Realm realm) {
    Path done = data.resolve(HISTORY);
    boolean possible =
        Stream.of(Component.GATEWAY, Component.PERMISSIONS, Component.RESERVATIONS)
            .noneMatch(options.without()::contains);
    if (Files.exists(done) || !possible) {
      return;
    }
    Instant begun = Instant.now();
    try {
      DemoHistory.Loaded loaded =
          new DemoHistory(
                  URI.create(address(Component.GATEWAY)),
                  realm,
                  DemoUsers.read(data.resolve(USERS)),
                  DemoCalls.keptIn(data.resolve(CALLS)))
              .load();
      String what =
          "the demo is complete: %d more customers, %d purchases, %d refusals"
              .formatted(loaded.customers(), loaded.purchases(), loaded.refusals());
      Private.write(done, what + "\n");
      progress.step(what, begun);
    } catch (PartFailedException failed) {
      if (!system.stopping()) {
        progress.say("the demo is not complete, the next start goes on: " + failed.getMessage());
      }
    }
  }

  private void printTable(Path data, boolean demo) {
    Table addresses = new Table("what", "address", "what it says");
    for (Component component : Component.values()) {
      if (options.without().contains(component)) {
        addresses.row(
            component.folder(), "left out", "its settings: " + settingsFile(data, component));
      } else {
        addresses.row(component.folder(), address(component), output(data, component));
      }
    }
    progress.say("");
    progress.say(addresses.toString());
    for (Component component : options.without()) {
      // -am because the modules it needs are not in the user's Maven repository.
      progress.say(
          "from its sources: . '"
              + settingsFile(data, component)
              + "'; ./mvnw -pl "
              + component.folder()
              + " -am compile quarkus:dev\n");
    }
    if (demo) {
      progress.say(DemoUsers.table());
      progress.say(
          "passwords: "
              + data.resolve(USERS)
              + " (realm "
              + KeycloakServer.REALM
              + ", client "
              + KeycloakServer.CLIENT
              + ")");
      progress.say("a purchase: " + purchase(data) + "\n");
    }
  }

  /**
   * A command line ready to paste: paths are quoted, and options are added for changed ports and
   * directories.
   */
  private String purchase(Path data) {
    String kafka =
        options.port(Component.KAFKA) == Component.KAFKA.usualPort()
            ? ""
            : " --port kafka=" + options.port(Component.KAFKA);
    String where = data.equals(root.resolve(".local")) ? "" : " --data '" + data + "'";
    return "./run request '" + data.resolve(REQUEST) + "'" + where + kafka;
  }

  private String address(Component component) {
    return switch (component) {
      case KAFKA -> "localhost:" + options.port(component);
      case POSTGRESQL -> "jdbc:postgresql://localhost:" + options.port(component);
      case KEYCLOAK, PERMISSIONS, RESERVATIONS, ACTIVITY_LOG, BILLING, GATEWAY ->
          "http://localhost:" + options.port(component);
    };
  }

  private static String output(Path data, Component component) {
    return switch (component) {
      case KAFKA -> data.resolve("kafka/broker.log").toString();
      case POSTGRESQL -> data.resolve("postgresql/postgresql.log").toString();
      case KEYCLOAK -> data.resolve("keycloak/keycloak.log").toString();
      case PERMISSIONS, RESERVATIONS, ACTIVITY_LOG, BILLING, GATEWAY ->
          data.resolve(component.folder() + ".log").toString();
    };
  }

  private static <T> CompletableFuture<T> begin(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, THREADS);
  }

  /** Waits for all, or until the first one fails. */
  private static void awaitAll(
      CompletableFuture<?> first, List<? extends CompletableFuture<?>> others) {
    CompletableFuture<Void> failed = new CompletableFuture<>();
    CompletableFuture<?>[] all = new CompletableFuture<?>[others.size() + 1];
    for (int i = 0; i < all.length; i++) {
      all[i] = i == 0 ? first : others.get(i - 1);
      all[i].exceptionally(
          thrown -> {
            failed.completeExceptionally(thrown);
            return null;
          });
    }
    try {
      CompletableFuture.anyOf(CompletableFuture.allOf(all), failed).join();
    } catch (CompletionException thrown) {
      Throwable cause = thrown.getCause();
      while (cause instanceof CompletionException && cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw cause instanceof PartFailedException told
          ? told
          : new PartFailedException(cause.toString(), cause);
    }
  }
}
