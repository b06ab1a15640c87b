package cloud.reseller.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuidTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0f2d5b1c-8a43-4c1e-9d57-3b6a1e0c7f11",
        "0F2D5B1C-8A43-4C1E-9D57-3B6A1E0C7F11",
        "0f2D5b1C-8a43-4C1e-9d57-3B6a1e0c7f11"
      })
  void a_guid_has_one_spelling_inside(String text) {
    assertThat(Guid.parse(text)).contains("0f2d5b1c-8a43-4c1e-9d57-3b6a1e0c7f11");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "0f2d5b1c8a434c1e9d573b6a1e0c7f11",
        "0f2d5b1c-8a43-4c1e-9d57-3b6a1e0c7f1",
        "0f2d5b1c-8a43-4c1e-9d57-3b6a1e0c7f111",
        "{0f2d5b1c-8a43-4c1e-9d57-3b6a1e0c7f11}",
        " f2d5b1c-8a43-4c1e-9d57-3b6a1e0c7f11",
        "0f2d5b1c-8a43-4c1e-9d57-3b6a1e0c7f1g",
        "0f2d5b1c-8a43-4c1e-9d573-b6a1e0c7f11",
        "\u0660f2d5b1c-8a43-4c1e-9d57-3b6a1e0c7f1",
        "\uff10f2d5b1-8a43-4c1e-9d57-3b6a1e0c7f11"
      })
  void any_other_text_is_no_guid(String text) {
    assertThat(Guid.parse(text)).isEmpty();
  }

  @Test
  void a_digit_of_another_script_in_the_place_of_a_digit_is_no_guid() {
    assertThat(Guid.isGuid("\u0660f2d5b1c-8a43-4c1e-9d57-3b6a1e0c7f11")).isFalse();
    assertThat(Guid.isGuid("\uff41f2d5b1c-8a43-4c1e-9d57-3b6a1e0c7f11")).isFalse();
  }
}
