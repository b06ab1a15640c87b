package cloud.reseller.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * An answer of the gateway itself, in the public error form.
 *
 * @param data machine-readable details, such as the name of the header
 * @param retryAfter seconds after which to retry, if known
 */
record PublicError(
    int status, String code, String description, List<String> data, OptionalInt retryAfter) {

  /** The same answer as that of the services. */
  static final PublicError UNAUTHENTICATED =
      new PublicError(
          401,
          "Unauthenticated",
          "A valid bearer token is needed. Get a new one from the sign-in service and send it in"
              + " the header Authorization.",
          List.of("Authorization"),
          never());

  static final PublicError NOT_FOUND =
      new PublicError(
          404,
          "NotFound",
          "No such address. Check the path; it begins with /v1/.",
          List.of("address"),
          never());

  /** The answer of the management port. */
  static final PublicError NOT_FOUND_HERE =
      new PublicError(
          404,
          "NotFound",
          "No such address. This port has /q/health and /q/metrics.",
          List.of("address"),
          never());

  static final PublicError FULL =
      new PublicError(
          503,
          "ServiceUnavailable",
          "There is no room for more bodies at the moment. Send this one again, with the same"
              + " MS-RequestId, after the time in Retry-After.",
          List.of(),
          OptionalInt.of(5));

  static final PublicError TOO_MANY_CALLS =
      new PublicError(
          503,
          "TooManyCalls",
          "Your address has reached its limit of concurrent calls. Nothing was done for this call:"
              + " take the answers of the others, and send it again with the same MS-RequestId"
              + " after the time in Retry-After.",
          List.of(),
          OptionalInt.of(5));

  static final PublicError SERVICE_DOWN =
      new PublicError(
          503,
          "ServiceUnavailable",
          "The service behind this address cannot be reached. Try again with the same MS-RequestId"
              + " after the time in Retry-After.",
          List.of(),
          OptionalInt.of(5));

  static final PublicError SERVICE_BROKE =
      new PublicError(
          502,
          "BadGateway",
          "The service behind this address ended the call without an answer. Whether it did"
              + " anything is unknown: ask again with the same MS-RequestId.",
          List.of(),
          never());

  static final PublicError SERVICE_SILENT =
      new PublicError(
          504,
          "OutcomeUnknown",
          "No answer in time. The outcome is unknown, ask again with the same MS-RequestId.",
          List.of(),
          never());

  static final PublicError TOO_LARGE_FOR_HTTP_1_0 =
      new PublicError(
          505,
          "VersionNotSupported",
          "The answer is too large for HTTP/1.0. Ask again with HTTP/1.1.",
          List.of(),
          never());

  static PublicError tooLarge(long limit) {
    return new PublicError(
        413,
        "BodyTooLarge",
        "The body is larger than " + limit + " bytes. Send less in one call.",
        List.of("body"),
        never());
  }

  static PublicError tooSlow(Duration within) {
    return new PublicError(
        408,
        "RequestTimeout",
        "The body did not come within "
            + within.toSeconds()
            + " s. Send it again, with the same MS-RequestId, over a faster connection.",
        List.of("body"),
        never());
  }

  private static OptionalInt never() {
    return OptionalInt.empty();
  }

  /** Answers a call that no service answers. */
  void send(HttpServerResponse response, CallIds ids) {
    response.setStatusCode(status);
    head(response.headers(), ids);
    response.end(body());
  }

  private void head(MultiMap headers, CallIds ids) {
    headers.set(HttpHeaders.CONTENT_TYPE, "application/json");
    headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    headers.set(CallIds.REQUEST_ID, ids.requestId());
    headers.set(CallIds.CORRELATION_ID, ids.correlationId());
    if (status == UNAUTHENTICATED.status) {
      headers.set("WWW-Authenticate", "Bearer");
    }
    retryAfter.ifPresent(seconds -> headers.set("Retry-After", Integer.toString(seconds)));
  }

  private Buffer body() {
    return new JsonObject()
        .put("code", code)
        .put("description", description)
        .put("data", new JsonArray(data))
        .put("source", "gateway")
        .toBuffer();
  }
}
