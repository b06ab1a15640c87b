package cloud.reseller.kit;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.Guid;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeterministicIdsTest {

  @Test
  void an_id_never_changes() {
    assertThat(DeterministicIds.uuid5("partner", "customers", "request"))
        .isEqualTo(UUID.fromString("98438ea7-baab-5976-b7b1-e7e6c1ed6472"));
  }

  @Test
  void an_id_is_a_uuid_of_version_5() {
    UUID id = DeterministicIds.uuid5("a", "b", "c");

    assertThat(id.version()).isEqualTo(5);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void every_part_counts_and_where_it_ends() {
    assertThat(DeterministicIds.uuid5("a", "b", "c"))
        .isNotEqualTo(DeterministicIds.uuid5("x", "b", "c"))
        .isNotEqualTo(DeterministicIds.uuid5("a", "x", "c"))
        .isNotEqualTo(DeterministicIds.uuid5("a", "b", "x"))
        .isNotEqualTo(DeterministicIds.uuid5("ab", "", "c"))
        .isNotEqualTo(DeterministicIds.uuid5("", "ab", "c"));
  }

  @Test
  void a_guid_has_one_spelling() {
    assertThat(Guid.parse("0F8FAD5B-D9CB-469F-A165-70867728950E"))
        .contains("0f8fad5b-d9cb-469f-a165-70867728950e");
    assertThat(Guid.parse("{0F8FAD5B-D9CB-469F-A165-70867728950E}")).isEmpty();
    assertThat(Guid.parse("1-2-3-4-5")).isEmpty();
    assertThat(Guid.parse("")).isEmpty();
    assertThat(Guid.parse(null)).isEmpty();
  }
}
