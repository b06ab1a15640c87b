package cloud.reseller.local.parts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Ends the children of this JVM even if the JVM is killed: a shell reads their process ids from a
 * pipe and, when the pipe is closed because the JVM is gone, kills them with their process groups.
 * A shutdown hook alone would not run on SIGKILL.
 */
final class Reaper {
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      pids=' '
      while read -r change pid; do
        case $change in
          add) pids="$pids$pid " ;;
          gone) pids="${pids%% $pid *} ${pids#* $pid }" ;;
        esac
      done
      [ "$pids" = ' ' ] && exit 0
      for pid in $pids; do kill -TERM "-$pid" 2>/dev/null || kill -TERM "$pid" 2>/dev/null; done
      for second in 1 2 3 4 5; do
        left=
        for pid in $pids; do kill -0 "$pid" 2>/dev/null && left=yes; done
        [ -z "$left" ] && exit 0
        sleep 1
      done
      for pid in $pids; do kill -KILL "-$pid" 2>/dev/null || kill -KILL "$pid" 2>/dev/null; done
      """;

  private static final boolean SETSID = isCommand("setsid");

  private static final Reaper SHARED = new Reaper();

  private final List<Runnable> beforeAllEnd = new CopyOnWriteArrayList<>();
  private final Set<Process> children = new LinkedHashSet<>();
  private final Process shell;
  private final OutputStream pipe;

  private Reaper() {
    try {
      this.shell =
          new ProcessBuilder(detached(List.of("sh", "-c", SCRIPT)))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException cannot) {
      throw new PartFailedException("cannot start sh: " + cannot.getMessage(), cannot);
    }
    this.pipe = shell.getOutputStream();
    Runtime.getRuntime().addShutdownHook(new Thread(this::endAll, "reaper"));
  }

  static Reaper shared() {
    return SHARED;
  }

  /**
   * Runs the command in a session of its own, so that Ctrl-C reaches only the launcher, which then
   * stops the others in order. Without setsid (macOS), the children at least ignore the signal.
   */
  static List<String> detached(List<String> command) {
    List<String> detached = new ArrayList<>();
    // Files it creates are readable only by their owner.
    String how = SETSID ? "exec setsid \"$@\"" : "trap '' INT HUP; exec \"$@\"";
    detached.addAll(List.of("sh", "-c", "umask 077; " + how, "sh"));
    detached.addAll(command);
    return detached;
  }

  static boolean isCommand(String name) {
    for (String directory : System.getenv().getOrDefault("PATH", "").split(":")) {
      if (Files.isExecutable(Path.of(directory, name))) {
        return true;
      }
    }
    return false;
  }

  synchronized void watch(Process child) {
    children.add(child);
    tell("add", child);
    child.onExit().thenAccept(this::forget);
  }

  private synchronized void forget(Process child) {
    if (children.remove(child)) {
      tell("gone", child);
    }
  }

  private void tell(String change, Process child) {
    if (!shell.isAlive()) {
      return;
    }
    try {
      pipe.write((change + " " + child.pid() + "\n").getBytes(StandardCharsets.US_ASCII));
      pipe.flush();
    } catch (IOException gone) {
      throw new PartFailedException("the process that watches over the parts is gone", gone);
    }
  }

  /** Registers an action to run first when this JVM exits, for an orderly stop. */
  void beforeAllEnd(Runnable action) {
    beforeAllEnd.add(action);
  }

  private void endAll() {
    beforeAllEnd.forEach(Runnable::run);
    List<Process> left;
    synchronized (this) {
      left = List.copyOf(children);
    }
    left.forEach(Process::destroy);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
    for (Process child : left) {
      try {
        if (!child.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
          child.destroyForcibly();
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        child.destroyForcibly();
      }
    }
  }
}
