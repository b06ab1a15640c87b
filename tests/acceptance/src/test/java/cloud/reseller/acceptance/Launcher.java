package cloud.reseller.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.local.parts.Java;
import cloud.reseller.local.parts.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What {@code ./run} starts once everything is built, on ports and in a directory of its own.
 * Closing ends it, within the promised time and with nothing left running.
 */
final class Launcher implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(30);

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final List<String> MEMBERS =
      List.of(
          "kafka",
          "postgresql",
          "keycloak",
          "permissions",
          "reservations",
          "activity-log",
          "billing",
          "gateway");

  private final Path data;
  private final Map<String, Integer> ports;
  private final Process process;
  private final List<String> output;

  private Launcher(Path data, Map<String, Integer> ports, Process process, List<String> output) {
    this.data = data;
    this.ports = ports;
    this.process = process;
    this.output = output;
  }

  /** Returns when the system reports that it is ready. */
  static Launcher start(Path data) throws IOException {
    Map<String, Integer> ports = freePorts();
    List<String> command = new ArrayList<>(launcher());
    command.addAll(List.of("--data", data.toString()));
    ports.forEach((name, port) -> command.addAll(List.of("--port", name + "=" + port)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> output = new ArrayList<>();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      output.add(line);
      if (line.startsWith("ready")) {
        break;
      }
    }
    assertThat(output)
        .last()
        .asString()
        .matches("ready in \\d+ s: http://localhost:" + ports.get("gateway"));
    return new Launcher(data, ports, process, output);
  }

  /** Waits for a line that begins so, below those that were read until the system was ready. */
  void awaitLine(String beginning) throws IOException {
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      output.add(line);
      assertThat(line).doesNotContain("is not complete");
      if (line.strip().replaceFirst("^[0-9.]+ s +", "").startsWith(beginning)) {
        return;
      }
    }
    throw new AssertionError("no line begins with " + beginning + ":\n" + output());
  }

  /** As the script ./run does. */
  private static List<String> launcher() throws IOException {
    Path local = ROOT.resolve("deploy/local/target");
    return List.of(
        Java.command(),
        "-Dslf4j.internal.verbosity=ERROR",
        "-cp",
        local.resolve("classes")
            + ":"
            + Files.readString(local.resolve("launcher.classpath")).strip(),
        "cloud.reseller.local.launch.Run",
        ROOT.toString());
  }

  /** A service's management port is 1000 above its own. */
  private static Map<String, Integer> freePorts() {
    Map<String, Integer> ports = new HashMap<>();
    for (String member : MEMBERS) {
      int port = Ports.free();
      while (port > 64000 || Ports.taken(port + 1000) || ports.containsValue(port)) {
        port = Ports.free();
      }
      ports.put(member, port);
    }
    return ports;
  }

  Path data() {
    return data;
  }

  Map<String, Integer> ports() {
    return ports;
  }

  /** Its descendant processes. */
  List<ProcessHandle> processes() {
    return process.descendants().toList();
  }

  String output() {
    return String.join("\n", output);
  }

  /** The lines of the file of the demo's users. */
  List<String> users() throws IOException {
    return Files.readAllLines(data.resolve("demo-users.properties"));
  }

  /** The password of a user of the demo. */
  String password(String user) throws IOException {
    return users().stream()
        .filter(line -> line.startsWith(user + ".password="))
        .map(line -> line.substring(line.indexOf('=') + 1))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Runs commands of the README, with this system's ports and directory, and gives their output.
   */
  String sh(String commands) throws IOException {
    String here =
        commands
            .replace("localhost:8080", "localhost:" + ports.get("gateway"))
            .replace("localhost:8180", "localhost:" + ports.get("keycloak"))
            .replace(".local/", data + "/")
            .replace(
                "./run request",
                "'"
                    + String.join("' '", launcher())
                    + "' request --data '"
                    + data
                    + "' --port kafka="
                    + ports.get("kafka"));
    Process shell =
        new ProcessBuilder("sh", "-eu", "-c", here)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(shell.getInputStream().readAllBytes());
  }

  @Override
  public void close() {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    assertThat(process.onExit().orTimeout(15, TimeUnit.SECONDS)).succeedsWithin(SOON);
    // The reaper shell ends with them.
    started.forEach(child -> assertThat(child.onExit()).succeedsWithin(SOON));
    assertThat(ports.values().stream().filter(Ports::taken)).isEmpty();
  }
}
