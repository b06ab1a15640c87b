package cloud.reseller.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The errors that the documentation of the public form lists.
 *
 * @param errors as {@code "404 60003"}
 */
record ErrorTable(Set<String> errors) {

  /** A row with as many statuses as codes, or with one status for all its codes. */
  private static final Pattern ROW =
      Pattern.compile("\\| (\\d{3}(?:, \\d{3})*) \\| ([\\w`, ]+) \\|.*");

  /** Reads the documentation. */
  static ErrorTable documented() throws IOException {
    Set<String> errors = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("../../docs/http/form.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        String[] statuses = row.group(1).split(", ");
        String[] codes = row.group(2).replace("`", "").split(", ");
        for (int i = 0; i < codes.length; i++) {
          errors.add(statuses[statuses.length == 1 ? 0 : i] + " " + codes[i]);
        }
      }
    }
    return new ErrorTable(errors);
  }
}
