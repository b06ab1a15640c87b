package cloud.reseller.gateway;

import cloud.reseller.http.SentId;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.UUID;

/**
 * MS-RequestId and MS-CorrelationId of a call. Missing ones are generated here, so that the service
 * and the gateway's own errors name the same ids. Ids that were sent are passed on unchanged, even
 * if they are not GUIDs, which the service refuses.
 */
record CallIds(String requestId, String correlationId) {

  static final String REQUEST_ID = "MS-RequestId";
  static final String CORRELATION_ID = "MS-CorrelationId";

  static CallIds of(HttpServerRequest call) {
    return new CallIds(id(call.getHeader(REQUEST_ID)), id(call.getHeader(CORRELATION_ID)));
  }

  /** Adds the ids that the caller did not send. */
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
