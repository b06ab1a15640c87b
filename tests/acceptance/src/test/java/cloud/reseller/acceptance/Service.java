package cloud.reseller.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;

/** The services there are. */
enum Service {
  PERMISSIONS("permissions-service"),
  RESERVATIONS("reservations-service"),
  ACTIVITY_LOG("activity-log-service"),
  BILLING("billing-service"),
  GATEWAY("gateway");

  private final String module;

  Service(String module) {
    this.module = module;
  }

  /** The module's folder, which is also the service's name. */
  String module() {
    return module;
  }

  /** How the gateway's settings name it. */
  String shortName() {
    return module.replaceFirst("-service$", "");
  }

  /** Whether it keeps rows. */
  boolean hasDatabase() {
    return this != GATEWAY;
  }

  /** The packaged application. */
  Path jar() {
    Path jar = Path.of("../..", module, "target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    if (!Files.exists(jar)) {
      throw new IllegalStateException(module + " is not packaged: run ./mvnw verify at the root");
    }
    return jar.normalize();
  }
}
