package cloud.reseller.kit.publicapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTest {

  @ParameterizedTest
  @CsvSource({
    "9b2f-~_.1, 9b2f-~_.1",
    "a b, a%20b",
    "a+b, a%2Bb",
    "50%, 50%25",
    "ü/ö?#, %C3%BC%2F%C3%B6%3F%23"
  })
  void an_id_that_others_chose_is_one_segment_of_an_address(String id, String segment) {
    assertThat(Link.segment(id)).isEqualTo(segment);
  }
}
