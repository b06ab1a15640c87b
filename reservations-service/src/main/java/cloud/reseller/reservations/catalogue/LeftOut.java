package cloud.reseller.reservations.catalogue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lines that are not sold here, by what is not known of them. A file may name products, terms and
 * regions that nobody knew yesterday; they never refuse it.
 *
 * @param lines how many
 * @param kinds the first {@link #MOST_KINDS} of them by column and value
 */
record LeftOut(int lines, List<Kind> kinds) {

  /** So that a file of any length has a short answer. */
  static final int MOST_KINDS = 50;

  private static final int MOST_CHARACTERS = 100;

  /** Nothing was left out. */
  static final LeftOut NOTHING = new LeftOut(0, List.of());

  /** Lines whose value in a column is not known. */
  record Kind(String column, String value, int lines) {}

  /** Counts them. */
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
