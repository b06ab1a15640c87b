package cloud.reseller.log.decide.loop;

import cloud.reseller.log.decide.Hashing;
import cloud.reseller.log.decide.state.Partition;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Compares the last decided inputs with the digests in their outcomes: used to detect a recreated
 * topic if no snapshot has the topic ids.
 */
final class LastInputs {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration WITHIN = Duration.ofSeconds(4);

  private final Supplier<Consumer<byte[], byte[]>> consumers;

  LastInputs(Supplier<Consumer<byte[], byte[]>> consumers) {
    this.consumers = consumers;
  }

  /** A decided input: its position, and the digest in its outcome. */
  private record Decided(TopicPartition input, long offset, String digest) {}

  /**
   * The inputs that differ from those the state was decided from, with the last offset decided in
   * each.
   *
   * @param inputs inputs whose topic ids are not in the state
   */
  CompletableFuture<Map<TopicPartition, Long>> others(
      Partition<?> state, Collection<TopicPartition> inputs) {
    List<Decided> decided =
        inputs.stream()
            .filter(input -> !state.topics().lastDigest(input.topic()).isEmpty())
            .map(
                input ->
                    new Decided(
                        input,
                        state.decidedUpTo(input.topic()),
                        state.topics().lastDigest(input.topic())))
            .toList();
    return decided.isEmpty()
        ? CompletableFuture.completedFuture(Map.of())
        : CompletableFuture.supplyAsync(() -> others(decided));
  }

  private Map<TopicPartition, Long> others(List<Decided> decided) {
    Map<TopicPartition, Long> others = new HashMap<>();
    Consumer<byte[], byte[]> consumer = consumers.get();
    try {
      for (Decided each : decided) {
        if (!stands(consumer, each)) {
          others.put(each.input(), each.offset());
        }
      }
      return others;
    } finally {
      consumer.close(CloseOptions.timeout(POLL));
    }
  }

  private static boolean stands(Consumer<byte[], byte[]> consumer, Decided decided) {
    List<TopicPartition> input = List.of(decided.input());
    consumer.assign(input);
    consumer.seek(decided.input(), decided.offset());
    long begun = System.nanoTime();
    try {
      while (System.nanoTime() - begun < WITHIN.toNanos()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          return record.offset() == decided.offset() && digest(record).equals(decided.digest());
        }
        if (consumer.currentLag(decided.input()).orElse(-1) == 0) {
          return false;
        }
      }
    } catch (OffsetOutOfRangeException e) {
      // Records deleted from the beginning cannot be compared, but cannot be decided again either.
      return consumer.beginningOffsets(input).get(decided.input()) > decided.offset();
    }
    throw new TimeoutException("the last input of " + decided.input() + " was not read in time");
  }

  private static String digest(ConsumerRecord<byte[], byte[]> record) {
    return HexFormat.of().formatHex(new Hashing().input(record));
  }
}
