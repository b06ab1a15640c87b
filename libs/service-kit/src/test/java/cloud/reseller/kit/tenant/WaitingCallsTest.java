package cloud.reseller.kit.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitingCallsTest {

  private final WaitingCalls waiting = new WaitingCalls(3, 2);

  @Test
  void one_tenant_leaves_room_for_others() {
    assertThat(waiting.enter("a")).isTrue();
    assertThat(waiting.enter("a")).isTrue();
    assertThat(waiting.enter("a")).isFalse();

    assertThat(waiting.enter("b")).isTrue();
  }

  @Test
  void who_leaves_makes_room() {
    waiting.enter("a");
    waiting.enter("a");
    waiting.enter("b");
    assertThat(waiting.enter("c")).isFalse();

    waiting.leave("a");

    assertThat(waiting.enter("c")).isTrue();
    assertThat(waiting.enter("b")).isFalse();
  }
}
