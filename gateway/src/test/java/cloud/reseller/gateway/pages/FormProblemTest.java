package cloud.reseller.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class FormProblemTest {

  private static final String SENT = UUID.randomUUID().toString();

  private static FormProblem refused(int status) {
    return FormProblem.of(
        new Part.Refused<>(new Refusal(status, "Code", "words", "correlation")),
        SENT,
        refusal -> "why: " + refusal.description(),
        "unknown");
  }

  @Test
  void a_form_whose_outcome_is_unknown_is_sent_again_under_the_same_id() {
    FormProblem problem = FormProblem.of(new Part.Missing<>(), SENT, _ -> "", "unknown");

    assertThat(problem).isEqualTo(new FormProblem(503, "unknown", "", SENT));
  }

  @Test
  void a_form_that_was_refused_is_another_request_when_it_is_sent_again() {
    assertThat(refused(409).request()).isNotEqualTo(SENT);
    assertThat(refused(409).text()).isEqualTo("why: words");
    assertThat(refused(409).details()).isEqualTo("Code correlation");
  }

  @Test
  void a_refused_form_is_a_bad_request_unless_the_role_does_not_allow_it() {
    assertThat(refused(409).status()).isEqualTo(400);
    assertThat(refused(403).status()).isEqualTo(403);
  }

  @Test
  void before_a_form_is_sent_there_is_no_problem() {
    assertThat(FormProblem.none().isThere()).isFalse();
    assertThat(FormProblem.none().request()).isNotEqualTo(FormProblem.none().request());
  }
}
