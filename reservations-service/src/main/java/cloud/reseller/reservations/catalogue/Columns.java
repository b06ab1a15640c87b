package cloud.reseller.reservations.catalogue;

import cloud.reseller.events.InvisibleCharacters;
import cloud.reseller.events.UnitPrice;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A CSV file with a header row; columns are found by name, in any order and case, and others are
 * ignored.
 */
final class Columns {

  /** A number that starts with the decimal point is stored with a zero before it. */
  private static final int NUMBER_MOST = UnitPrice.MOST_CHARACTERS - 1;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final String NOT_A_NUMBER =
      "must be a number above zero with a decimal point and at most "
          + NUMBER_MOST
          + " characters, without separators.";

  private final Rows csv;
  private final Map<String, Integer> places = new HashMap<>();
  private final int width;
  private List<String> row = List.of();

  /**
   * Reads the header.
   *
   * @throws SheetRefusedException if the header or a column is missing, or a column is named twice
   */
  Columns(InputStream in, List<String> needed) throws IOException, SheetRefusedException {
    csv = new Rows(in);
    List<String> header =
        csv.next()
            .orElseThrow(
                () ->
                    new SheetRefusedException(
                        1, "", "the file is empty: send the header row and its lines."));
    width = header.size();
    List<String> names = header.stream().map(Columns::name).toList();
    for (String name : needed) {
      int place = names.indexOf(folded(name));
      if (place < 0) {
        throw new SheetRefusedException(csv.line(), name, "the header does not name this column.");
      }
      if (names.lastIndexOf(folded(name)) != place) {
        throw new SheetRefusedException(
            csv.line(), name, "the header names this column twice: leave one of them out.");
      }
      places.put(name, place);
    }
  }

  /** Byte order marks may be inside the quotes of the first name. */
  private static String name(String field) {
    return folded(field.replace(BYTE_ORDER_MARK, "").strip());
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Advances to the next row; false at the end. */
  boolean next() throws IOException, SheetRefusedException {
    Optional<List<String>> next = csv.next();
    row = next.orElse(List.of());
    if (next.isPresent() && row.size() != width) {
      throw refused(
          "", "has " + row.size() + " fields, the header " + width + ": check its commas.");
    }
    return next.isPresent();
  }

  /** The text in a column of the current row. */
  String text(String column) throws SheetRefusedException {
    String text = row.get(places.get(column)).strip();
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw refused(column, "holds a control character: remove it.");
    }
    return text;
  }

  /** The text in a column of the current row, which must not be empty. */
  String needed(String column) throws SheetRefusedException {
    String text = text(column);
    if (text.isEmpty()) {
      throw refused(column, "is empty.");
    }
    return text;
  }

  /** A name found in a column, which must not contain invisible characters. */
  String visible(String column, String name) throws SheetRefusedException {
    if (InvisibleCharacters.areIn(name)) {
      throw refused(column, "contains an invisible character: remove it.");
    }
    return name;
  }

  /** The number in a column of the current row, which must be above zero. */
  BigDecimal number(String column) throws SheetRefusedException {
    return number(column, needed(column));
  }

  /** Parses a number found in a column, which must be above zero. */
  BigDecimal number(String column, String text) throws SheetRefusedException {
    boolean plain = text.length() <= NUMBER_MOST && text.chars().allMatch(Columns::isPlain);
    try {
      BigDecimal number = plain ? new BigDecimal(text) : BigDecimal.ZERO;
      if (number.signum() > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw refused(column, NOT_A_NUMBER);
    }
    throw refused(column, NOT_A_NUMBER);
  }

  private static boolean isPlain(int c) {
    return c == '.' || (c >= '0' && c <= '9');
  }

  /** A refusal for the current row. */
  SheetRefusedException refused(String column, String what) {
    return new SheetRefusedException(csv.line(), column, what);
  }
}
