package cloud.reseller.gateway.pages;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;

/**
 * How long one page still waits for the services. The time is that of the page, however many
 * questions it has: its questions are asked side by side, but waited for one after the other.
 */
@RequestScoped
@Unremovable
class Patience {

  /** What a page waits in all. */
  static final Duration IN_ALL = Duration.ofMillis(2500);

  /** When the page began to wait for its first answer. */
  private final long since = System.nanoTime();

  /** What is left of it; outside a page, all of it. */
  static Duration left() {
    ArcContainer container = Arc.container();
    return container != null && container.requestContext().isActive()
        ? container.instance(Patience.class).get().rest()
        : IN_ALL;
  }

  Duration rest() {
    Duration rest = IN_ALL.minusNanos(System.nanoTime() - since);
    return rest.isNegative() ? Duration.ZERO : rest;
  }
}
