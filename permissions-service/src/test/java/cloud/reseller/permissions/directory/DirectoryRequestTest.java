package cloud.reseller.permissions.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DirectoryRequestTest {

  private static final String CUSTOMER = "0f2d5b1c-8a43-4c1e-9d57-3b6a1e0c7f11";
  private static final String REQUEST = "9a8b7c6d-0006-4aaa-8bbb-000000000006";
  private static final String OTHER_REQUEST = "9a8b7c6d-0007-4aaa-8bbb-000000000007";
  private static final DirectoryRequest ASKED =
      DirectoryRequest.of(CUSTOMER, REQUEST, "agent", "add", "kim@contoso.example");

  @Test
  void the_same_request_is_known_again() {
    assertThat(DirectoryRequest.of(CUSTOMER, REQUEST, "agent", "add", "kim@contoso.example"))
        .isEqualTo(ASKED);
  }

  @Test
  void other_content_is_another_request_of_the_same_id() {
    assertThat(DirectoryRequest.of(CUSTOMER, REQUEST, "agent", "add", "lee@contoso.example"))
        .returns(ASKED.id(), DirectoryRequest::id)
        .doesNotReturn(ASKED.digest(), DirectoryRequest::digest);
    assertThat(DirectoryRequest.of(CUSTOMER, REQUEST, "other", "add", "kim@contoso.example"))
        .doesNotReturn(ASKED.digest(), DirectoryRequest::digest);
  }

  @Test
  void a_customer_has_ids_of_its_own() {
    assertThat(DirectoryRequest.of("another", REQUEST, "agent", "add", "kim@contoso.example").id())
        .isNotEqualTo(ASKED.id());
  }

  @Test
  void names_cannot_be_tried_out_without_the_request_id_which_is_not_kept() {
    assertThat(DirectoryRequest.of(CUSTOMER, OTHER_REQUEST, "agent", "add", "kim@contoso.example"))
        .doesNotReturn(ASKED.digest(), DirectoryRequest::digest);
    assertThat(ASKED.toString()).doesNotContain(REQUEST, "kim", "agent");
  }
}
