package cloud.reseller.gateway.portal.requests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DecidedRequestsTest {

  private static final String REQUEST = "0f8fad5b-d9cb-469f-a165-70867728950e";
  private static final Duration LONG = Duration.ofMinutes(1);

  private final DecidedRequests decided = new DecidedRequests();

  private static ConsumerRecord<byte[], byte[]> outcomeOf(String request) {
    ConsumerRecord<byte[], byte[]> outcome =
        new ConsumerRecord<>("purchase-outcomes", 0, 0, new byte[0], new byte[0]);
    outcome.headers().add("ce_causationid", request.getBytes(UTF_8));
    return outcome;
  }

  @Test
  void everybody_who_waits_for_the_request_is_woken_and_nobody_else() throws Exception {
    try (var first = decided.begin(REQUEST);
        var second = decided.begin(REQUEST.toUpperCase());
        var other = decided.begin(UUID.randomUUID().toString())) {
      decided.arrived(outcomeOf(REQUEST));

      assertThat(first.within(LONG)).isTrue();
      assertThat(second.within(LONG)).isTrue();
      assertThat(other.within(Duration.ZERO)).isFalse();
      assertThat(first.within(Duration.ZERO)).isFalse();
    }
  }

  @Test
  void a_decision_between_subscribing_and_waiting_is_not_missed() throws Exception {
    try (var waiting = decided.begin(REQUEST)) {
      decided.arrived(outcomeOf(REQUEST));
      decided.arrived(outcomeOf(REQUEST));

      assertThat(waiting.within(LONG)).isTrue();
      assertThat(waiting.within(Duration.ZERO)).isFalse();
    }
  }

  @Test
  void who_waits_no_longer_is_forgotten() {
    try (var first = decided.begin(REQUEST)) {
      try (var second = decided.begin(REQUEST)) {
        assertThat(second).isNotSameAs(first);
      }
      assertThat(decided.awaited()).isEqualTo(1);
    }
    assertThat(decided.awaited()).isZero();
  }

  @Test
  void a_record_without_a_cause_or_value_disturbs_nobody() throws Exception {
    try (var waiting = decided.begin(REQUEST)) {
      decided.arrived(new ConsumerRecord<>("purchase-outcomes", 0, 0, null, null));
      ConsumerRecord<byte[], byte[]> empty = outcomeOf("");
      empty.headers().add("ce_causationid", null);
      decided.arrived(empty);

      assertThat(waiting.within(Duration.ZERO)).isFalse();
      decided.arrived(outcomeOf(REQUEST));
      assertThat(waiting.within(LONG)).isTrue();
    }
  }
}
