package cloud.reseller.local.launch;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Tells the person in front of the terminal how far the start is, one line per step. */
final class Progress {
  private final PrintStream out;
  private final long start = System.nanoTime();

  Progress(PrintStream out) {
    this.out = out;
  }

  /** Since the launcher began. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  void step(String what) {
    say(String.format(Locale.ROOT, "%5.1f s  %s", elapsed().toMillis() / 1000.0, what));
  }

  /** A step that began at {@code begun}: the start is as long as the slowest of them. */
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
