package cloud.reseller.kit.publicapi;

import java.sql.SQLException;

/**
 * A failure without its messages, for logs: where it happened and of what kind it is. Messages may
 * quote what a caller sent or a row holds, names among it.
 */
final class RedactedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Causes may form a circle. */
  private static final int DEEPEST = 8;

  private RedactedException(String kind, Throwable cause) {
    super(kind, cause);
  }

  static Throwable of(Throwable failure) {
    return of(failure, DEEPEST);
  }

  private static Throwable of(Throwable failure, int depth) {
    Throwable cause = failure.getCause();
    Throwable same =
        new RedactedException(
            kind(failure), cause == null || depth == 0 ? null : of(cause, depth - 1));
    same.setStackTrace(failure.getStackTrace());
    return same;
  }

  private static String kind(Throwable failure) {
    String name = failure.getClass().getName();
    return failure instanceof SQLException sql ? name + ", SQL state " + sql.getSQLState() : name;
  }

  @Override
  public String toString() {
    return getMessage();
  }
}
