package cloud.reseller.kit.publicapi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Ends a call with an answer in the public error form. Has no stack trace, because it is not a
 * failure of the service.
 */
public final class ProblemException extends RuntimeException {

  private final int status;
  private final String code;
  private final List<String> data;
  private final Optional<Duration> retryAfter;

  private ProblemException(
      int status, String code, String description, List<String> data, Optional<Duration> after) {
    super(description, null, false, false);
    this.status = status;
    this.code = code;
    this.data = data;
    this.retryAfter = after;
  }

  /**
   * A problem whose code is not in {@link ErrorCode}, such as a service's own refusal.
   *
   * @param status HTTP status, 400 to 599
   */
  public static ProblemException of(int status, String code, String description, String... data) {
    return new ProblemException(status, code, description, List.of(data), Optional.empty());
  }

  /** The same problem with a Retry-After. */
  public ProblemException retryAfter(Duration duration) {
    return new ProblemException(status, code, getMessage(), data, Optional.of(duration));
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** Stable code. */
  public String code() {
    return code;
  }

  /** When to retry, if known. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** The body. */
  public Problem problem(String source) {
    return new Problem(code, getMessage(), data, source);
  }
}
