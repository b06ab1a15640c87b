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
  private final ManagedProcess child;

  private Service(URI health, ManagedProcess child) {
    this.health = health;
    this.child = child;
  }

  /** The packaged application of the service. */
  static Path jar(Path root, Component member) {
    return root.resolve(member.folder()).resolve("target/quarkus-app/quarkus-run.jar");
  }

  static Service start(
      Path root,
      Path data,
      Component member,
      int managementPort,
      Map<String, String> configuration) {
    Path scratch = Private.directory(data.resolve("scratch").resolve(member.folder()));
    ManagedProcess child =
        ManagedProcess.start(
            member.folder(),
            data,
            data.resolve(member.folder() + ".log"),
            configuration,
            List.of(
                Java.command(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                // Most of what a batch makes is dead when the batch is written.
                "-XX:NewRatio=1",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                // Nobody else's, unlike the machine's: files that are imported come here first.
                "-Djava.io.tmpdir=" + scratch,
                // The one it would make there is opened to everybody.
                "-Dquarkus.vertx.cache-directory=" + scratch.resolve("vertx"),
                "-jar",
                jar(root, member).toString()));
    return new Service(URI.create("http://localhost:" + managementPort + "/q/health/ready"), child);
  }

  @Override
  public void awaitReady(Duration limit) {
    child.await(
        limit, Duration.ofMillis(200), () -> Ports.answers(health.getPort()) && Http.isOk(health));
  }

  @Override
  public ManagedProcess process() {
    return child;
  }

  @Override
  public void stop() {
    child.stop("TERM", Duration.ofSeconds(6));
  }
}
