package cloud.reseller.kit.publicapi;

import java.sql.SQLException;

/**
 * A failure stripped of its messages, for logging: it keeps exception types and stack traces.
 * Messages may quote a request or a row, and names in them.
 */
final class RedactedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Maximum depth when following causes, which may form a cycle. */
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
