package cloud.reseller.kit.intake;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a call: it was answered, or its sender is gone. All resources of a call are released
 * here. Vert.x reports the end once, only to handlers registered before it on the call's event
 * loop; a thread that authenticates the caller may be later than that.
 */
final class CallEnd {

  private static final String KEY = CallEnd.class.getName();

  private final List<Runnable> releases = new ArrayList<>();
  private boolean over;

  private CallEnd() {}

  /** The end of this call. */
  static CallEnd of(RoutingContext http) {
    return http.get(KEY);
  }

  /**
   * Runs an action once when the call ends, or immediately if it has ended.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException if the call has ended and need not
   *     continue
   */
  void release(Runnable release) {
    synchronized (this) {
      if (!over) {
        releases.add(release);
        return;
      }
    }
    release.run();
    throw Bodies.incomplete();
  }

  synchronized boolean isOver() {
    return over;
  }

  private void end() {
    List<Runnable> now;
    synchronized (this) {
      over = true;
      now = List.copyOf(releases);
      releases.clear();
    }
    now.forEach(Runnable::run);
  }

  /** Watches every call from its start. */
  @Singleton
  static class Watch {

    /**
     * Before anything leaves the event loop; registered so that it is notified before {@link
     * UnreadBodies}.
     */
    private static final int EARLY = UnreadBodies.FIRST - 100;

    void register(@Observes Filters filters) {
      filters.register(Watch::watch, EARLY);
    }

    private static void watch(RoutingContext http) {
      CallEnd end = new CallEnd();
      http.put(KEY, end);
      http.addEndHandler(_ -> end.end());
      // A pipelined call whose connection closed while it waited for its turn.
      if (http.response().closed()) {
        end.end();
      }
      http.next();
    }
  }
}
