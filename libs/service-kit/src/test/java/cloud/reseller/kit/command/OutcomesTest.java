package cloud.reseller.kit.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cloud.reseller.events.CommandParked;
import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.CommandRepeated;
import cloud.reseller.events.EventJson;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.command.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class OutcomesTest {

  private static final String CUSTOMER = "22222222-2222-4222-8222-222222222222";
  private static final String REQUEST = "33333333-3333-4333-8333-333333333333";

  @Test
  void an_accepted_command_leads_to_its_fact() {
    var fact = new CommandRepeated(CUSTOMER, REQUEST, "permission-events/1@7");

    assertThat(Outcomes.accepted(decided(fact), OutcomesTest::own)).isEqualTo(fact);
  }

  @Test
  void a_refusal_of_the_service_is_the_services_answer() {
    ProblemException answer = refused("PolicyExists");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("600041");
  }

  @Test
  void a_reused_request_id_is_named() {
    ProblemException answer = refused("RequestIdReused");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("RequestIdReused");
    assertThat(answer.getMessage()).startsWith("MS-RequestId");
  }

  @Test
  void an_unreadable_fact_is_named_by_its_position() {
    ProblemException answer = refused("FactsUnreadable");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.problem("s").data()).containsExactly("permission-events/1@5");
    assertThat(answer.retryAfter()).contains(Duration.ofMinutes(1));
  }

  @Test
  void one_request_too_many_is_told_to_come_back_much_later() {
    ProblemException answer = refused("TooManyRequests");

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.code()).isEqualTo("TooManyRequests");
    assertThat(answer.getMessage()).contains("same MS-RequestId");
    assertThat(answer.problem("s").data()).containsExactly("there is one");
    assertThat(answer.retryAfter()).contains(Duration.ofHours(1));
  }

  @Test
  void what_cannot_be_read_is_answered_alike_by_every_service() {
    for (String code : List.of("TypeUnknown", "BodyUnreadable")) {
      ProblemException answer = refused(code);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("InvalidBody");
      assertThat(answer.getMessage()).isEqualTo("there is one");
      assertThat(answer.problem("s").data()).containsExactly(code);
    }
  }

  @Test
  void a_wrong_partition_is_a_failure_of_ours() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Outcomes.accepted(decided(refusal("WrongPartition")), OutcomesTest::own));
  }

  @Test
  void a_parked_command_names_the_request() {
    ProblemException answer =
        problem(decided(new CommandParked(CUSTOMER, REQUEST, "Grant.v1", "NullPointerException")));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.code()).isEqualTo("CommandParked");
    assertThat(answer.problem("s").data()).containsExactly(REQUEST);
    assertThat(answer.getMessage()).doesNotContain("NullPointerException");
  }

  @Test
  void an_unknown_outcome_is_asked_for_again_under_the_same_id() {
    ProblemException answer = problem(new Answer.Unknown());

    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.getMessage()).contains("unknown, ask again with the same MS-RequestId");
  }

  @Test
  void an_unreachable_log_says_when_to_come_back() {
    ProblemException answer = problem(new Answer.Unavailable());

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.retryAfter()).contains(Duration.ofSeconds(5));
  }

  private static ProblemException own(CommandRefused refused) {
    return ErrorCode.POLICY_EXISTS.because(refused.text());
  }

  private static ProblemException refused(String code) {
    return problem(decided(refusal(code)));
  }

  private static CommandRefused refusal(String code) {
    return new CommandRefused(
        CUSTOMER,
        REQUEST,
        "Grant.v1",
        code,
        "there is one",
        "permission-events/1@5",
        Optional.empty());
  }

  private static ProblemException problem(Answer answer) {
    return catchThrowableOfType(
        ProblemException.class, () -> Outcomes.accepted(answer, OutcomesTest::own));
  }

  private static Answer decided(Object event) {
    var written =
        new ConsumerRecord<>(
            "permission-events",
            1,
            9L,
            CUSTOMER.getBytes(StandardCharsets.UTF_8),
            EventJson.write(event));
    written.headers().add("ce_type", EventJson.typeName(event).getBytes(StandardCharsets.UTF_8));
    return new Answer.Decided(new LogRecord(written));
  }
}
