package cloud.reseller.gateway.dashboard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.gateway.pages.EnglishWords;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ActionTest {

  @Test
  void in_english_an_action_is_called_what_the_service_calls_it() {
    assertThat(Arrays.stream(Action.values()).flatMap(action -> action.codes().stream()))
        .contains("Create Customer Purchase Permissions", "Delete Customer Purchase Permissions")
        .allSatisfy(
            action -> assertThat(Action.text(action, new EnglishWords())).isEqualTo(action));
  }

  @Test
  void an_unknown_action_is_shown_as_the_service_calls_it() {
    assertThat(Action.text("Close account", new EnglishWords())).isEqualTo("Close account");
  }
}
