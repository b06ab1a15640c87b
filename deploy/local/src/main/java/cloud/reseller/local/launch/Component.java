package cloud.reseller.local.launch;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The processes of a running system, in start order. */
enum Component {
  KAFKA("kafka", 19092, Optional.empty()),
  POSTGRESQL("postgresql", 15432, Optional.empty()),
  KEYCLOAK("keycloak", 8180, Optional.empty()),
  PERMISSIONS("permissions", 8081, Optional.of("permissions")),
  RESERVATIONS("reservations", 8082, Optional.of("reservations")),
  ACTIVITY_LOG("activity-log", 8083, Optional.of("activity_log")),
  BILLING("billing", 8084, Optional.of("billing")),
  GATEWAY("gateway", 8080, Optional.empty());

  /** Offset of a service's management port from its public port. */
  static final int MANAGEMENT_DISTANCE = 1000;

  private final String shortName;
  private final int usualPort;
  private final Optional<String> database;

  Component(String shortName, int usualPort, Optional<String> database) {
    this.shortName = shortName;
    this.usualPort = usualPort;
    this.database = database;
  }

  /** The name used in options. */
  String shortName() {
    return shortName;
  }

  int usualPort() {
    return usualPort;
  }

  Optional<String> database() {
    return database;
  }

  /** Whether it is one of our Quarkus applications. */
  boolean isService() {
    return switch (this) {
      case KAFKA, POSTGRESQL, KEYCLOAK -> false;
      case PERMISSIONS, RESERVATIONS, ACTIVITY_LOG, BILLING, GATEWAY -> true;
    };
  }

  /** Folder of the module, also used as the display name. */
  String folder() {
    return switch (this) {
      case KAFKA -> "Kafka";
      case POSTGRESQL -> "PostgreSQL";
      case KEYCLOAK -> "Keycloak";
      case GATEWAY -> "gateway";
      case PERMISSIONS, RESERVATIONS, ACTIVITY_LOG, BILLING -> shortName + "-service";
    };
  }

  static Optional<Component> named(String name) {
    return Arrays.stream(values())
        .filter(component -> component.shortName.equals(name) || component.folder().equals(name))
        .findFirst();
  }

  static String serviceNames() {
    return Arrays.stream(values())
        .filter(Component::isService)
        .map(Component::shortName)
        .collect(Collectors.joining(", "));
  }

  static String names() {
    return Arrays.stream(values()).map(Component::shortName).collect(Collectors.joining(", "));
  }
}
