package cloud.reseller.kit.directory;

import cloud.reseller.events.Actor.Side;
import cloud.reseller.events.DirectoryErased;
import cloud.reseller.events.DirectoryUser;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes as the service does that adds and erases people. */
@Singleton
public class WrittenDirectory {

  private final DirectoryRecords records;
  private final DirectoryRows rows;
  private final Map<String, Object> kafka;

  @Inject
  WrittenDirectory(
      DirectoryRecords records,
      DirectoryRows rows,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.records = records;
    this.rows = rows;
    this.kafka = kafka;
  }

  /** Erases an agent whom the rows show, and marks the agent. */
  public void eraseAgent(String partnerId, String id) {
    List<ProducerRecord<byte[], byte[]>> erasure = new ArrayList<>();
    rows.keys(partnerId, Side.PARTNER, id).forEach(key -> erasure.add(records.tombstone(key)));
    erasure.add(records.erased(new DirectoryErased(id, partnerId)));
    write(erasure);
  }

  /** Adds somebody who was never erased. */
  void add(DirectoryUser person) {
    write(List.of(records.person(person)));
  }

  /** Erases a customer's user. */
  void erase(DirectoryUser user) {
    write(List.of(records.tombstone(user.key())));
  }

  /** Adds an agent who was erased. */
  void addAgain(DirectoryUser agent) {
    write(List.of(records.addedAgain(agent), records.person(agent)));
  }

  private void write(List<ProducerRecord<byte[], byte[]>> all) {
    try (var producer =
        new KafkaProducer<byte[], byte[]>(DirectoryRecords.producerSettings(kafka))) {
      for (ProducerRecord<byte[], byte[]> record : all) {
        producer.send(record).get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
