package cloud.reseller.local.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A child process that cannot outlive this JVM, with its output in a log file. */
public final class ManagedProcess {
  /** Maximum length of a message shown to the user, in characters. */
  private static final int MOST = 300;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final Path log;
  private final Process process;

  private ManagedProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a command, appending its output to {@code log}.
   *
   * @param environment added to this JVM's environment
   */
  public static ManagedProcess start(
      String name,
      Path directory,
      Path log,
      Map<String, String> environment,
      List<String> command) {
    try {
      Private.directory(log.toAbsolutePath().getParent());
      Private.file(log);
      ProcessBuilder builder =
          new ProcessBuilder(Reaper.detached(command))
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      Process process = builder.start();
      Reaper.shared().watch(process);
      return new ManagedProcess(name, log, process);
    } catch (IOException cannot) {
      throw new PartFailedException(name + ": cannot start: " + cannot.getMessage(), cannot);
    }
  }

  /** Runs a command to completion; throws if it fails. */
  static void run(
      String name,
      Path directory,
      Path log,
      Map<String, String> environment,
      List<String> command) {
    ManagedProcess child = start(name, directory, log, environment, command);
    try {
      int status = child.process.waitFor();
      if (status != 0) {
        throw new PartFailedException(child.end());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      child.kill();
      throw new PartFailedException(name + ": interrupted", interrupted);
    }
  }

  /** Polls until ready; throws at once if the process has ended. */
  public void await(Duration limit, Duration pause, BooleanSupplier ready) {
    long end = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new PartFailedException(end());
      }
      if (System.nanoTime() > end) {
        throw new PartFailedException(
            name + ": not ready within " + limit.toSeconds() + " s (see " + log + ")");
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new PartFailedException(name + ": interrupted while starting", interrupted);
      }
    }
  }

  /** Registers an action to run when this JVM exits, before remaining children are killed. */
  public static void beforeAllEnd(Runnable action) {
    Reaper.shared().beforeAllEnd(action);
  }

  /** A one-line description of how the process ended. */
  public String end() {
    return name
        + ": ended with status "
        + process.exitValue()
        + ": "
        + lastLine()
        + " (see "
        + log
        + ")";
  }

  /** The display name. */
  public String name() {
    return name;
  }

  public boolean alive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Its child processes. */
  public Stream<ProcessHandle> children() {
    return process.children();
  }

  public Path log() {
    return log;
  }

  /** Sends a signal (such as TERM) and waits; kills the process after the limit. */
  public void stop(String signal, Duration limit) {
    if (!process.isAlive()) {
      return;
    }
    signal(signal);
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException interrupted) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** Kills the process and its descendants with SIGKILL. */
  public void kill() {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    // Waits for them: resources they still hold, such as shared memory, would prevent a restart on
    // the same data.
    descendants.forEach(one -> one.onExit().join());
  }

  public void signal(String signal) {
    try {
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start().waitFor();
    } catch (IOException cannot) {
      throw new PartFailedException(
          name + ": cannot send " + signal + ": " + cannot.getMessage(), cannot);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The last meaningful line of the log, for an error message. */
  private String lastLine() {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      int length = (int) Math.min(file.length(), 65_536);
      byte[] end = new byte[length];
      file.seek(file.length() - length);
      file.readFully(end);
      return new String(end, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("\tat "))
          .reduce((first, last) -> last)
          .map(ManagedProcess::words)
          .orElse("no output");
    } catch (IOException unreadable) {
      return "no output";
    }
  }

  /** The line itself, or, for a JSON log line, its message and that of the first cause. */
  static String words(String line) {
    String words = line;
    if (line.startsWith("{")) {
      try {
        JsonNode entry = JSON.readTree(line);
        JsonNode cause = entry.path("exception");
        while (cause.has("causedBy")) {
          cause = cause.at("/causedBy/exception");
        }
        words =
            entry.path("message").asText(line)
                + (cause.has("message") ? ": " + cause.path("message").asText() : "");
      } catch (IOException notJson) {
        // Shown as it is.
      }
    }
    String one = words.strip().replaceAll("\\s+", " ");
    return one.length() <= MOST ? one : one.substring(0, MOST) + "…";
  }
}
