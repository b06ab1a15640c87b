package cloud.reseller.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageResourceTest {

  @ParameterizedTest
  @ValueSource(strings = {"/", "/dashboard/customers?search=a&after=b", "/dashboard/customers/x#y"})
  void an_address_of_a_page_is_returned_to(String back) {
    assertThat(LanguageResource.within(back)).hasToString(back);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "dashboard",
        "",
        "/a b",
        "http:/dashboard"
      })
  void anything_else_leads_to_the_first_page(String back) {
    assertThat(LanguageResource.within(back)).hasToString("/");
  }
}
