package cloud.reseller.gateway.portal.buy;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.EventJson;
import cloud.reseller.events.PurchaseRequest;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes purchase requests, as the customer portal alone may. */
@ApplicationScoped
class PurchaseRequests {

  private static final Logger LOG = LoggerFactory.getLogger(PurchaseRequests.class);
  private static final Duration PATIENCE = Duration.ofMillis(2500);

  /** As long as strings of a purchase over HTTP may be, in characters. */
  private static final int MOST_TEXT = 256;

  private final MutinyEmitter<byte[]> requests;
  private final PublishLimit limit;

  @Inject
  PurchaseRequests(
      @Channel("purchase-requests") MutinyEmitter<byte[]> requests, PublishLimit limit) {
    this.requests = requests;
    this.limit = limit;
  }

  /**
   * Publishes a request.
   *
   * @return whether it is in the log; if not, it may get there later, and can be published again
   * @throws ForbiddenException if the session names no customer or no person
   * @throws BadRequestException if a value is longer than any valid one
   * @throws ClientErrorException 429 if the person has published too many
   */
  boolean publish(UUID id, PurchaseRequest request) {
    check(request);
    if (!limit.take(request.requestedBy(), Instant.now())) {
      throw new ClientErrorException(Response.Status.TOO_MANY_REQUESTS);
    }
    try {
      requests.sendMessage(message(id, request)).await().atMost(PATIENCE);
      return true;
    } catch (RuntimeException failed) {
      LOG.warn("a purchase request may not be in the log: {}", failed.getClass().getSimpleName());
      return false;
    }
  }

  /** What is published stays in the log permanently, even if it is refused. */
  private static void check(PurchaseRequest request) {
    if (request.customerId().isEmpty() || request.requestedBy().isEmpty()) {
      throw new ForbiddenException();
    }
    PurchaseRequest.Reservation wanted = request.reservation();
    PurchaseRequest.Properties properties = wanted.properties();
    boolean tooLong =
        Stream.of(
                Stream.of(
                    wanted.sku().name(),
                    wanted.location(),
                    properties.billingScopeId(),
                    properties.term(),
                    properties.billingPlan()),
                properties.displayName().stream(),
                properties.appliedScopes().stream().flatMap(List::stream))
            .flatMap(Function.identity())
            .anyMatch(text -> text.codePointCount(0, text.length()) > MOST_TEXT);
    if (tooLong) {
      throw new BadRequestException();
    }
  }

  private static Message<byte[]> message(UUID id, PurchaseRequest request) {
    return Message.of(
        EventJson.write(request),
        Metadata.of(
            OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(request.customerId())
                .withHeaders(headers(id.toString()))
                .build()));
  }

  private static Headers headers(String id) {
    RecordHeaders headers = new RecordHeaders();
    add(headers, "ce_id", id);
    add(headers, "ce_type", "PurchaseReservation.v1");
    add(headers, "ce_source", "/portal");
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_correlationid", id);
    add(headers, "content-type", "application/json");
    return headers;
  }

  private static void add(RecordHeaders headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }
}
