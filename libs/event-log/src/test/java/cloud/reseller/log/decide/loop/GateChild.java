package cloud.reseller.log.decide.loop;

import cloud.reseller.testing.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@link GateProcess} under the test's hand. */
final class GateChild {

  private final List<String> command;
  private final Map<String, Object> kafka;
  private final Path output;
  private Process process;

  GateChild(
      Map<String, Object> kafka,
      String role,
      String prefix,
      int ordinal,
      int partitions,
      Database database) {
    this.kafka = kafka;
    command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                GateProcess.class.getName(),
                role,
                prefix,
                Integer.toString(ordinal),
                Integer.toString(partitions),
                database.jdbcUrl(),
                database.user(),
                database.password()));
    try {
      output = Files.createTempFile("gate-" + role + ordinal + "-", ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  GateChild start() {
    try {
      ProcessBuilder child =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
      // Not an argument: there is a password in it.
      kafka.forEach(
          (key, value) -> child.environment().put(GateProcess.KAFKA + key, (String) value));
      process = child.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** kill -9, and up again at once. */
  void crash() {
    kill();
    start();
  }

  void kill() {
    process.destroyForcibly();
    await();
  }

  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops in good order. */
  void leave() {
    try {
      process.getOutputStream().close();
      await();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path output() {
    return output;
  }

  private void await() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the process did not end: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
