package cloud.reseller.log.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceTest {

  @Test
  void usual_keys_are_stored_as_they_are() {
    assertThat(Sequence.storable("1f9d2a55-3b1c-4f0e-8a52-5f5cb7f0a001"))
        .isEqualTo("1f9d2a55-3b1c-4f0e-8a52-5f5cb7f0a001");
  }

  @Test
  void a_key_postgresql_cannot_hold_is_replaced_by_one_it_can() {
    assertThat(Sequence.storable("a\0b")).isEqualTo("a\uFFFDb");
  }

  @Test
  void long_keys_are_bounded_and_stay_apart() {
    String one = Sequence.storable("k".repeat(9_000) + "1");
    String other = Sequence.storable("k".repeat(9_000) + "2");
    assertThat(one).hasSize(265).isNotEqualTo(other);
    assertThat(Sequence.storable("k".repeat(9_000) + "1")).isEqualTo(one);
  }
}
