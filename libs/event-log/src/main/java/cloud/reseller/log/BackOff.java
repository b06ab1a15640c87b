package cloud.reseller.log;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Exponential backoff with jitter, so that instances do not retry in step. */
public final class BackOff {

  private final long firstMillis;
  private final long mostMillis;
  private long nextMillis;

  /** Starts with the step {@code first} and doubles it up to {@code most}. */
  public BackOff(Duration first, Duration most) {
    firstMillis = first.toMillis();
    mostMillis = Math.max(firstMillis, most.toMillis());
    nextMillis = firstMillis;
  }

  /** The next wait: between half of the current step and the whole of it. */
  public Duration next() {
    long step = nextMillis;
    nextMillis = Math.min(mostMillis, step * 2);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(step / 2, step + 1));
  }

  /** Starts over with the first step. */
  public void reset() {
    nextMillis = firstMillis;
  }
}
