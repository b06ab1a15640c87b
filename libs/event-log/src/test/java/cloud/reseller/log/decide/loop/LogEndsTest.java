package cloud.reseller.log.decide.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.Gate;
import cloud.reseller.log.decide.state.Partition;
import cloud.reseller.log.decide.state.StateView;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LogEndsTest {

  private static final int NUMBER = 1;

  private final DeciderSpec spec = Gate.warden("", 4);
  private final String facts = spec.facts().getFirst();
  private final String requests = spec.inputs().getFirst();
  private final TopicPartition shared = spec.sharedPartition().orElseThrow();
  private final Partition<Gate.State> state = new Partition<>(NUMBER, new Gate.Both());

  @Test
  void a_state_within_its_log_has_nothing_beyond() {
    state.position(facts, 5);
    StateView.decided(state, requests, 4);

    assertThat(ends(5).beyond(state, 5)).isEmpty();
  }

  @Test
  void what_was_read_or_decided_beyond_an_end_is_named_with_what_to_do() {
    state.position(facts, 6);
    assertThat(ends(5).beyond(state, 0))
        .hasValueSatisfying(
            said ->
                assertThat(said)
                    .startsWith(facts + "-1 ends at 5 but was read up to 6: ")
                    .endsWith("bring it back, or stop the service and drop its decider tables"));

    StateView.decided(state, requests, 7);
    assertThat(ends(6).beyond(state, 0))
        .hasValueSatisfying(
            said -> assertThat(said).startsWith(requests + "-1 ends at 6 but was decided up to 8"));
  }

  @Test
  void so_is_what_all_keys_share() {
    assertThat(ends(5).beyond(state, 6))
        .hasValueSatisfying(
            said -> assertThat(said).startsWith(shared + " ends at 5 but was read up to 6: "));
  }

  private LogEnds ends(long end) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    spec.restoredFrom(NUMBER).forEach(partition -> ends.put(partition, end));
    spec.inputsOf(NUMBER).forEach(partition -> ends.put(partition, end));
    ends.put(shared, end);
    return new LogEnds(spec, ends);
  }
}
