package cloud.reseller.kit.tenant;

import cloud.reseller.kit.caller.Caller.Member;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.runtime.LogRuntime;
import cloud.reseller.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Stands before everything that writes about a customer: a stranger's call ends here and leaves no
 * trace. A customer that the view knows to be the caller's goes on at once, because a customer
 * never changes its partner. For any other the view may only be late, so the call waits until the
 * view holds all that stands in the log now, then looks again. Another's customer and none at all
 * go the same way to the same answer.
 */
@Singleton
public class TenantGate {

  private static final Duration WITHIN = Duration.ofSeconds(2);
  private static final Duration COME_BACK = Duration.ofSeconds(2);

  /** How a call that did not go on at once ended. */
  private enum End {
    PASSED,
    NOT_FOUND,
    LATE,
    BUSY
  }

  /** Waits until the view holds all that stands in the log about a customer now. */
  interface Level {
    boolean reached(String customerId, Duration limit) throws InterruptedException;
  }

  private final Level level;
  private final MeterRegistry metrics;

  /** Who waits holds a thread and the database others need. */
  private final WaitingCalls waiting;

  @Inject
  TenantGate(
      LogRuntime log,
      @ConfigProperty(name = "reseller.tenants.waiting", defaultValue = "32") int most,
      @ConfigProperty(name = "reseller.tenants.waiting-of-one", defaultValue = "8")
          int mostOfOneTenant,
      MeterRegistry metrics) {
    this(
        (customerId, limit) -> log.viewsHold(Topics.PERMISSION_EVENTS, customerId, limit),
        most,
        mostOfOneTenant,
        metrics);
  }

  TenantGate(Level level, int most, int mostOfOneTenant, MeterRegistry metrics) {
    if (mostOfOneTenant < 1 || most < mostOfOneTenant) {
      throw new IllegalArgumentException(
          "reseller.tenants.waiting-of-one must be 1 or more and reseller.tenants.waiting no less: "
              + mostOfOneTenant
              + ", "
              + most);
    }
    this.level = level;
    this.waiting = new WaitingCalls(most, mostOfOneTenant);
    this.metrics = metrics;
    for (End end : End.values()) {
      count(end, 0);
    }
  }

  /**
   * The customer, if it is the caller's.
   *
   * @param own the customer as the view has it, and only if it is the caller's; asked once or twice
   * @throws cloud.reseller.kit.publicapi.ProblemException 404/60003 for another's and for none; 503
   *     if the view does not get level in time, with nothing written
   */
  public <C> C pass(Member caller, String customerId, Supplier<Optional<C>> own) {
    Optional<C> known = own.get();
    if (known.isPresent()) {
      return known.get();
    }
    if (!waiting.enter(caller.tenantId())) {
      count(End.BUSY, 1);
      throw unknown();
    }
    try {
      if (!level.reached(customerId, WITHIN)) {
        count(End.LATE, 1);
        throw unknown();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown();
    } finally {
      waiting.leave(caller.tenantId());
    }
    Optional<C> found = own.get();
    count(found.isPresent() ? End.PASSED : End.NOT_FOUND, 1);
    return found.orElseThrow(CurrentCaller::customerNotFound);
  }

  private void count(End end, int calls) {
    metrics.counter("tenant.gate", "end", end.name().toLowerCase(Locale.ROOT)).increment(calls);
  }

  private static RuntimeException unknown() {
    return ErrorCode.UNAVAILABLE
        .because(
            "It could not be established in time whether the customer is yours. Nothing was"
                + " written; try again"
                + " with the same MS-RequestId after the time in Retry-After.",
            "customerId")
        .retryAfter(COME_BACK);
  }
}
