package cloud.reseller.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A certificate of its own, so that the gateway speaks TLS. */
public final class Certificate implements QuarkusTestResourceLifecycleManager {

  static final Path STORE = Path.of("target", "certificate.p12").toAbsolutePath();
  static final String PASSWORD = "password";

  @Override
  public Map<String, String> start() {
    try {
      Files.deleteIfExists(STORE);
      int status =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-keyalg",
                  "EC",
                  "-alias",
                  "gateway",
                  "-dname",
                  "CN=localhost",
                  "-ext",
                  "san=dns:localhost,ip:127.0.0.1",
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  STORE.toString(),
                  "-storepass",
                  PASSWORD)
              .inheritIO()
              .start()
              .waitFor();
      if (status != 0) {
        throw new IllegalStateException("keytool ended with " + status);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Map.of(
        "quarkus.tls.key-store.p12.path",
        STORE.toString(),
        "quarkus.tls.key-store.p12.password",
        PASSWORD,
        "quarkus.http.test-ssl-port",
        "0");
  }

  @Override
  public void stop() {}
}
