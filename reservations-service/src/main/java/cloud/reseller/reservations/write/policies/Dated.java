package cloud.reseller.reservations.write.policies;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Values with the time from which each applies. Decisions look up the value for their own time, so
 * adding a later value does not change earlier decisions.
 */
final class Dated<T> {

  private record Line<T>(Instant from, T value) {}

  /** Latest first; the last one has no start. */
  private final List<Line<T>> lines;

  private Dated(List<Line<T>> lines) {
    this.lines = lines;
  }

  /** A value that applies from the beginning. */
  static <T> Dated<T> always(T value) {
    return new Dated<>(List.of(new Line<>(Instant.MIN, value)));
  }

  /**
   * These values and a further one.
   *
   * @throws IllegalArgumentException if it does not start after all others
   */
  Dated<T> andFrom(Instant from, T value) {
    if (!from.isAfter(lines.getFirst().from())) {
      throw new IllegalArgumentException("must be in ascending order of time");
    }
    List<Line<T>> next = new ArrayList<>(lines);
    next.addFirst(new Line<>(from, value));
    return new Dated<>(List.copyOf(next));
  }

  /** The value that applies at a time. */
  T at(Instant time) {
    int line = 0;
    while (line < lines.size() - 1 && time.isBefore(lines.get(line).from())) {
      line++;
    }
    return lines.get(line).value();
  }
}
