package cloud.reseller.gateway.operations;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers from metrics in Prometheus form. */
final class Metrics {

  private static final Pattern PROJECTION = Pattern.compile("projection=\"([^\"]*)\"");

  private final String text;

  Metrics(String text) {
    this.text = text;
  }

  /** A metric of each projection, rounded to whole numbers. */
  Map<String, Long> byProjection(String name) {
    Map<String, Long> found = new TreeMap<>();
    samples(name)
        .results()
        .forEach(
            sample -> {
              Matcher projection = PROJECTION.matcher(sample.group("labels"));
              if (projection.find()) {
                found.merge(projection.group(1), number(sample.group("value")), Long::sum);
              }
            });
    return found;
  }

  /** The sum of a metric over all its labels; 0 if there is none. */
  long sum(String name) {
    return samples(name).results().mapToLong(sample -> number(sample.group("value"))).sum();
  }

  private Matcher samples(String name) {
    return Pattern.compile(
            "^" + Pattern.quote(name) + "(?<labels>\\{[^}]*})? (?<value>[^ \\n]+)",
            Pattern.MULTILINE)
        .matcher(text);
  }

  /** What is no number counts as none, as before the first measurement. */
  private static long number(String text) {
    try {
      return new BigDecimal(text).longValue();
    } catch (NumberFormatException none) {
      return 0;
    }
  }
}
