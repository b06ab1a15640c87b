package cloud.reseller.local.launch;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import cloud.reseller.local.parts.Java;
import cloud.reseller.local.parts.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in a JVM of its own with the real parts; the services are left out. */
class RunIT {
  /** As the script ./run does: a build in a script's background has interrupts ignored. */
  private static final String HEEDING_INTERRUPTS =
      "! env --default-signal=INT true 2>/dev/null || exec env --default-signal=INT \"$@\";"
          + " exec \"$@\"";

  private final int kafka = Ports.free();
  private final int postgresql = Ports.free();
  private final int keycloak = Ports.free();

  @TempDir Path parent;

  private final List<Process> started = new ArrayList<>();

  /** Whatever a failed test left running. */
  @AfterEach
  void stop() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void an_interrupt_stops_everything_and_leaves_no_process() throws Exception {
    Process run = run();
    String last = lastLine(run);
    assertThat(last).matches("ready in \\d+ s: http://localhost:8080");
    List<ProcessHandle> parts = run.descendants().toList();
    assertThat(parts).hasSizeGreaterThanOrEqualTo(3);

    interrupt(run);

    assertThat(run.waitFor(15, TimeUnit.SECONDS)).isTrue();
    assertThat(parts.stream().filter(part -> part.isAlive() && isPart(part))).isEmpty();
    assertThat(Stream.of(kafka, postgresql, keycloak).filter(Ports::taken)).isEmpty();
  }

  @Test
  void a_service_left_out_is_given_its_own_login_in_a_file_of_its_owner_alone() throws Exception {
    Process run = run();
    assertThat(lastLine(run)).startsWith("ready");
    Path data = parent.resolve(".local");

    assertThat(
            Arrays.stream(Component.values()).filter(component -> component.database().isPresent()))
        .hasSize(4)
        .allSatisfy(
            component -> {
              Path file = data.resolve(component.folder() + ".env");
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------");
              logsInAs(component.folder(), file, data);
              assertThat(sourced(file, "RESELLER_TOPICS_CREATE")).isEqualTo("false");
            });
    // The gateway is the customer portal to the log.
    logsInAs("portal", data.resolve("gateway.env"), data);
    interrupt(run);
    assertThat(run.waitFor(15, TimeUnit.SECONDS)).isTrue();
  }

  private static void logsInAs(String principal, Path file, Path data) throws Exception {
    String password = Files.readString(data.resolve("kafka/passwords").resolve(principal)).strip();
    assertThat(sourced(file, "KAFKA_SASL_JAAS_CONFIG"))
        .isEqualTo(
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
                + principal
                + "\" password=\""
                + password
                + "\";");
    assertThat(sourced(file, "KAFKA_SASL_MECHANISM")).isEqualTo("SCRAM-SHA-512");
    assertThat(sourced(file, "KAFKA_SECURITY_PROTOCOL")).isEqualTo("SASL_PLAINTEXT");
  }

  /** What a shell has that reads the file, as the operating page says. */
  private static String sourced(Path file, String variable) throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-c", ". '" + file + "'; printf %s \"$" + variable + "\"").start();
    return new String(shell.getInputStream().readAllBytes());
  }

  @Test
  void an_interrupt_in_the_middle_of_the_start_leaves_no_process() throws Exception {
    Process run = run();
    try (BufferedReader out = run.inputReader()) {
      assertThat(out.readLine()).contains("is ready");
      interrupt(run);
      assertThat(run.waitFor(15, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(run.errorReader().readLine()).isNull();
    assertThat(Stream.of(kafka, postgresql, keycloak).filter(Ports::taken)).isEmpty();
  }

  @Test
  void without_the_demo_no_client_takes_a_password_also_where_there_was_one() throws Exception {
    Process demo = run();
    assertThat(lastLine(demo)).startsWith("ready");
    assertThat(asked()).as("the password is what is wrong").contains("invalid_grant");
    interrupt(demo);
    assertThat(demo.waitFor(15, TimeUnit.SECONDS)).isTrue();

    Process without = run("--no-demo");
    assertThat(lastLine(without)).startsWith("ready");
    assertThat(asked()).contains("unauthorized_client");
    interrupt(without);
    assertThat(without.waitFor(15, TimeUnit.SECONDS)).isTrue();
  }

  private String asked() throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create(
                        "http://localhost:"
                            + keycloak
                            + "/realms/partners/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "grant_type=password&client_id=partner-api&username=a&password=b"))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void a_taken_port_is_one_line_and_nothing_is_left_running() throws Exception {
    try (ServerSocket taker = new ServerSocket(postgresql, 1, InetAddress.getLoopbackAddress())) {
      Process run = run();
      assertThat(run.waitFor(15, TimeUnit.SECONDS)).isTrue();
      assertThat(run.exitValue()).isEqualTo(1);
      assertThat(run.errorReader().readAllLines())
          .containsExactly(
              "run: port "
                  + taker.getLocalPort()
                  + " of PostgreSQL is taken: stop what listens there, or start with --port"
                  + " postgresql=NUMBER");
      assertThat(Ports.taken(kafka)).isFalse();
      assertThat(parent).as("nothing is made").isEmptyDirectory();
    }
  }

  @Test
  void data_is_not_thrown_away_for_a_run_that_cannot_start() throws Exception {
    Path kept = parent.resolve(".local/postgresql/row");
    DataDirectory.open(parent.resolve(".local"), false, 0).close();
    Files.createDirectories(kept.getParent());
    Files.writeString(kept, "kept");
    try (ServerSocket _ = new ServerSocket(postgresql, 1, InetAddress.getLoopbackAddress())) {
      Process run = run("--fresh");
      assertThat(run.waitFor(15, TimeUnit.SECONDS)).isTrue();
      assertThat(run.errorReader().readLine()).contains("of PostgreSQL is taken");
    }
    assertThat(kept).hasContent("kept");
  }

  /** The script itself, in a checkout that would have to be built and cannot be. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--fres",
        "--fresh --no-demos",
        "--no-demo extra",
        "--port",
        "request",
        "request x.json --fresh",
        "request x.json --id"
      })
  void an_unknown_option_is_reported_before_anything_is_built(String options) throws Exception {
    Files.copy(Path.of("../../run"), parent.resolve("run"));
    List<String> command = new ArrayList<>(List.of("sh", parent.resolve("run").toString()));
    command.addAll(List.of(options.split(" ")));

    Process run = new ProcessBuilder(command).start();
    started.add(run);

    assertThat(run.waitFor(15, TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).isEqualTo(1);
    assertThat(run.inputReader().readLine()).isNull();
    assertThat(run.errorReader().readAllLines())
        .singleElement(as(STRING))
        .startsWith("run: ")
        .endsWith(": see ./run --help");
  }

  private Process run(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                HEEDING_INTERRUPTS,
                "run",
                Java.command(),
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Run.class.getName(),
                parent.toString(),
                "--port",
                "kafka=" + kafka,
                "--port",
                "postgresql=" + postgresql,
                "--port",
                "keycloak=" + keycloak));
    Arrays.stream(Component.values())
        .filter(Component::isService)
        .forEach(service -> command.addAll(List.of("--without", service.shortName())));
    command.addAll(List.of(options));
    Process run = new ProcessBuilder(command).start();
    started.add(run);
    return run;
  }

  private static String lastLine(Process run) throws IOException {
    BufferedReader out = run.inputReader();
    String line;
    do {
      line = out.readLine();
    } while (line != null && !line.startsWith("ready"));
    return String.valueOf(line);
  }

  /** What Ctrl-C sends. */
  private static void interrupt(Process process) throws Exception {
    new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor();
  }

  private static boolean isPart(ProcessHandle process) {
    return process.info().command().filter(command -> !command.endsWith("sh")).isPresent();
  }
}
