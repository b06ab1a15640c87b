package cloud.reseller.kit.publicapi;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** The public form for routes that are not JAX-RS resources: the two ids, and errors. */
public final class RouteAnswers {

  private RouteAnswers() {}

  /**
   * Gives the call its two ids and adds them to the answer.
   *
   * @throws ProblemException if one was sent that is not a GUID; the call then has a generated one
   */
  public static void identify(RoutingContext http) {
    for (String header : new String[] {RequestHeaders.CORRELATION_ID, RequestHeaders.REQUEST_ID}) {
      if (!RequestIds.identify(http, header)) {
        throw ErrorCode.INVALID_HEADER.because(
            header + " must be a GUID. Send one, or leave the header out.", header);
      }
    }
  }

  /**
   * Ends the call with an error.
   *
   * @param source the answering service
   */
  public static void refuse(RoutingContext http, ProblemException why, String source) {
    http.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    why.retryAfter()
        .ifPresent(
            after ->
                http.response()
                    .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(after.toSeconds())));
    RequestGuards.send(http, why, source);
  }
}
