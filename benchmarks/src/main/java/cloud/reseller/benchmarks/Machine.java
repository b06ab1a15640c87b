package cloud.reseller.benchmarks;

import cloud.reseller.local.parts.KafkaBroker;
import cloud.reseller.local.parts.Ports;
import cloud.reseller.log.topics.Topic;
import cloud.reseller.log.topics.TopicsStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The broker a figure is made on: a fresh one on this machine, gone afterwards. */
final class Machine implements AutoCloseable {

  private final Path data;
  private final KafkaBroker broker;

  Machine() {
    try {
      data = Files.createTempDirectory("benchmark");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    broker = KafkaBroker.start(data, Ports.free());
    broker.awaitReady(Duration.ofSeconds(60));
    System.out.printf(
        "machine: %d cores, %d MiB heap, Java %s, Kafka broker on the same machine%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20,
        Runtime.version());
  }

  String bootstrap() {
    return broker.bootstrapServers();
  }

  void make(List<Topic> topics) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      new TopicsStep(admin).createMissing(topics);
    }
  }

  /** Deletes topics and waits until they are gone. */
  void drop(List<String> topics) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      admin.deleteTopics(topics).all().toCompletionStage().toCompletableFuture().join();
      while (admin.listTopics().names().toCompletionStage().toCompletableFuture().join().stream()
          .anyMatch(topics::contains)) {
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("bootstrap.servers", bootstrap());
    config.putIfAbsent("acks", "all");
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("bootstrap.servers", bootstrap());
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", false);
    config.putIfAbsent("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    broker.stop();
    try (Stream<Path> files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
