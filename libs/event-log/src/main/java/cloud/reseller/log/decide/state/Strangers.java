package cloud.reseller.log.decide.state;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Keys that are unknown except for their requests, ordered by their last answer: senders can use
 * any number of them.
 */
final class Strangers {

  /** A noted key; stale if it was answered again. */
  private record Stranger(long lastAnswered, String key) implements Comparable<Stranger> {
    @Override
    public int compareTo(Stranger other) {
      return Long.compare(lastAnswered, other.lastAnswered);
    }
  }

  private final PriorityQueue<Stranger> noted = new PriorityQueue<>();

  /** Notes a key; keys already noted need not be noted again. */
  void add(String key, long lastAnsweredMillis) {
    noted.add(new Stranger(lastAnsweredMillis, key));
  }

  /**
   * Removes and returns the keys not answered since then, milliseconds since 1970.
   *
   * @param lastAnswered when a key was last answered; empty if it is no longer unknown
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
