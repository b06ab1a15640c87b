package cloud.reseller.benchmarks;

import cloud.reseller.local.parts.KafkaBroker;
import cloud.reseller.local.parts.KafkaLogins;
import cloud.reseller.local.parts.Ports;
import cloud.reseller.log.topics.Topic;
import cloud.reseller.log.topics.TopicsStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.AppInfoParser;

/** The broker for a benchmark: a fresh one on this machine, removed afterwards. */
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
        "machine: %d cores, %d MiB heap, Java %s, Kafka clients %s, broker on the same machine%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20,
        Runtime.version(),
        AppInfoParser.getVersion());
  }

  String bootstrap() {
    return broker.bootstrapServers();
  }

  /** Client settings of the super user, for whom no ACLs are checked. */
  Map<String, Object> kafka() {
    return new HashMap<>(broker.superUser());
  }

  /** The same for Kafka's own tools. */
  Path clientFile() {
    broker.logins().writeClients(bootstrap(), List.of());
    return broker.logins().clientFile(KafkaLogins.SUPER_USER);
  }

  void make(List<Topic> topics) {
    try (Admin admin = Admin.create(kafka())) {
      new TopicsStep(admin).createMissing(topics);
    }
  }

  /** Creates the topics of a work and of its {@link BareLoop}; returns their names. */
  List<String> make(Work work) {
    List<Topic> topics = new ArrayList<>(work.topics());
    work.written().forEach(name -> topics.add(Topic.events(BareLoop.topic(name), Work.PARTITIONS)));
    make(topics);
    return topics.stream().map(Topic::name).toList();
  }

  /** Deletes topics and waits until they are gone. */
  void drop(List<String> topics) {
    try (Admin admin = Admin.create(kafka())) {
      admin.deleteTopics(topics).all().toCompletionStage().toCompletableFuture().join();
      while (admin.listTopics().names().toCompletionStage().toCompletableFuture().join().stream()
          .anyMatch(topics::contains)) {
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  /** A record from every partition of a topic; none may be empty. */
  Map<Integer, ConsumerRecord<byte[], byte[]>> sample(String topic) {
    Map<Integer, ConsumerRecord<byte[], byte[]>> samples = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> reader = consumer(Map.of())) {
      reader.assign(partitions(topic));
      while (samples.size() < Work.PARTITIONS) {
        reader.poll(Duration.ofMillis(100)).forEach(r -> samples.putIfAbsent(r.partition(), r));
      }
    }
    return samples;
  }

  /** The broker's ids of topics. */
  Map<String, String> topicIds(List<String> topics) {
    Map<String, String> ids = new HashMap<>();
    try (Admin admin = Admin.create(kafka())) {
      admin
          .describeTopics(topics)
          .allTopicNames()
          .toCompletionStage()
          .toCompletableFuture()
          .join()
          .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
    }
    return ids;
  }

  /** The offset behind the last record of every partition. */
  Map<Integer, Long> ends(String topic) {
    Map<Integer, Long> ends = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> reader = consumer(Map.of())) {
      reader.endOffsets(partitions(topic)).forEach((p, end) -> ends.put(p.partition(), end));
    }
    return ends;
  }

  static List<TopicPartition> partitions(String topic) {
    return IntStream.range(0, Work.PARTITIONS).mapToObj(p -> new TopicPartition(topic, p)).toList();
  }

  /** A producer with the settings of the portal. */
  KafkaProducer<byte[], byte[]> publisher(int lingerMillis) {
    return producer(Map.of("linger.ms", lingerMillis, "batch.size", 131_072));
  }

  KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(kafka());
    config.putAll(more);
    config.putIfAbsent("acks", "all");
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(kafka());
    config.putAll(more);
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", false);
    config.putIfAbsent("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    broker.stop();
    delete(data);
  }

  static void delete(Path data) {
    try (Stream<Path> files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
