package cloud.reseller.reservations.catalogue;

/** Thrown for a sheet that cannot be imported; nothing of it is published. */
final class SheetRefusedException extends Exception {

  private final long line;
  private final String column;

  /**
   * A refusal that says what is wrong and what to do.
   *
   * @param line number of the line in the file, from 1
   * @param column name of the column; an empty string if the line as a whole is wrong
   */
  SheetRefusedException(long line, String column, String what) {
    super(
        "Line " + line + (column.isEmpty() ? "" : ", column " + column) + ": " + what,
        null,
        false,
        false);
    this.line = line;
    this.column = column;
  }

  long line() {
    return line;
  }

  String column() {
    return column;
  }
}
