package cloud.reseller.permissions.http;

import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.tenant.WaitingCalls;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Lets calls that change people wait for their turn: the directory is written by one at a time. One
 * tenant's calls never fill the queue, so that it keeps no other one from being served.
 */
@Singleton
class DirectoryTurns {

  private static final Duration COME_BACK = Duration.ofSeconds(2);

  private final WaitingCalls waiting = new WaitingCalls(16, 8);

  /**
   * Does the work.
   *
   * @param askedBy the tenant of whoever asks, or the operator who does
   * @throws cloud.reseller.kit.publicapi.ProblemException 503 if too many calls wait, with nothing
   *     written
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
