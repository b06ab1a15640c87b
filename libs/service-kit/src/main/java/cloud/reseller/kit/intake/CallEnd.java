package cloud.reseller.kit.intake;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a call: it was answered, or its sender is gone. What a call holds is given back here
 * and nowhere else. Vert.x tells the end once, and only those who asked before and on the call's
 * event loop; a thread that looks at the caller may come after it.
 */
final class CallEnd {

  private static final String KEY = CallEnd.class.getName();

  private final List<Runnable> releases = new ArrayList<>();
  private boolean over;

  private CallEnd() {}

  /** The end of a call. */
  static CallEnd of(RoutingContext http) {
    return http.get(KEY);
  }

  /**
   * Runs something once when the call is over, or now if it is.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException the call is over and need not go on
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

  /** Watches every call from its beginning. */
  @Singleton
  static class Watch {

    /** Before whatever leaves the event loop, and told before {@link UnreadBodies}. */
    private static final int EARLY = UnreadBodies.FIRST - 100;

    void register(@Observes Filters filters) {
      filters.register(Watch::watch, EARLY);
    }

    private static void watch(RoutingContext http) {
      CallEnd end = new CallEnd();
      http.put(KEY, end);
      http.addEndHandler(_ -> end.end());
      // A call that waited behind another one of a connection that is gone.
      if (http.response().closed()) {
        end.end();
      }
      http.next();
    }
  }
}
