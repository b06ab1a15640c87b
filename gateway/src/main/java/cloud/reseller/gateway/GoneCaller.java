package cloud.reseller.gateway;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends a call to a service when its caller goes away, unless the service's answer is over: the
 * connection belongs to another call by then, and resetting this one would close it.
 */
final class GoneCaller {

  private GoneCaller() {}

  static void ends(HttpServerResponse answer, HttpClientRequest sent) {
    AtomicBoolean over = new AtomicBoolean();
    sent.response().onSuccess(whole -> whole.end().onSuccess(_ -> over.set(true)));
    answer.exceptionHandler(
        gone -> {
          if (!over.get()) {
            sent.reset(0, gone);
          }
        });
  }
}
