package cloud.reseller.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.testing.Database;
import cloud.reseller.testing.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;

/**
 * The running system of one test class: an empty log, empty databases, one instance of each service
 * asked for. Additional instances share the databases of their service.
 */
final class House implements AutoCloseable {
  static final int PARTITIONS = 12;

  /** All gateways read the sessions of each other. */
  private static final List<String> SESSION_KEYS =
      List.of(
          "quarkus.oidc.token-state-manager.encryption-secret",
          "quarkus.oidc.authentication.state-secret");

  private final Infrastructure infrastructure = Infrastructure.shared();
  private final Path logs;
  private final Map<Service, Database> databases = new EnumMap<>(Service.class);
  private final Map<Service, Instance> first = new EnumMap<>(Service.class);
  private final List<Instance> all = new ArrayList<>();
  private final String sessionKey = UUID.randomUUID().toString().replace("-", "");

  private House(String name) {
    this.logs = Path.of("target", "instances", name);
  }

  /** Starts the services on an empty log and waits until all are ready. */
  static House of(Class<?> test, Service... services) {
    return of(test, Map.of(), services);
  }

  /** The same with settings for the first instance of each service. */
  static House of(Class<?> test, Map<String, String> different, Service... services) {
    return of(test, List.of(), different, services);
  }

  /** Starts the services on stored logs, with the settings under which these were decided. */
  static House ofStoredLogs(Class<?> test, List<StoredLog> logs) {
    return of(
        test,
        logs,
        Map.of(
            "reseller.default-markup-basis-points",
            Integer.toString(StoredLog.DEFAULT_MARKUP_BASIS_POINTS),
            // The logs have sheets of their own, which are smaller.
            "reseller.catalogue.import-own",
            "false"),
        StoredRows.SERVICES.toArray(Service[]::new));
  }

  private static House of(
      Class<?> test, List<StoredLog> logs, Map<String, String> different, Service... services) {
    House house = new House(test.getSimpleName());
    try {
      Files.createDirectories(house.logs);
      house.emptyTheLog();
      house.infrastructure.setUpKafka(PARTITIONS);
      LaidLog.write(house.superUser(Map.of()), logs);
      for (Service service : services) {
        if (service.hasDatabase()) {
          house.databases.put(
              service, house.infrastructure.database(service.module().replace('-', '_')));
        }
        house.first.put(service, house.another(service, 0, different));
      }
      house.startAll();
      return house;
    } catch (IOException cannot) {
      house.close();
      throw new UncheckedIOException(cannot);
    } catch (RuntimeException failed) {
      house.close();
      throw failed;
    }
  }

  /** The first instance of a service. */
  Instance first(Service service) {
    return first.get(service);
  }

  /** An additional instance, not started. */
  Instance another(Service service, int ordinal) {
    return another(service, ordinal, Map.of());
  }

  /**
   * One more instance, not started.
   *
   * @param ordinal its own number among the instances of its service
   * @param different settings that differ from those of the others
   */
  Instance another(Service service, int ordinal, Map<String, String> different) {
    Map<String, String> settings = new HashMap<>();
    // The gateway is the customer portal to the log.
    infrastructure
        .kafkaAs(service == Service.GATEWAY ? "portal" : service.module())
        .forEach((key, value) -> settings.put("kafka." + key, value.toString()));
    settings.put("quarkus.oidc.auth-server-url", infrastructure.keycloak());
    settings.put("reseller.decider.ordinal", Integer.toString(ordinal));
    settings.put("reseller.catalogue.import-own", "true");
    Optional.ofNullable(databases.get(service))
        .ifPresent(database -> settings.putAll(database.settings()));
    if (service == Service.GATEWAY) {
      first.entrySet().stream()
          .filter(other -> other.getKey() != Service.GATEWAY)
          .forEach(
              other -> {
                String name = other.getKey().shortName();
                settings.put("reseller.gateway." + name, other.getValue().address().toString());
                settings.put(
                    "reseller.management." + name, other.getValue().management().toString());
              });
      SESSION_KEYS.forEach(key -> settings.put(key, sessionKey));
    }
    settings.putAll(different);
    Instance instance = new Instance(service.module() + "-" + ordinal, service, logs, settings);
    if (service == Service.GATEWAY) {
      instance.set("quarkus.oidc.credentials.secret", infrastructure.signIn(instance.address()));
    }
    all.add(instance);
    return instance;
  }

  /** Starts the first instance of each service and waits until all are ready. */
  void startAll() {
    first.values().forEach(Instance::start);
    first.values().forEach(Instance::awaitReady);
  }

  /** Stops every instance in an orderly way. */
  void stopAll() {
    List<RuntimeException> failed = new ArrayList<>();
    List<Thread> stopping =
        all.stream()
            .map(
                instance ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              try {
                                instance.stop();
                              } catch (RuntimeException e) {
                                synchronized (failed) {
                                  failed.add(e);
                                }
                              }
                            }))
            .toList();
    for (Thread each : stopping) {
      try {
        each.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    if (!failed.isEmpty()) {
      throw failed.getFirst();
    }
  }

  /** The database of a service. */
  Database database(Service service) {
    return databases.get(service);
  }

  /** Drops the databases of all services and creates empty ones with the same names. */
  void dropDatabases() {
    for (Database database : databases.values()) {
      infrastructure.emptyDatabase(database.user());
    }
  }

  /** The output files of every instance. */
  Path logs() {
    return logs;
  }

  /** Client settings of operations, who may only read. */
  Map<String, Object> kafka() {
    return infrastructure.kafkaAs("operations");
  }

  /** Client settings of the customer portal. */
  Map<String, Object> portal() {
    return infrastructure.kafkaAs("portal");
  }

  /** Client settings of the super user, with additional settings. */
  Map<String, Object> superUser(Map<String, Object> more) {
    return infrastructure.kafka(more);
  }

  /** All topics. */
  Set<String> topics() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(kafka())) {
      return admin.listTopics().names().get();
    }
  }

  /** Groups go once the sessions of members that were killed have run out. */
  private void emptyTheLog() {
    try (Admin admin = Admin.create(infrastructure.kafka())) {
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                List<String> groups =
                    admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
                admin.deleteConsumerGroups(groups).all().get();
                Set<String> topics = admin.listTopics().names().get();
                admin.deleteTopics(topics).all().get();
                assertThat(admin.listTopics().names().get()).isEmpty();
              });
    }
  }

  /** Stops what runs. */
  @Override
  public void close() {
    stopAll();
  }
}
