package cloud.reseller.http;

import cloud.reseller.http.Refusal.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A header or trailer field.
 *
 * @param name as sent
 * @param value without surrounding white space
 */
record Field(String name, String value) {

  static final int MOST = 100;

  /** A token (RFC 9110, 5.6.2). */
  static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /** Anything but control characters other than tab (RFC 9110, 5.5). */
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

  /**
   * Parses lines, the last of which is empty.
   *
   * @throws RefusedException if a line is not a valid field
   */
  static List<Field> read(String lines) throws RefusedException {
    List<Field> fields = new ArrayList<>();
    for (int at = 0; lines.charAt(at) != '\r'; ) {
      int end = lines.indexOf('\r', at);
      fields.add(readOne(lines.substring(at, end)));
      at = end + 2;
    }
    checkAll(fields);
    return fields;
  }

  private static Field readOne(String line) throws RefusedException {
    if (line.startsWith(" ") || line.startsWith("\t")) {
      throw Refusal.header("A header is folded over several lines. Write each header on one line.")
          .thrown();
    }
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw Refusal.header("A header has no colon. Write a name, a colon and a value.").thrown();
    }
    return new Field(line.substring(0, colon), trim(line.substring(colon + 1)));
  }

  /**
   * Checks names and values only.
   *
   * @throws RefusedException if one is invalid
   */
  static void checkAll(List<Field> fields) throws RefusedException {
    if (fields.size() > MOST) {
      throw Refusal.HEADERS_TOO_LARGE.thrown();
    }
    for (Field field : fields) {
      if (!TOKEN.matcher(field.name).matches()) {
        throw Refusal.header(
                "A header has no name, or its name contains a character that is not allowed."
                    + " Correct the name.")
            .thrown();
      }
      if (!VALUE.matcher(field.value).matches()) {
        throw Refusal.header("A header contains a control character. Leave it out.").thrown();
      }
    }
  }

  boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }

  /** Only spaces and tabs may surround a value. */
  private static String trim(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && blank(value.charAt(from))) {
      from++;
    }
    while (from < to && blank(value.charAt(to - 1))) {
      to--;
    }
    return value.substring(from, to);
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t';
  }
}
