package cloud.reseller.log;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Growing waits between tries, spread so that instances do not try in step. */
public final class BackOff {

  private final long firstMillis;
  private final long mostMillis;
  private long nextMillis;

  /** Begins with the step {@code first} and doubles it up to {@code most}. */
  public BackOff(Duration first, Duration most) {
    firstMillis = first.toMillis();
    mostMillis = Math.max(firstMillis, most.toMillis());
    nextMillis = firstMillis;
  }

  /** The next wait: from half of the present step up to the whole of it. */
  public Duration next() {
    long step = nextMillis;
    nextMillis = Math.min(mostMillis, step * 2);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(step / 2, step + 1));
  }

  /** The next wait is a first one again. */
  public void reset() {
    nextMillis = firstMillis;
  }
}
