package cloud.reseller.benchmarks;

import cloud.reseller.local.parts.KafkaLogins;
import cloud.reseller.local.parts.Ports;
import cloud.reseller.local.parts.Realm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The system as {@code ./run} starts it, with data and ports of its own, removed afterwards. */
final class WholeSystem implements AutoCloseable {

  private static final int MANAGEMENT_DISTANCE = 1_000;
  private static final int HIGHEST = 60_000;

  private final Path data;
  private final Process run;
  private final Map<String, Integer> ports;

  private WholeSystem(Path data, Process run, Map<String, Integer> ports) {
    this.data = data;
    this.run = run;
    this.ports = ports;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param root of the checkout
   */
  static WholeSystem start(Path root) throws IOException {
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (String part :
        List.of(
            "kafka",
            "postgresql",
            "keycloak",
            "permissions",
            "reservations",
            "activity-log",
            "billing",
            "gateway")) {
      ports.put(part, free());
    }
    Path data = Files.createTempDirectory("benchmark");
    List<String> command =
        new ArrayList<>(
            List.of(root.resolve("run").toString(), "--no-demo", "--data", data.toString()));
    ports.forEach((part, port) -> command.addAll(List.of("--port", part + "=" + port)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Without the demo there would be no prices.
    builder.environment().put("RESELLER_CATALOGUE_IMPORT_OWN", "true");
    WholeSystem system = new WholeSystem(data, builder.start(), ports);
    Runtime.getRuntime().addShutdownHook(new Thread(system.run::destroy));
    system.awaitReady();
    return system;
  }

  private static int free() {
    while (true) {
      int port = Ports.free();
      if (port < HIGHEST && !Ports.taken(port + MANAGEMENT_DISTANCE)) {
        return port;
      }
    }
  }

  private void awaitReady() throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8));
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      System.out.println("  " + line);
      if (line.startsWith("ready in ")) {
        Thread.ofVirtual()
            .start(() -> said.lines().forEach(more -> System.out.println("  " + more)));
        return;
      }
    }
    throw new IOException("./run did not start");
  }

  URI gateway() {
    return URI.create("http://localhost:" + ports.get("gateway"));
  }

  /** The super user's settings, for whom no access rules and no quotas hold. */
  Map<String, Object> kafka() {
    return new HashMap<>(
        new KafkaLogins(data.resolve("kafka")).superUser("localhost:" + ports.get("kafka")));
  }

  Realm realm() throws IOException {
    return new Realm(
        URI.create("http://localhost:" + ports.get("keycloak")),
        Files.readString(data.resolve("keycloak/client-secret")).strip());
  }

  /** The process id of the gateway, which is known by its scratch directory. */
  long gatewayProcess() {
    String scratch = data.resolve("scratch/gateway").toString();
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .arguments()
                    .map(arguments -> List.of(arguments))
                    .orElse(List.of())
                    .stream()
                    .anyMatch(argument -> argument.equals("-Djava.io.tmpdir=" + scratch)))
        .filter(process -> process.info().command().filter(c -> c.endsWith("java")).isPresent())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the gateway does not run"))
        .pid();
  }

  @Override
  public void close() {
    run.destroy();
    run.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    Machine.delete(data);
  }
}
