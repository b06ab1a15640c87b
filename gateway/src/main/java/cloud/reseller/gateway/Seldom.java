package cloud.reseller.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/** Says of each kind at most once in 10 s what callers can have happen without end. */
final class Seldom {

  private static final long BETWEEN = Duration.ofSeconds(10).toNanos();

  private record Said(long nanos, long unsaid) {}

  private final Map<String, Said> said = new ConcurrentHashMap<>();

  /**
   * Says it if it is due.
   *
   * @param kind one of a closed set
   * @param line is given how often it was not said since the last time
   */
  void ifDue(String kind, LongConsumer line) {
    long now = System.nanoTime();
    said.compute(
        kind,
        (_, last) -> {
          if (last != null && now - last.nanos() < BETWEEN) {
            return new Said(last.nanos(), last.unsaid() + 1);
          }
          line.accept(last == null ? 0 : last.unsaid());
          return new Said(now, 0);
        });
  }
}
