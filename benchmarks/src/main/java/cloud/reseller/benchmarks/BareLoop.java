package cloud.reseller.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the same requests and writes the same bytes in transactions without interpreting them: the
 * cost of deciding if state, rules and evidence were free.
 */
final class BareLoop implements AutoCloseable {

  private static final String GROUP = "bare";

  private final Machine machine;
  private final Work work;
  private final boolean fromBeginning;
  private final List<Map<Integer, ConsumerRecord<byte[], byte[]>>> samples = new ArrayList<>();
  private final CompletableFuture<Void> reading = new CompletableFuture<>();
  private final CompletableFuture<Void> running;
  private volatile boolean closing;
  private volatile long answered;

  /** Starts the loop; there must be outcomes of the work to copy. */
  BareLoop(Machine machine, Work work, boolean fromBeginning) {
    this.machine = machine;
    this.work = work;
    this.fromBeginning = fromBeginning;
    for (String topic : work.written()) {
      samples.add(machine.sample(topic));
    }
    running =
        CompletableFuture.runAsync(this::run, loop -> Thread.ofPlatform().name(GROUP).start(loop));
    CompletableFuture.anyOf(reading, running).join();
  }

  /** The topic it uses in place of one of the work's topics. */
  static String topic(String written) {
    return "bare-" + written;
  }

  /** The topic it uses in place of the work's events topic. */
  String events() {
    return topic(work.spec().events());
  }

  /** The number of requests it answered. */
  long answered() {
    return answered;
  }

  private void run() {
    try (KafkaConsumer<byte[], byte[]> reader =
            machine.consumer(Map.of("group.id", GROUP, "max.poll.records", 10_000));
        KafkaProducer<byte[], byte[]> writer =
            machine.producer(
                Map.of(
                    "transactional.id",
                    GROUP,
                    "linger.ms",
                    50,
                    "batch.size",
                    256 << 10,
                    "buffer.memory",
                    128L << 20))) {
      writer.initTransactions();
      List<TopicPartition> inputs =
          work.spec().inputs().stream()
              .flatMap(topic -> Machine.partitions(topic).stream())
              .toList();
      reader.assign(inputs);
      if (fromBeginning) {
        reader.seekToBeginning(inputs);
      } else {
        reader.seekToEnd(inputs);
      }
      inputs.forEach(reader::position);
      reading.complete(null);
      while (!closing) {
        ConsumerRecords<byte[], byte[]> polled = reader.poll(Duration.ofMillis(100));
        if (!polled.isEmpty()) {
          write(writer, polled, reader.groupMetadata());
          answered += polled.count();
        }
      }
    }
  }

  private void write(
      KafkaProducer<byte[], byte[]> writer,
      ConsumerRecords<byte[], byte[]> requests,
      ConsumerGroupMetadata group) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    writer.beginTransaction();
    for (TopicPartition partition : requests.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = requests.records(partition);
      for (ConsumerRecord<byte[], byte[]> request : records) {
        samples.forEach(
            byPartition -> writer.send(copy(byPartition.get(partition.partition()), request)));
      }
      offsets.put(partition, new OffsetAndMetadata(records.getLast().offset() + 1));
    }
    writer.flush();
    writer.sendOffsetsToTransaction(offsets, group);
    writer.commitTransaction();
  }

  private static ProducerRecord<byte[], byte[]> copy(
      ConsumerRecord<byte[], byte[]> sample, ConsumerRecord<byte[], byte[]> request) {
    return new ProducerRecord<>(
        topic(sample.topic()),
        request.partition(),
        sample.timestamp(),
        request.key(),
        sample.value(),
        sample.headers());
  }

  @Override
  public void close() {
    closing = true;
    running.join();
  }
}
