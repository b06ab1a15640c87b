package cloud.reseller.kit.publicapi;

import cloud.reseller.log.command.Command;
import cloud.reseller.log.topics.Topic;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The ids of the current call (C4). Both are GUIDs in lower case, and both are echoed. */
@RequestScoped
public class RequestHeaders {

  /** The same value on a retry, a new one after any answer. */
  public static final String REQUEST_ID = "MS-RequestId";

  /** Correlates everything that one call causes. */
  public static final String CORRELATION_ID = "MS-CorrelationId";

  /** A record with its key, headers and framing must fit into an input. */
  private static final int BODY_MOST = Topic.MAX_INPUT_BYTES - 8 * 1024;

  private final RoutingContext http;

  @Inject
  RequestHeaders(RoutingContext http) {
    this.http = http;
  }

  /** MS-RequestId as sent, or a new one. */
  public String requestId() {
    return http.get(REQUEST_ID);
  }

  /** MS-RequestId if it was sent; without it a call cannot be retried as the same request. */
  public Optional<String> sentRequestId() {
    return http.request().getHeader(REQUEST_ID) == null
        ? Optional.empty()
        : Optional.of(requestId());
  }

  /** MS-CorrelationId as sent, or a new one. */
  public String correlationId() {
    return http.get(CORRELATION_ID);
  }

  /** W3C trace context of the current span; an empty string if there is none. */
  public String traceparent() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid()
        ? "00-" + span.getTraceId() + '-' + span.getSpanId() + '-' + span.getTraceFlags().asHex()
        : "";
  }

  /**
   * A command for this call; its id is MS-RequestId, so that a retry is answered with the first
   * outcome.
   *
   * @param key the customer whose partition decides it
   * @param type stable type name
   * @param body identical bytes on every retry: nothing in it may differ between attempts
   * @throws ProblemException if the body is larger than a command may be
   */
  public Command command(String key, String type, byte[] body) {
    return command(key, requestId(), type, body);
  }

  /** The same for one of several commands of this call, each with an id of its own. */
  public Command command(String key, String id, String type, byte[] body) {
    if (body.length > BODY_MOST) {
      throw ErrorCode.BODY_TOO_LARGE.because(
          "The request holds more than " + BODY_MOST + " bytes. Shorten its texts and lists.",
          "body");
    }
    return new Command(key, id, type, body, correlationId(), traceparent());
  }
}
