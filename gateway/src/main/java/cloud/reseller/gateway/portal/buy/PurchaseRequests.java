package cloud.reseller.gateway.portal.buy;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.EventJson;
import cloud.reseller.events.PurchaseRequest;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
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
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final MutinyEmitter<byte[]> requests;

  @Inject
  PurchaseRequests(@Channel("purchase-requests") MutinyEmitter<byte[]> requests) {
    this.requests = requests;
  }

  /**
   * Publishes a request.
   *
   * @return whether it is in the log; if not, it may get there later, and can be published again
   */
  boolean publish(UUID id, PurchaseRequest request) {
    try {
      requests.sendMessage(message(id, request)).await().atMost(PATIENCE);
      return true;
    } catch (RuntimeException failed) {
      LOG.warn("a purchase request may not be in the log: {}", failed.getClass().getSimpleName());
      return false;
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
