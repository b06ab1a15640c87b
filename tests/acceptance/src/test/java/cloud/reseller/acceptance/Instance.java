package cloud.reseller.acceptance;

import cloud.reseller.local.parts.Java;
import cloud.reseller.local.parts.ManagedProcess;
import cloud.reseller.local.parts.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One instance of a service: its name, ports and settings, and the process that runs them whenever
 * it is started. Nothing outlives the JVM of the test.
 */
final class Instance {
  private static final Duration START = Duration.ofMinutes(2);

  /** A busy machine takes long to write the archive of classes at a first stop. */
  private static final Duration STOP = Duration.ofMinutes(2);

  private static final Pattern DECIDING = Pattern.compile("\"deciding\"\\s*:\\s*\"\\[(.*?)]\"");

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private final String name;
  private final Path jar;
  private final ClassArchive classes;
  private final Path log;
  private final Map<String, String> settings;
  private final int port = Ports.free();
  private final int managementPort = Ports.free();
  private Optional<ManagedProcess> process = Optional.empty();

  Instance(String name, Service service, Path directory, Map<String, String> settings) {
    this.name = name;
    this.jar = service.jar();
    this.classes = new ClassArchive(service, name);
    this.log = directory.resolve(name + ".log").toAbsolutePath();
    this.settings = new TreeMap<>(settings);
  }

  /** Adds a setting, for the next start. */
  synchronized void set(String key, String value) {
    settings.put(key, value);
  }

  /** Its address. */
  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Starts it, without waiting until it is ready. */
  synchronized Instance start() {
    if (process.filter(ManagedProcess::alive).isPresent()) {
      throw new IllegalStateException(name + " runs already");
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Java.command(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + managementPort));
    command.addAll(classes.options());
    Map<String, String> secrets = new TreeMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.contains("password") || key.contains("jaas") || key.contains("secret")) {
            secrets.put(key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value);
          } else {
            command.add("-D" + key + "=" + value);
          }
        });
    command.addAll(List.of("-jar", jar.toString()));
    process = Optional.of(ManagedProcess.start(name, log.getParent(), log, secrets, command));
    return this;
  }

  /** Waits until it reports that it is ready. */
  Instance awaitReady() {
    running().await(START, Duration.ofMillis(200), this::isUp);
    return this;
  }

  /** Whether its process exists. */
  boolean runs() {
    return running().alive();
  }

  /** Whether it runs and reports that it is ready. */
  boolean isUp() {
    try {
      return get("/q/health/ready").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Its readiness report; an empty string if there is none. */
  String health() {
    try {
      return get("/q/health/ready").body();
    } catch (IOException silent) {
      return "";
    }
  }

  /** The address of its management port. */
  URI management() {
    return URI.create("http://127.0.0.1:" + managementPort);
  }

  /** The answer of its management port to a caller with a token. */
  String management(String path, String token) throws IOException {
    return get(path, Optional.of(token)).body();
  }

  /** Whether it currently decides the requests of a partition. */
  boolean decides(int partition) {
    Matcher deciding = DECIDING.matcher(health());
    return deciding.find()
        && List.of(deciding.group(1).split(", ")).contains(Integer.toString(partition));
  }

  private HttpResponse<String> get(String path) throws IOException {
    return get(path, Optional.empty());
  }

  private HttpResponse<String> get(String path, Optional<String> token) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
            .timeout(Duration.ofSeconds(5));
    token.ifPresent(one -> request.header("Authorization", "Bearer " + one));
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  /** kill -9. */
  synchronized void kill() {
    running().kill();
  }

  /** SIGSTOP: it keeps its connections and does nothing. */
  void pause() {
    running().signal("STOP");
  }

  /** SIGCONT. */
  void resume() {
    running().signal("CONT");
  }

  /**
   * Stops it in an orderly way.
   *
   * @throws IllegalStateException if it had to be killed
   */
  synchronized void stop() {
    if (process.filter(ManagedProcess::alive).isEmpty()) {
      return;
    }
    long start = System.nanoTime();
    running().stop("TERM", STOP);
    if (System.nanoTime() - start >= STOP.toNanos()) {
      throw new IllegalStateException(name + " did not stop in good order: see " + log);
    }
    classes.keep();
  }

  /** Its output since it was first started. */
  Path log() {
    return log;
  }

  private synchronized ManagedProcess running() {
    return process.orElseThrow(() -> new IllegalStateException(name + " was never started"));
  }

  @Override
  public String toString() {
    return name;
  }
}
