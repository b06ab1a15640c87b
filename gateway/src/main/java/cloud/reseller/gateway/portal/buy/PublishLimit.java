package cloud.reseller.gateway.portal.buy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Limits how many requests one person can publish within an hour. Every request stays in the log
 * permanently, and those of a user who is not an Owner count towards the customer's requests of a
 * day: without a limit, one user could use up those of all others.
 */
@ApplicationScoped
class PublishLimit {

  private static final Duration WINDOW = Duration.ofHours(1);

  private final int most;
  private final Map<String, Integer> published = new HashMap<>();
  private Instant since = Instant.EPOCH;

  @Inject
  PublishLimit(
      @ConfigProperty(name = "reseller.gateway.purchases-per-hour", defaultValue = "60") int most) {
    this.most = most;
  }

  /** Counts a request of a person; whether it is within the limit. */
  synchronized boolean take(String person, Instant now) {
    if (now.isAfter(since.plus(WINDOW))) {
      published.clear();
      since = now;
    }
    return published.merge(person, 1, Integer::sum) <= most;
  }
}
