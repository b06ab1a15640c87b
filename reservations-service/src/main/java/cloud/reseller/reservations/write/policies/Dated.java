package cloud.reseller.reservations.write.policies;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of what holds from which time on. Decisions look it up by their own time, so a line that
 * is added for a later time changes no decision that was taken before it.
 */
final class Dated<T> {

  private record Line<T>(Instant from, T value) {}

  /** Latest first; the last one has no beginning. */
  private final List<Line<T>> lines;

  private Dated(List<Line<T>> lines) {
    this.lines = lines;
  }

  /** What holds from the beginning. */
  static <T> Dated<T> always(T value) {
    return new Dated<>(List.of(new Line<>(Instant.MIN, value)));
  }

  /**
   * This table and one more line.
   *
   * @throws IllegalArgumentException if the line does not begin after all others
   */
  Dated<T> andFrom(Instant from, T value) {
    if (!from.isAfter(lines.getFirst().from())) {
      throw new IllegalArgumentException("must be in ascending order of time");
    }
    List<Line<T>> next = new ArrayList<>(lines);
    next.addFirst(new Line<>(from, value));
    return new Dated<>(List.copyOf(next));
  }

  /** What holds at a time. */
  T at(Instant time) {
    int line = 0;
    while (line < lines.size() - 1 && time.isBefore(lines.get(line).from())) {
      line++;
    }
    return lines.get(line).value();
  }
}
