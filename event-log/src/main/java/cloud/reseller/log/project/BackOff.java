package cloud.reseller.log.project;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Growing waits between tries, spread so that instances do not try in step. */
final class BackOff {

  private static final long FIRST_MILLIS = 100;

  private final long mostMillis;
  private long nextMillis = FIRST_MILLIS;

  BackOff(Duration most) {
    mostMillis = Math.max(FIRST_MILLIS, most.toMillis());
  }

  /** The next wait: from half of the present step up to the whole of it. */
  Duration next() {
    long step = nextMillis;
    nextMillis = Math.min(mostMillis, step * 2);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(step / 2, step + 1));
  }

  void reset() {
    nextMillis = FIRST_MILLIS;
  }
}
