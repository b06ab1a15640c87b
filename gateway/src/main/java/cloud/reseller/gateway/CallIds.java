package cloud.reseller.gateway;

import cloud.reseller.http.SentId;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.UUID;

/**
 * MS-RequestId and MS-CorrelationId of a call. Missing ones are made here, so that the service and
 * an error of the door's own name the same ones. What was sent is passed on as it is, also if it is
 * no GUID: the service refuses it.
 */
record CallIds(String requestId, String correlationId) {

  static final String REQUEST_ID = "MS-RequestId";
  static final String CORRELATION_ID = "MS-CorrelationId";

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
    return Optional.ofNullable(sent)
        .flatMap(SentId::parse)
        .orElseGet(() -> UUID.randomUUID().toString());
  }
}
