package cloud.reseller.gateway.pages;

import cloud.reseller.throttle.LogThrottle;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever runs the gateway that pages lack parts, and why, without repeating what they are.
 */
final class MissingParts {

  private static final Logger LOG = LoggerFactory.getLogger(MissingParts.class);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final Map<String, LogThrottle> KINDS = new ConcurrentHashMap<>();

  private MissingParts() {}

  /** Writes a line, at most one per 10 s and kind. */
  static void note(Throwable why) {
    Throwable cause = why;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String kind = cause.getClass().getSimpleName();
    KINDS
        .computeIfAbsent(kind, _ -> new LogThrottle(BETWEEN_LINES, System::nanoTime))
        .ifDue(suppressed -> LOG.warn("a part of a page is missing: {}{}", kind, suppressed));
  }
}
