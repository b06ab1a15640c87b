package cloud.reseller.reservations.catalogue;

import cloud.reseller.kit.runtime.LogRuntime;
import cloud.reseller.log.Position;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Lets answers to publications wait briefly, so that callers can read what they published. */
@Singleton
class PublishedInViews {

  private static final Duration MOST = Duration.ofSeconds(2);

  private final LogRuntime log;
  private final Counter late;

  @Inject
  PublishedInViews(LogRuntime log, MeterRegistry metrics) {
    this.log = log;
    this.late =
        Counter.builder("catalogue.view.late")
            .description("publications answered before the view showed them")
            .register(metrics);
  }

  /** Waits until the views have applied a publication, or until the time limit. */
  void waitFor(Position publication) {
    try {
      boolean seen =
          log.projections().isPresent() && log.projections().get().waitFor(publication, MOST);
      if (!seen) {
        late.increment();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      late.increment();
    }
  }
}
