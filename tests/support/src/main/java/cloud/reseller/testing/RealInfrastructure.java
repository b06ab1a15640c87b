package cloud.reseller.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives a Quarkus test the real parts through the configuration keys that production uses: Kafka, a
 * fresh database and a realm to check tokens against.
 */
public final class RealInfrastructure implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    Infrastructure infrastructure = Infrastructure.shared();
    Map<String, String> settings = new HashMap<>(infrastructure.database("service").settings());
    infrastructure.kafka().forEach((key, value) -> settings.put("kafka." + key, value.toString()));
    settings.put("quarkus.oidc.auth-server-url", infrastructure.keycloak());
    // Tests reuse their tokens; this is their lifetime in Users.
    settings.put("quarkus.oidc.token.age", "30M");
    return settings;
  }

  /** Nothing to stop: the parts are shared by all tests of the JVM and end with it. */
  @Override
  public void stop() {}
}
