package cloud.reseller.kit.publicapi;

import cloud.reseller.events.Guid;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.MDC;

/**
 * Gives every call its two ids before anything else handles it, so that even the answer to a
 * refused token carries them.
 */
@Singleton
class RequestIds {

  /** Before authentication and routing, whose answers must carry the ids too. */
  private static final int FIRST = 10_000;

  private final String source;

  @Inject
  RequestIds(@ConfigProperty(name = "quarkus.application.name") String source) {
    this.source = source;
  }

  void register(@Observes Filters filters) {
    filters.register(this::identify, FIRST);
  }

  private void identify(RoutingContext http) {
    // The correlation id first, because the refusal of an invalid MS-RequestId carries it.
    boolean good = identify(http, RequestHeaders.CORRELATION_ID);
    MDC.put("correlationId", http.<String>get(RequestHeaders.CORRELATION_ID));
    if (identify(http, RequestHeaders.REQUEST_ID) && good) {
      http.next();
    } else {
      refuse(http, good ? RequestHeaders.REQUEST_ID : RequestHeaders.CORRELATION_ID);
    }
  }

  /** Returns false if the header was sent but is not a GUID; the call then gets a generated one. */
  static boolean identify(RoutingContext http, String header) {
    String sent = http.request().getHeader(header);
    var guid = Guid.parse(sent);
    String id = guid.orElseGet(() -> UUID.randomUUID().toString());
    http.put(header, id);
    http.response().putHeader(header, id);
    return sent == null || guid.isPresent();
  }

  private void refuse(RoutingContext http, String header) {
    RequestGuards.send(
        http,
        ErrorCode.INVALID_HEADER.because(
            header + " must be a GUID. Send one, or leave the header out.", header),
        source);
  }
}
