package cloud.reseller.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Provides the real parts to a Quarkus test through the configuration keys used in production.
 *
 * <p>Arguments: {@code database} (prefix of the name of a new database; without it, no data
 * source), {@code keycloak} ({@code true} for a realm to validate tokens; off without it).
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
      // Tests reuse tokens for as long as those created by Users are valid.
      settings.put("quarkus.oidc.token.age", "30M");
    }
    return settings;
  }

  /** Nothing to stop: the parts are shared by all tests of the JVM and end with it. */
  @Override
  public void stop() {}
}
