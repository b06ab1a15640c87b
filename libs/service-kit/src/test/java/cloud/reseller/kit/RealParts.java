package cloud.reseller.kit;

import cloud.reseller.testing.Infrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** The small service of these tests on a real log, database and sign-in service. */
public final class RealParts implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    Infrastructure parts = Infrastructure.shared();
    Map<String, String> settings = new HashMap<>(parts.database("kit").settings());
    parts.kafka().forEach((key, value) -> settings.put("kafka." + key, value.toString()));
    settings.putAll(
        Map.of(
            "quarkus.oidc.auth-server-url", parts.keycloak(),
            "reseller.partitions", "3",
            "reseller.directory.read", "true",
            "reseller.directory.record-agents", "true",
            "test.counting", "true"));
    return settings;
  }

  @Override
  public void stop() {
    // The parts end with this JVM; other test classes go on using them.
  }
}
