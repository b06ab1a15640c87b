package cloud.reseller.log.decide.loop;

import cloud.reseller.log.decide.DeciderSpec;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * What stands between a batch and its decisions: asks how far the facts go and reads up to there,
 * so that every fact whose writer was told of it before the batch was polled is known. Partitions
 * whose facts do not come in time are late, each alone.
 */
final class FactBarrier {

  /** How long answers are waited for while there is none at all. */
  private static final Duration ASKING = Duration.ofSeconds(4);

  private final DeciderSpec spec;
  private final Duration wait;
  private final Function<Collection<TopicPartition>, Map<TopicPartition, CompletableFuture<Long>>>
      ends;
  private final Consumer<Duration> readOn;
  private final Predicate<Map<TopicPartition, Long>> reached;
  private final DeciderMetrics metrics;

  /**
   * A barrier for the partitions of one decider.
   *
   * @param wait how long facts are waited for
   * @param ends asks how far partitions go, each answered alone
   * @param readOn reads facts for at most that long
   * @param reached whether the facts before these positions were read
   */
  FactBarrier(
      DeciderSpec spec,
      Duration wait,
      Function<Collection<TopicPartition>, Map<TopicPartition, CompletableFuture<Long>>> ends,
      Consumer<Duration> readOn,
      Predicate<Map<TopicPartition, Long>> reached,
      DeciderMetrics metrics) {
    this.spec = spec;
    this.wait = wait;
    this.ends = ends;
    this.readOn = readOn;
    this.reached = reached;
    this.metrics = metrics;
  }

  /**
   * Reads the facts of these partition numbers up to where they end now. Asked after the batch was
   * polled, or it would prove nothing.
   *
   * @return the numbers that are late, and up to where their facts must be read; without a target
   *     where nobody said how far they go
   */
  Map<Integer, Optional<Map<TopicPartition, Long>>> pass(Set<Integer> numbers) {
    long begun = System.nanoTime();
    Set<TopicPartition> asked = new HashSet<>();
    numbers.forEach(number -> asked.addAll(spec.decidedOn(number)));
    if (asked.isEmpty()) {
      return Map.of();
    }
    Map<TopicPartition, Long> targets = answersOf(ends.apply(asked));
    long read = System.nanoTime();
    long left = wait.toNanos();
    while (left > 0 && !reached.test(targets)) {
      readOn.accept(Duration.ofNanos(left));
      left = wait.toNanos() - (System.nanoTime() - read);
    }
    Duration waited = Duration.ofNanos(System.nanoTime() - begun);
    Map<Integer, Optional<Map<TopicPartition, Long>>> late = new TreeMap<>();
    for (int number : numbers) {
      metrics.barrier(number, waited);
      Map<TopicPartition, Long> own = new HashMap<>(targets);
      own.keySet().retainAll(spec.decidedOn(number));
      boolean known = own.size() == spec.decidedOn(number).size();
      if (!known || !reached.test(own)) {
        late.put(number, known ? Optional.of(own) : Optional.empty());
      }
    }
    return late;
  }

  private Map<TopicPartition, Long> answersOf(Map<TopicPartition, CompletableFuture<Long>> asked) {
    await(asked.values());
    Map<TopicPartition, Long> answers = new HashMap<>();
    asked.forEach(
        (partition, end) -> {
          if (end.isDone() && !end.isCompletedExceptionally()) {
            answers.put(partition, end.join());
          }
        });
    return answers;
  }

  /** Waits for answers as long as facts are waited for, and longer only while there is none. */
  void await(Collection<CompletableFuture<Long>> answers) {
    CompletableFuture<?>[] each = answers.toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(each)
          .exceptionally(_ -> null)
          .completeOnTimeout(null, wait.toMillis(), TimeUnit.MILLISECONDS)
          .get();
      CompletableFuture.anyOf(each)
          .exceptionally(_ -> null)
          .completeOnTimeout(null, ASKING.toMillis(), TimeUnit.MILLISECONDS)
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at the barrier", e);
    }
  }
}
