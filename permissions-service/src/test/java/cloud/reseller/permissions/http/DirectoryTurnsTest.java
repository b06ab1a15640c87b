package cloud.reseller.permissions.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cloud.reseller.kit.publicapi.ProblemException;
import org.junit.jupiter.api.Test;

class DirectoryTurnsTest {

  private final DirectoryTurns turns = new DirectoryTurns();

  @Test
  void a_tenant_whose_calls_wait_keeps_no_other_one_from_being_served() {
    waiting(
        8,
        () -> {
          assertThatExceptionOfType(ProblemException.class)
              .isThrownBy(() -> turns.take("one", () -> "served"));
          assertThat(turns.take("other", () -> "served")).isEqualTo("served");
        });

    assertThat(turns.take("one", () -> "served")).isEqualTo("served");
  }

  /** Does it while that many calls of one tenant wait. */
  private void waiting(int calls, Runnable then) {
    if (calls == 0) {
      then.run();
      return;
    }
    turns.take(
        "one",
        () -> {
          waiting(calls - 1, then);
          return calls;
        });
  }
}
