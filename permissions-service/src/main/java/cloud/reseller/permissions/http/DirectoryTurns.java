package cloud.reseller.permissions.http;

import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.tenant.WaitingCalls;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Queues calls that change people, since the directory has one writer at a time. The calls of one
 * tenant can never fill the queue, so that other tenants are still served.
 */
@Singleton
class DirectoryTurns {

  private static final Duration COME_BACK = Duration.ofSeconds(2);

  private final WaitingCalls waiting = new WaitingCalls(16, 8);

  /**
   * Does the work in turn.
   *
   * @param askedBy the tenant of the caller, or the operator who calls
   * @throws cloud.reseller.kit.publicapi.ProblemException 503 if too many calls wait; nothing is
   *     written then
   */
  <T> T take(String askedBy, Supplier<T> work) {
    if (!waiting.enter(askedBy)) {
      throw ErrorCode.UNAVAILABLE
          .because(
              "Too many changes of people wait. Nothing was written; try again with the same"
                  + " MS-RequestId after the time in Retry-After.")
          .retryAfter(COME_BACK);
    }
    try {
      return work.get();
    } finally {
      waiting.leave(askedBy);
    }
  }
}
