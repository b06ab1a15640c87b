package cloud.reseller.kit.intake;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Holds a call that asks for it until its sender is gone. */
@Singleton
class WaitsUntilGone implements Admission {

  static final String HEADER = "X-Wait-Until-Gone";

  private final CurrentVertxRequest current;
  private final Semaphore came = new Semaphore(0);
  private final AtomicInteger calls = new AtomicInteger();

  @Inject
  WaitsUntilGone(CurrentVertxRequest current) {
    this.current = current;
  }

  @Override
  public void admit(Call call) {
    RoutingContext http = current.getCurrent();
    if (http.request().headers().contains(HEADER)) {
      calls.incrementAndGet();
      came.release();
      Awaitility.await().until(() -> http.response().closed());
      calls.decrementAndGet();
    }
  }

  void awaitOne() {
    came.acquireUninterruptibly();
  }

  int calls() {
    return calls.get();
  }
}
