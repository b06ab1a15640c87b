package cloud.reseller.kit.publicapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ETagTest {

  @Test
  void a_tag_names_the_version_it_was_made_of() {
    assertThat(ETag.version(ETag.of("v2"))).contains("v2");
    assertThat(ETag.version(" \"v2\" ")).contains("v2");
  }

  @Test
  void a_tag_without_its_quotes_is_read_all_the_same() {
    assertThat(ETag.version("v2")).contains("v2");
    assertThat(ETag.version("\"")).contains("\"");
  }

  @Test
  void an_asterisk_is_any_version() {
    assertThat(ETag.version("*")).isEmpty();
  }
}
