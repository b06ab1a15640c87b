package cloud.reseller.local.launch;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Reports the progress of the start to the user, one line per step. */
final class Progress {
  private final PrintStream out;
  private final long start = System.nanoTime();

  Progress(PrintStream out) {
    this.out = out;
  }

  /** Time since the launcher started. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  void step(String what) {
    say(String.format(Locale.ROOT, "%5.1f s  %s", elapsed().toMillis() / 1000.0, what));
  }

  /** Reports a step with its own duration, since steps run in parallel. */
  void step(String what, Instant begun) {
    step(what + String.format(Locale.ROOT, " (%.1f s)", millis(begun) / 1000.0));
  }

  private static long millis(Instant begun) {
    return Duration.between(begun, Instant.now()).toMillis();
  }

  synchronized void say(String line) {
    out.println(line);
    out.flush();
  }
}
