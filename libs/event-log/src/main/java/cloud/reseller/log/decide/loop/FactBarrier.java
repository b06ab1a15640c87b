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
 * The barrier between a batch and its decisions: determines the current end of the facts and reads
 * up to it, so that every fact acknowledged to its writer before the batch was polled is known.
 * Partitions whose facts do not arrive in time are late, individually.
 */
final class FactBarrier {

  /** How long to wait while there are no answers at all. */
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
   * @param ends asks for the ends of partitions, each answered individually
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
   * Reads the facts of these partition numbers up to their current ends. Must be called after the
   * batch was polled.
   *
   * @return the late numbers with the ends of their facts, which are empty if unknown
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

  /** Waits for answers as long as for facts, and longer only while there are none. */
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
