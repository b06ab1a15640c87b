package cloud.reseller.kit.publicapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00A0",
        "\u2003\u00A0",
        "\u200B",
        "admin\u200B@meridian.example",
        "\u202Egro.naidirem@nimda",
        "one\u2028two",
        "one\u2029two",
        "one\ntwo",
        "tag\uDB40\uDC41",
        "none\uFFFF",
        "half\uD800"
      })
  void a_text_has_nothing_in_it_that_nobody_sees(String text) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Fields.text("displayName", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada Lovelace",
        "Åsa Öberg",
        "山田 太郎",
        "می\u200Cخواهم",
        "O\u2019Brien",
        "👩\u200D💻"
      })
  void a_name_may_be_of_any_script(String text) {
    assertThat(Fields.text("displayName", " " + text + " ")).isEqualTo(text);
  }
}
