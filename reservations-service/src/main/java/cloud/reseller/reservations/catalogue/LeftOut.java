package cloud.reseller.reservations.catalogue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lines that were left out, by the reason. A file may contain new products, terms and regions, and
 * is never refused because of them.
 *
 * @param lines number of lines
 * @param kinds the first {@link #MOST_KINDS} kinds, by column and value
 */
record LeftOut(int lines, List<Kind> kinds) {

  /** Limits the length of the answer. */
  static final int MOST_KINDS = 50;

  private static final int MOST_CHARACTERS = 100;

  /** No lines. */
  static final LeftOut NOTHING = new LeftOut(0, List.of());

  /** Lines with an unknown value in a column. */
  record Kind(String column, String value, int lines) {}

  /** Counts the lines that are left out. */
  static final class Counter {

    private final Map<String, Map<String, Integer>> counts = new TreeMap<>();
    private int lines;
    private int kinds;

    void add(String column, String text) {
      lines++;
      String value = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
      Map<String, Integer> values = counts.computeIfAbsent(column, _ -> new TreeMap<>());
      if (values.containsKey(value) || kinds < MOST_KINDS) {
        kinds += values.containsKey(value) ? 0 : 1;
        values.merge(value, 1, Integer::sum);
      }
    }

    /** Number of lines so far. */
    int lines() {
      return lines;
    }

    LeftOut leftOut() {
      return new LeftOut(
          lines,
          counts.entrySet().stream()
              .flatMap(
                  column ->
                      column.getValue().entrySet().stream()
                          .map(
                              value -> new Kind(column.getKey(), value.getKey(), value.getValue())))
              .toList());
    }
  }
}
