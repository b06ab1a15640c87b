package cloud.reseller.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * MS-RequestId and MS-CorrelationId of a call. Missing ones are made here, so that the service and
 * an error of the door's own name the same ones. What was sent is passed on as it is, also if it is
 * no GUID: the service refuses it.
 */
record CallIds(String requestId, String correlationId) {

  static final String REQUEST_ID = "MS-RequestId";
  static final String CORRELATION_ID = "MS-CorrelationId";

  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  static CallIds of(HttpServerRequest call) {
    return new CallIds(id(call.getHeader(REQUEST_ID)), id(call.getHeader(CORRELATION_ID)));
  }

  /** Adds those the caller did not send. */
  void addMissing(MultiMap headers) {
    if (!headers.contains(REQUEST_ID)) {
      headers.set(REQUEST_ID, requestId);
    }
    if (!headers.contains(CORRELATION_ID)) {
      headers.set(CORRELATION_ID, correlationId);
    }
  }

  private static String id(String sent) {
    return sent != null && GUID.matcher(sent).matches()
        ? sent.toLowerCase(Locale.ROOT)
        : UUID.randomUUID().toString();
  }
}
