package cloud.reseller.reservations.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTest {

  /** They stand in outcomes: other words would make a decision that is taken again another one. */
  @Test
  void released_codes_and_texts_are_the_approved_ones_in_the_order_of_the_checks()
      throws Exception {
    assertThat(Arrays.stream(Refusal.values()).map(r -> r.code() + ": " + r.text()))
        .containsExactlyElementsOf(Files.readAllLines(Path.of("src/test/resources/refusals.txt")));
  }

  @ParameterizedTest
  @EnumSource
  void code_and_text_find_the_refusal_whatever_values_the_text_mentions(Refusal refusal) {
    assertThat(Refusal.of(refusal.code(), refusal.text("90", "USD"))).contains(refusal);
    assertThat(Refusal.of(refusal.code(), "other words").map(Refusal::code))
        .contains(refusal.code());
  }

  @Test
  void a_code_of_the_mechanism_finds_no_refusal() {
    assertThat(Refusal.of("RequestIdReused", "")).isEqualTo(Optional.empty());
  }

  @Test
  void a_text_mentions_its_values_wherever_it_names_them() {
    assertThat(Refusal.LIMIT_CURRENCY_MISMATCH.text("EUR", "USD"))
        .isEqualTo(
            "The purchase limit is in EUR and this market is priced in USD: ask the partner to set"
                + " the limit in USD.");
  }
}
