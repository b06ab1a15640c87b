package cloud.reseller.local.launch;

import cloud.reseller.local.parts.Http;
import cloud.reseller.local.parts.Java;
import cloud.reseller.local.parts.ManagedProcess;
import cloud.reseller.local.parts.Part;
import cloud.reseller.local.parts.Ports;
import cloud.reseller.local.parts.Private;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One of our services in a JVM of its own. */
final class Service implements Part {
  private final URI health;
  private final ManagedProcess process;

  private Service(URI health, ManagedProcess process) {
    this.health = health;
    this.process = process;
  }

  /** The packaged application of the service. */
  static Path jar(Path root, Component component) {
    return root.resolve(component.folder()).resolve("target/quarkus-app/quarkus-run.jar");
  }

  static Service start(
      Path root,
      Path data,
      Component component,
      int managementPort,
      Map<String, String> configuration) {
    Path scratch = Private.directory(data.resolve("scratch").resolve(component.folder()));
    ManagedProcess process =
        ManagedProcess.start(
            component.folder(),
            data,
            data.resolve(component.folder() + ".log"),
            configuration,
            List.of(
                Java.command(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                // A large young generation, because most objects of a batch die with it.
                "-XX:NewRatio=1",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                // A private directory, unlike the machine's: imported files are received here.
                "-Djava.io.tmpdir=" + scratch,
                // The default directory would be readable by everybody.
                "-Dquarkus.vertx.cache-directory=" + scratch.resolve("vertx"),
                "-jar",
                jar(root, component).toString()));
    return new Service(
        URI.create("http://localhost:" + managementPort + "/q/health/ready"), process);
  }

  @Override
  public void awaitReady(Duration limit) {
    process.await(
        limit, Duration.ofMillis(200), () -> Ports.answers(health.getPort()) && Http.isOk(health));
  }

  @Override
  public ManagedProcess process() {
    return process;
  }

  @Override
  public void stop() {
    process.stop("TERM", Duration.ofSeconds(6));
  }
}
