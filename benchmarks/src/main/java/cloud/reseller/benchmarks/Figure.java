package cloud.reseller.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A figure measured in several rounds. */
final class Figure {

  private final String name;
  private final String format;
  private final List<Double> rounds = new ArrayList<>();

  /**
   * A figure without rounds.
   *
   * @param format format of a value
   */
  Figure(String name, String format) {
    this.name = name;
    this.format = format;
  }

  double add(double value) {
    rounds.add(value);
    return value;
  }

  double median() {
    List<Double> sorted = rounds.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The median with the minimum and maximum of all rounds. */
  @Override
  public String toString() {
    return String.format(
        "%-44s " + format + "  (" + format + " to " + format + ", %d rounds)",
        name,
        median(),
        Collections.min(rounds),
        Collections.max(rounds),
        rounds.size());
  }
}
