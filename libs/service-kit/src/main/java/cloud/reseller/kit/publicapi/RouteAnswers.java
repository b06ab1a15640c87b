package cloud.reseller.kit.publicapi;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** The public form on a route that is no resource: the two ids, and errors. */
public final class RouteAnswers {

  private RouteAnswers() {}

  /**
   * Gives the call its two ids and answers with them.
   *
   * @throws ProblemException if one was sent that is no GUID; the call has one of ours then
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
   * Ends the call.
   *
   * @param source the service that answers
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
