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
 * Guards every write about a customer: a call about another tenant's customer ends here and leaves
 * no trace. If the view shows that the customer is the caller's, the call proceeds at once, because
 * a customer never changes its partner. Otherwise the view may merely be behind, so the call waits
 * until the view holds everything that is now in the log, and checks again. Another tenant's
 * customer and a nonexistent one take the same path to the same answer.
 */
@Singleton
public class TenantGate {

  private static final Duration WITHIN = Duration.ofSeconds(2);
  private static final Duration COME_BACK = Duration.ofSeconds(2);

  /** How a call ended that could not proceed at once. */
  private enum End {
    PASSED,
    NOT_FOUND,
    LATE,
    BUSY
  }

  /** Waits until the view holds everything that is now in the log about a customer. */
  interface Level {
    boolean reached(String customerId, Duration limit) throws InterruptedException;
  }

  private final Level level;
  private final MeterRegistry metrics;

  /** Limited because waiting calls occupy threads and database connections. */
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
   * Returns the customer if it is the caller's.
   *
   * @param own looks up the customer in the view, empty unless it is the caller's; called once or
   *     twice
   * @throws cloud.reseller.kit.publicapi.ProblemException 404/60003 for another tenant's customer
   *     or a nonexistent one; 503 if the view does not catch up in time, with nothing written
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
