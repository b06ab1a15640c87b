package cloud.reseller.benchmarks;

import cloud.reseller.local.parts.KafkaBroker;
import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.SnapshotStore;
import cloud.reseller.log.topics.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Decisions per second of one instance, beside Kafka's transactional producer-perf and beside a
 * bare loop that reads the same requests and writes the same bytes without looking at them.
 */
public final class Decisions {

  private static final int CUSTOMERS = 20_000;

  private Decisions() {}

  public static void main(String[] args) throws Exception {
    int requests = Integer.getInteger("requests", 1_000_000);
    int rounds = Integer.getInteger("rounds", 3);
    try (Machine machine = new Machine()) {
      for (int round = 1; round <= rounds; round++) {
        double ceiling = producerPerf(machine, round, requests);
        Traffic traffic = new Traffic(machine, requests);
        double decided = decide(machine, traffic);
        double bare = bareLoop(machine, traffic);
        System.out.printf(
            "round %d: decided %,.0f/s; producer-perf %,.0f/s, ratio %.3f; bare loop %,.0f/s, ratio"
                + " %.3f%n",
            round, decided, ceiling, decided / ceiling, bare, decided / bare);
        machine.drop(traffic.topics());
      }
    }
  }

  /** The machine's own ceiling, by the tool Kafka ships. */
  private static double producerPerf(Machine machine, int round, int records) throws Exception {
    String topic = "ceiling-" + round;
    machine.make(List.of(Topic.events(topic, Ticket.PARTITIONS)));
    String arguments =
        "--topic "
            + topic
            + " --num-records "
            + records
            + " --record-size 400 --throughput -1"
            + " --transactional-id ceiling --transaction-duration-ms 100 --producer-props"
            + " bootstrap.servers="
            + machine.bootstrap()
            + " acks=all batch.size=262144";
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp"));
    // Its own Kafka first: the tool runs as it is shipped, not on this program's clients.
    command.add(
        KafkaBroker.classPath() + File.pathSeparator + System.getProperty("java.class.path"));
    command.add("org.apache.kafka.tools.ProducerPerformance");
    command.addAll(List.of(arguments.split(" ")));
    Process tool =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> lines = tool.inputReader().readAllLines();
    machine.drop(List.of(topic));
    return Double.parseDouble(
        lines.reversed().stream()
            .filter(line -> line.contains(" records/sec"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("producer-perf printed no figure"))
            .split("records sent, ")[1]
            .split(" records/sec")[0]);
  }

  /** Facts and requests of one round, in topics of their own. */
  private static final class Traffic {

    final int count;

    Traffic(Machine machine, int count) {
      this.count = count;
      machine.make(
          List.of(
              Topic.events(Ticket.FACTS, Ticket.PARTITIONS),
              Topic.input(Ticket.REQUESTS, Ticket.PARTITIONS),
              Topic.events(Ticket.OUTCOMES, Ticket.PARTITIONS),
              Topic.parked(Ticket.SPEC.parked(), Ticket.PARTITIONS),
              Topic.events("bare-events", Ticket.PARTITIONS)));
      Random random = new Random(1);
      try (KafkaProducer<byte[], byte[]> producer =
          machine.producer(Map.of("linger.ms", 5, "batch.size", 131_072))) {
        for (int i = 0; i < CUSTOMERS; i++) {
          if (i % 100 >= 12) {
            producer.send(record(Ticket.FACTS, i, "Opened", Ticket.fact("customer-" + i)));
          }
        }
        for (int i = 0; i < count; i++) {
          int customer = random.nextInt(CUSTOMERS);
          String id = new UUID(random.nextLong(), random.nextLong()).toString();
          byte[] body = Ticket.request("customer-" + customer, id);
          ProducerRecord<byte[], byte[]> record =
              record(Ticket.REQUESTS, customer, "Ticket.v1", body);
          record.headers().add("ce_id", Ticket.utf8(id));
          producer.send(record);
        }
      }
    }

    private static ProducerRecord<byte[], byte[]> record(
        String topic, int customer, String type, byte[] body) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topic, Ticket.utf8("customer-" + customer), body);
      record.headers().add("ce_type", Ticket.utf8(type));
      return record;
    }

    List<String> topics() {
      return List.of(
          Ticket.FACTS, Ticket.REQUESTS, Ticket.OUTCOMES, Ticket.SPEC.parked(), "bare-events");
    }
  }

  private static double decide(Machine machine, Traffic traffic) {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    DeciderSettings usual = DeciderSettings.of(machine.bootstrap(), 0);
    try (Decider<Ticket.Wanted, Ticket.Counter, Boolean, Ticket.Told> decider =
        new Decider<>(
            Ticket.SPEC,
            usual,
            new Ticket.Selling(),
            new Ticket.Words(),
            new Ticket.Codec(),
            SnapshotStore.none(),
            metrics)) {
      decider.start();
      long begun = 0;
      double first = 0;
      double decided = 0;
      while (decided < traffic.count) {
        LockSupport.parkNanos(1_000_000);
        decided =
            metrics.find("decisions").counters().stream().mapToDouble(c -> c.count()).sum()
                + metrics.find("decisions_refused").counters().stream()
                    .mapToDouble(c -> c.count())
                    .sum();
        if (begun == 0 && decided > 0) {
          begun = System.nanoTime();
          first = decided;
        }
      }
      return (decided - first) / ((System.nanoTime() - begun) / 1e9);
    }
  }

  /** Reads the same requests and writes the same bytes, and understands none of them. */
  private static double bareLoop(Machine machine, Traffic traffic) {
    Map<Integer, ConsumerRecord<byte[], byte[]>> samples = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> reader = machine.consumer(Map.of())) {
      List<TopicPartition> partitions = partitions(Ticket.OUTCOMES);
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      while (samples.size() < Ticket.PARTITIONS) {
        reader.poll(Duration.ofMillis(100)).forEach(r -> samples.putIfAbsent(r.partition(), r));
      }
    }
    try (KafkaConsumer<byte[], byte[]> reader =
            machine.consumer(Map.of("group.id", "bare", "max.poll.records", 5_000));
        KafkaProducer<byte[], byte[]> writer =
            machine.producer(
                Map.of(
                    "transactional.id",
                    "bare",
                    "linger.ms",
                    0,
                    "batch.size",
                    262_144,
                    "buffer.memory",
                    134_217_728L))) {
      writer.initTransactions();
      reader.subscribe(List.of(Ticket.REQUESTS));
      int done = 0;
      int first = 0;
      long begun = 0;
      while (done < traffic.count) {
        ConsumerRecords<byte[], byte[]> polled = reader.poll(Duration.ofMillis(100));
        if (polled.isEmpty()) {
          continue;
        }
        writer.beginTransaction();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> request : polled) {
          ConsumerRecord<byte[], byte[]> sample = samples.get(request.partition());
          writer.send(
              new ProducerRecord<>(
                  "bare-events",
                  request.partition(),
                  sample.timestamp(),
                  request.key(),
                  sample.value(),
                  sample.headers()));
          offsets.put(
              new TopicPartition(request.topic(), request.partition()),
              new OffsetAndMetadata(request.offset() + 1));
        }
        writer.flush();
        writer.sendOffsetsToTransaction(offsets, reader.groupMetadata());
        writer.commitTransaction();
        done += polled.count();
        if (begun == 0) {
          begun = System.nanoTime();
          first = done;
        }
      }
      return (done - first) / ((System.nanoTime() - begun) / 1e9);
    }
  }

  private static List<TopicPartition> partitions(String topic) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (int p = 0; p < Ticket.PARTITIONS; p++) {
      partitions.add(new TopicPartition(topic, p));
    }
    return partitions;
  }
}
