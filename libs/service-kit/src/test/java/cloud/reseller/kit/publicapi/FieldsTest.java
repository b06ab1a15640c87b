package cloud.reseller.kit.publicapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Locale;
import org.junit.jupiter.api.Test;
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
        "half\uD800",
        "a\u3164b"
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

  @Test
  void the_length_of_a_name_is_counted_in_code_points() {
    String longest = "👩".repeat(Fields.MAX_TEXT);
    assertThat(Fields.text("displayName", longest)).isEqualTo(longest);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Fields.text("displayName", longest + "👩"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contoso.example",
        "a.b-c.onmicrosoft.com",
        "xn--bcher-kva.example",
        "1.2.example"
      })
  void a_valid_domain_is_accepted(String domain) {
    assertThat(Fields.domain("domain", domain)).isEqualTo(domain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contoso",
        "contoso.",
        ".example",
        "a..b",
        "-a.example",
        "a-.example",
        "a b.example",
        "bücher.example",
        "https://contoso.example",
        "ada@contoso.example",
        "a_b.example",
        "192.168.1.1",
        "contoso.1"
      })
  void an_invalid_domain_is_refused(String domain) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Fields.domain("domain", domain));
  }

  @ParameterizedTest
  @ValueSource(strings = {"us", "US", "gB"})
  void a_country_is_read_in_any_case(String country) {
    assertThat(Fields.country("country", country)).isEqualTo(country.toUpperCase(Locale.ROOT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UK", "USA", "", "\u00DF", "\uFB06", "\u0131s"})
  void what_is_no_country_is_refused(String country) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Fields.country("country", country));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@contoso.example",
        "o'brien.x_1@sub.contoso.example",
        "ada_elsewhere.example#EXT#@contoso.onmicrosoft.com"
      })
  void a_valid_sign_in_name_is_accepted(String name) {
    assertThat(Fields.userPrincipalName("userPrincipalName", name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada",
        "ada@",
        "@contoso.example",
        "ada@contoso",
        "a b@contoso.example",
        "a@b@c.example"
      })
  void an_invalid_sign_in_name_is_refused(String name) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Fields.userPrincipalName("userPrincipalName", name));
  }
}
