package cloud.reseller.permissions.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTest {

  @ParameterizedTest
  @EnumSource
  void a_refusal_is_found_by_its_code_alone(Refusal refusal) {
    assertThat(Refusal.of(refusal.code())).contains(refusal);
  }

  @ParameterizedTest
  @EnumSource
  void a_refusal_says_in_sentences_what_is_wrong(Refusal refusal) {
    assertThat(refusal.text()).endsWith(".");
  }

  @Test
  void a_code_of_the_mechanism_is_not_one_of_ours() {
    assertThat(Refusal.of("RequestIdReused")).isEmpty();
  }
}
