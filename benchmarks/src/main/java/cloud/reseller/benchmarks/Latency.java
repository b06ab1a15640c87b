package cloud.reseller.benchmarks;

import cloud.reseller.log.decide.KeyPartitioner;
import cloud.reseller.log.decide.state.SnapshotStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Latency from publishing a request to a read_committed reader seeing its outcome, in an open loop
 * at a fixed rate, compared with the {@link BareLoop} at the same rate. Each request is measured
 * from the time it was due, so a stall counts for all requests it delays.
 */
public final class Latency {

  private final Machine machine;
  private final Work work;
  private final int rate;
  private final int seconds;
  private final Random random = new Random(1);

  private Latency(Machine machine, Work work, int rate, int seconds) {
    this.machine = machine;
    this.work = work;
    this.rate = rate;
    this.seconds = seconds;
  }

  public static void main(String[] args) throws Exception {
    Work work = Work.named(System.getProperty("work", "ticket"));
    int rate = Integer.getInteger("rate", 2_000);
    int rounds = Integer.getInteger("rounds", 3);
    int seconds = Integer.getInteger("seconds", 20);
    Percentiles decided = new Percentiles("published to visible");
    Percentiles bare = new Percentiles("the same through the bare loop");
    System.out.printf("open loop of %,d requests/s%n", rate);
    try (Machine machine = new Machine()) {
      Latency latency = new Latency(machine, work, rate, seconds);
      // A warm-up round, which is not counted.
      latency.round(new Percentiles("not counted"), new Percentiles("not counted"));
      for (int round = 0; round < rounds; round++) {
        latency.round(decided, bare);
      }
    }
    System.out.println(decided);
    System.out.println(bare);
  }

  /** Milliseconds by percentile. */
  private record Percentiles(List<Figure> figures) {

    private static final double[] OF = {50, 99, 99.9};

    Percentiles(String name) {
      this(
          Stream.of("p50", "p99", "p99.9")
              .map(percentile -> new Figure(name + ", " + percentile + " ms", "%.1f"))
              .toList());
    }

    void add(Histogram micros) {
      for (int i = 0; i < OF.length; i++) {
        figures.get(i).add(micros.getValueAtPercentile(OF[i]) / 1e3);
      }
    }

    @Override
    public String toString() {
      return String.join("\n", figures.stream().map(Figure::toString).toList());
    }
  }

  /** Uses topics of its own, so that nothing is left over from other rounds. */
  private void round(Percentiles decided, Percentiles bare) {
    List<String> topics = machine.make(work);
    try (KafkaProducer<byte[], byte[]> producer = machine.publisher(5)) {
      work.facts(producer::send);
    }
    try (Deciding deciding = new Deciding(machine, work, SnapshotStore.none())) {
      deciding.awaitRestored();
      decided.add(measure(work.spec().events()));
    }
    try (BareLoop loop = new BareLoop(machine, work, false)) {
      bare.add(measure(loop.events()));
    }
    machine.drop(topics);
  }

  /** Outcomes of a partition have the order of its requests, so they are matched by count. */
  private Histogram measure(String outcomes) {
    int count = rate * seconds;
    int[] customers = random.ints(count, 0, Work.CUSTOMERS).toArray();
    long[][] due = new long[Work.PARTITIONS][count];
    int[] asked = new int[Work.PARTITIONS];
    Histogram micros = new Histogram(3);
    try (KafkaConsumer<byte[], byte[]> reader = machine.consumer(Map.of());
        KafkaProducer<byte[], byte[]> publisher = machine.publisher(0)) {
      List<TopicPartition> partitions = Machine.partitions(outcomes);
      reader.assign(partitions);
      reader.seekToEnd(partitions);
      partitions.forEach(reader::position);
      long begin = System.nanoTime() + 100_000_000;
      for (int i = 0; i < count; i++) {
        int partition =
            KeyPartitioner.partition(
                work.request(customers[i], new UUID(0, 0)).key(), Work.PARTITIONS);
        due[partition][asked[partition]++] = begin + i * 1_000_000_000L / rate;
      }
      CompletableFuture<Void> sender =
          CompletableFuture.runAsync(
              () -> send(publisher, customers, begin), task -> Thread.ofPlatform().start(task));
      int[] seen = new int[Work.PARTITIONS];
      for (int all = 0; all < count; ) {
        for (ConsumerRecord<byte[], byte[]> outcome : reader.poll(Duration.ofMillis(100))) {
          int partition = outcome.partition();
          micros.recordValue((System.nanoTime() - due[partition][seen[partition]++]) / 1_000);
          all++;
        }
      }
      sender.join();
    }
    return micros;
  }

  private void send(KafkaProducer<byte[], byte[]> publisher, int[] customers, long begin) {
    for (int i = 0; i < customers.length; i++) {
      ProducerRecord<byte[], byte[]> request = work.request(customers[i], UUID.randomUUID());
      long due = begin + i * 1_000_000_000L / rate;
      for (long left; (left = due - System.nanoTime()) > 0; ) {
        LockSupport.parkNanos(left);
      }
      publisher.send(request);
    }
  }
}
