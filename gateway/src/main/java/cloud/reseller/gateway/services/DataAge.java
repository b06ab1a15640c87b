package cloud.reseller.gateway.services;

import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** How old what a page shows is: that of the oldest answer it is made of. */
@RequestScoped
public class DataAge {

  private final AtomicReference<Instant> oldest = new AtomicReference<>();

  /** An answer holds everything up to this time. */
  void seen(Instant asOf) {
    oldest.accumulateAndGet(
        asOf, (known, other) -> known == null || other.isBefore(known) ? other : known);
  }

  /** The age; empty if no answer said it. */
  public Optional<Duration> at(Instant now) {
    return Optional.ofNullable(oldest.get()).map(asOf -> Duration.between(asOf, now));
  }
}
