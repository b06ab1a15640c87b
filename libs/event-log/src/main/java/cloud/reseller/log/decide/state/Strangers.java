package cloud.reseller.log.decide.state;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Keys that nothing is known about but their requests, in the order in which they fell silent:
 * anybody can ask under any number of them.
 */
final class Strangers {

  /** A key as it was when it was noted; stale once it was answered again. */
  private record Stranger(long lastAnswered, String key) implements Comparable<Stranger> {
    @Override
    public int compareTo(Stranger other) {
      return Long.compare(lastAnswered, other.lastAnswered);
    }
  }

  private final PriorityQueue<Stranger> noted = new PriorityQueue<>();

  /** Notes a key that became one; whoever is noted need not be again. */
  void add(String key, long lastAnsweredMillis) {
    noted.add(new Stranger(lastAnsweredMillis, key));
  }

  /**
   * The keys that were not answered since then, milliseconds since 1970. They are noted no longer.
   *
   * @param lastAnswered when a key was answered last; empty if more is known about it by now
   */
  List<String> takeSilentSince(long millis, Function<String, OptionalLong> lastAnswered) {
    List<String> silent = new ArrayList<>();
    while (!noted.isEmpty() && noted.peek().lastAnswered() < millis) {
      String key = noted.poll().key();
      OptionalLong last = lastAnswered.apply(key);
      if (last.isPresent() && last.getAsLong() < millis) {
        silent.add(key);
      } else if (last.isPresent()) {
        add(key, last.getAsLong());
      }
    }
    return silent;
  }
}
