package cloud.reseller.local.launch;

import java.io.PrintStream;
import java.time.Duration;
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

  synchronized void say(String line) {
    out.println(line);
    out.flush();
  }
}
