package cloud.reseller.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlternateIdTest {

  @Test
  void it_is_the_last_part_of_the_orders_id() {
    assertThat(AlternateId.of("48624154-d1e4-5ab6-8a8e-5f132043fd0d")).isEqualTo("5f132043fd0d");
  }
}
