package cloud.reseller.log.decide.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.log.decide.Gate;
import cloud.reseller.log.decide.loop.PartitionLifecycle.Phase;
import cloud.reseller.log.decide.state.Partition;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What an owned partition says of itself on its way to being decided. */
class PartitionLifecycleTest {

  private static final TopicPartition FACTS = new TopicPartition("gate-events", 1);

  private final Partition<Gate.State> state = new Partition<>(1, new Gate.Both());
  private final PartitionLifecycle<Gate.State> lifecycle =
      new PartitionLifecycle<>(1, new Phase.FetchingOffsets<>(new CompletableFuture<>()));

  @Test
  void every_step_says_what_it_waits_for_and_deciding_waits_for_nothing() {
    assertThat(lifecycle.waitsFor()).isEqualTo("pending offset commits of its last owner");
    lifecycle.enter(
        new Phase.FetchingEnds<>(
            Map.of(),
            new CompletableFuture<>(),
            new CompletableFuture<>(),
            new CompletableFuture<>()));
    assertThat(lifecycle.waitsFor()).isEqualTo("the end of its log");
    lifecycle.enter(new Phase.Restoring<>(Map.of(), Map.of(FACTS, 7L), Map.of(), state));
    assertThat(lifecycle.waitsFor()).isEqualTo("its log to be read up to {gate-events-1=7}");
    lifecycle.enter(new Phase.Deciding<>(state));
    assertThat(lifecycle.waitsFor()).isEmpty();
    lifecycle.enter(
        new Phase.CatchingUp<>(CompletableFuture.completedFuture(Map.of(FACTS, 9L)), state));
    assertThat(lifecycle.waitsFor()).isEqualTo("facts up to {gate-events-1=9}");
    lifecycle.enter(
        new Phase.CatchingUp<>(
            CompletableFuture.failedFuture(new IllegalStateException("no leader")), state));
    assertThat(lifecycle.waitsFor()).isEqualTo("the end of its facts");
  }

  @Test
  void what_troubled_a_step_is_told_until_the_next_one_is_taken() {
    lifecycle.trouble("its last transaction was taken back");
    assertThat(lifecycle.waitsFor())
        .isEqualTo("pending offset commits of its last owner: its last transaction was taken back");
    lifecycle.enter(new Phase.Restoring<>(Map.of(), Map.of(), Map.of(), state));
    assertThat(lifecycle.waitsFor()).isEqualTo("its log to be read up to {}");
  }

  @Test
  void a_step_that_was_just_begun_is_not_begun_again_at_once() {
    assertThat(lifecycle.mayTryAgain()).isFalse();
  }
}
