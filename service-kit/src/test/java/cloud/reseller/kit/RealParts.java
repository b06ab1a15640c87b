package cloud.reseller.kit;

import cloud.reseller.testing.Database;
import cloud.reseller.testing.Infrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The small service of these tests on a real log, database and sign-in service. */
public final class RealParts implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    Infrastructure parts = Infrastructure.shared();
    Database database = parts.database("kit");
    return Map.ofEntries(
        Map.entry("kafka.bootstrap.servers", parts.kafkaBootstrap()),
        Map.entry("quarkus.datasource.jdbc.url", database.jdbcUrl()),
        Map.entry("quarkus.datasource.username", database.user()),
        Map.entry("quarkus.datasource.password", database.password()),
        Map.entry("quarkus.oidc.auth-server-url", parts.keycloak()),
        Map.entry("reseller.partitions", "3"),
        Map.entry("reseller.directory.read", "true"),
        Map.entry("reseller.directory.record-agents", "true"),
        Map.entry("reseller.directory.readers", "kit"),
        Map.entry("test.counting", "true"));
  }

  @Override
  public void stop() {
    // The parts end with this JVM; other test classes go on using them.
  }
}
