package cloud.reseller.kit.publicapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void a_description_is_cut_at_1024_characters() {
    assertThat(new Problem("c", "x".repeat(1024), List.of(), "s").description())
        .isEqualTo("x".repeat(1024));
    assertThat(new Problem("c", "x".repeat(1025), List.of(), "s").description())
        .isEqualTo("x".repeat(1023) + "…");
  }

  @Test
  void a_character_of_two_units_is_never_cut_in_half() {
    assertThat(new Problem("c", "x".repeat(1022) + "😀".repeat(2), List.of(), "s").description())
        .isEqualTo("x".repeat(1022) + "…");
  }

  @Test
  void every_code_has_one_meaning() {
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code)).doesNotHaveDuplicates();
  }
}
