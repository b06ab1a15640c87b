package cloud.reseller.log.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.Position;
import cloud.reseller.log.topics.Topic;
import cloud.reseller.log.topics.TopicsStep;
import cloud.reseller.testing.Infrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One topic of the real broker, written in transactions. */
final class Log implements AutoCloseable {

  private final String topic;
  private final int partitions;
  private final Admin admin;
  private final Producer<byte[], byte[]> producer;

  private Log(String topic, int partitions) {
    this.topic = topic;
    this.partitions = partitions;
    admin = Admin.create(kafka());
    make();
    producer =
        new KafkaProducer<>(
            Infrastructure.shared().kafka(Map.of("transactional.id", topic)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  static Log of(int partitions) {
    return new Log("notes-" + UUID.randomUUID(), partitions);
  }

  static Map<String, Object> kafka() {
    return Infrastructure.shared().kafka();
  }

  String topic() {
    return topic;
  }

  private void make() {
    new TopicsStep(admin).createMissing(List.of(Topic.events(topic, partitions)));
  }

  void makeAnew() throws Exception {
    admin.deleteTopics(List.of(topic)).all().get();
    make();
  }

  /** Writes to the partition given; each text is {@code key=body}. */
  List<Position> commit(int partition, String... records) throws Exception {
    return end(true, partition, List.of(records));
  }

  void abort(int partition, String... records) throws Exception {
    end(false, partition, List.of(records));
  }

  List<Position> commitAll(int partition, List<String> records) throws Exception {
    return end(true, partition, records);
  }

  private List<Position> end(boolean commit, int partition, List<String> records) throws Exception {
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (String record : records) {
      String[] both = record.split("=", 2);
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  topic, partition, both[0].getBytes(UTF_8), both[1].getBytes(UTF_8))));
    }
    producer.flush();
    List<Position> positions = new ArrayList<>();
    for (Future<RecordMetadata> one : sent) {
      positions.add(new Position(topic, partition, one.get().offset()));
    }
    if (commit) {
      producer.commitTransaction();
    } else {
      producer.abortTransaction();
    }
    return positions;
  }

  /** The high watermark, markers counted. */
  long end(int partition) throws Exception {
    TopicPartition one = new TopicPartition(topic, partition);
    return admin.listOffsets(Map.of(one, OffsetSpec.latest())).partitionResult(one).get().offset();
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
