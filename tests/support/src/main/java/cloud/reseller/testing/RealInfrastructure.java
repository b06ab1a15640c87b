package cloud.reseller.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives a Quarkus test the real parts through the configuration keys that production uses.
 *
 * <p>Arguments: {@code database} (beginning of the name of a fresh database; no data source without
 * it), {@code keycloak} ({@code true} for a realm to check tokens against; off without it).
 */
public final class RealInfrastructure implements QuarkusTestResourceLifecycleManager {
  private Map<String, String> arguments = Map.of();

  @Override
  public void init(Map<String, String> initArgs) {
    this.arguments = Map.copyOf(initArgs);
  }

  @Override
  public Map<String, String> start() {
    Infrastructure infrastructure = Infrastructure.shared();
    Map<String, String> settings = new HashMap<>();
    infrastructure.kafka().forEach((key, value) -> settings.put("kafka." + key, value.toString()));
    if (arguments.containsKey("database")) {
      settings.putAll(infrastructure.database(arguments.get("database")).settings());
    }
    if (Boolean.parseBoolean(arguments.getOrDefault("keycloak", "false"))) {
      settings.put("quarkus.oidc.auth-server-url", infrastructure.keycloak());
      // Tests keep their tokens; as long as Users has them live.
      settings.put("quarkus.oidc.token.age", "30M");
    }
    return settings;
  }

  /** The parts are shared by all tests of the JVM and end with it. */
  @Override
  public void stop() {}
}
