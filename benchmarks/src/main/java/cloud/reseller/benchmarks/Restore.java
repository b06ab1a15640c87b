package cloud.reseller.benchmarks;

import cloud.reseller.log.decide.state.SnapshotStore;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;

/**
 * Seconds until a restarted instance decides all its partitions again, with and without snapshots
 * in PostgreSQL, compared with a consumer that reads the same records and discards them; and the
 * heap used by the restored state.
 *
 * <p>The state is that of reservations-service: customers with a subscription, an Owner and the
 * permission, whose reservations are all active and count towards their limits, and the requests
 * answered before.
 */
public final class Restore {

  private final Machine machine;
  private final Work work = new Purchase();
  private final Random random = new Random(1);

  private Restore(Machine machine) {
    this.machine = machine;
  }

  public static void main(String[] args) throws Exception {
    int events = Integer.getInteger("events", 1_000_000);
    int rounds = Integer.getInteger("rounds", 3);
    Figure folded = new Figure("restored from the log, s", "%.1f");
    Figure loaded = new Figure("restored from snapshots, s", "%.1f");
    Figure read = new Figure("plain consumer of the same records, s", "%.1f");
    try (Machine machine = new Machine()) {
      new Restore(machine).run(events, rounds, folded, loaded, read);
    }
    Stream.of(folded, loaded, read).forEach(System.out::println);
  }

  private void run(int events, int rounds, Figure folded, Figure loaded, Figure read)
      throws Exception {
    List<String> topics = machine.make(work);
    double empty = heap();
    try (KafkaProducer<byte[], byte[]> producer = machine.publisher(5)) {
      work.facts(producer::send);
    }
    double customers = heap();
    try (Snapshotted snapshots = new Snapshotted(work.spec(), machine.topicIds(topics))) {
      decide(events / 2, snapshots);
      double half = heap();
      decide(events - events / 2, snapshots);
      double all = heap();
      System.out.printf(
          "heap: %,.0f bytes a customer, %,.0f bytes more for each of %,d reservations%n",
          (customers - empty) / Work.CUSTOMERS,
          (all - half) / bought(events - events / 2),
          bought(events));
      try (Deciding deciding = Deciding.savingOften(machine, work, snapshots)) {
        deciding.awaitRestored();
        snapshots.await(machine.ends(work.spec().events()));
      }
      for (int round = 0; round < rounds; round++) {
        folded.add(restore(SnapshotStore.none()));
        loaded.add(restore(snapshots));
        read.add(consume());
      }
    }
  }

  /** Requests of customers without the permission are refused and produce no reservation. */
  private static int bought(int events) {
    return events / 100 * (100 - Work.REFUSED);
  }

  /** Decides that many additional requests. */
  private void decide(int requests, Snapshotted snapshots) {
    try (KafkaProducer<byte[], byte[]> producer = machine.publisher(5)) {
      for (int i = 0; i < requests; i++) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        producer.send(work.request(random.nextInt(Work.CUSTOMERS), id));
      }
    }
    try (Deciding deciding = new Deciding(machine, work, snapshots)) {
      while (deciding.decided() < requests) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private double restore(SnapshotStore snapshots) {
    long begun = System.nanoTime();
    try (Deciding deciding = new Deciding(machine, work, snapshots)) {
      deciding.awaitRestored();
      return (System.nanoTime() - begun) / 1e9;
    }
  }

  /** Heap in use by an instance that has read the log and is idle. */
  private double heap() {
    try (Deciding deciding = new Deciding(machine, work, SnapshotStore.none())) {
      deciding.awaitRestored();
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
  }

  /** The topics read to restore: facts and the decider's own outcomes. */
  private List<String> read() {
    List<String> read = new ArrayList<>(work.spec().outputs());
    read.addAll(work.spec().facts());
    work.spec().shared().ifPresent(read::add);
    return read;
  }

  private double consume() {
    long begun = System.nanoTime();
    try (KafkaConsumer<byte[], byte[]> reader =
        machine.consumer(
            Map.of("max.poll.records", 10_000, "max.partition.fetch.bytes", 8 << 20))) {
      List<TopicPartition> partitions =
          read().stream()
              .flatMap(topic -> reader.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
      reader.assign(partitions);
      while (!partitions.stream().allMatch(p -> reader.position(p) >= ends.get(p))) {
        reader.poll(Duration.ofMillis(100));
      }
    }
    return (System.nanoTime() - begun) / 1e9;
  }
}
