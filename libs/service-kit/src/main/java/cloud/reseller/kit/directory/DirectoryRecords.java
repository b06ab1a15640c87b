package cloud.reseller.kit.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.DirectoryAnswer;
import cloud.reseller.events.DirectoryErased;
import cloud.reseller.events.DirectoryUser;
import cloud.reseller.events.EventJson;
import cloud.reseller.log.decide.KeyPartitioner;
import cloud.reseller.topics.Topics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Builds the topic's records of people, marks and answers. */
@Singleton
public class DirectoryRecords {

  /** A key that belongs to nobody, since the ids of tenants and people are GUIDs. */
  private static final String NUDGE = "compaction";

  private final String source;
  private final int partitions;

  @Inject
  DirectoryRecords(
      @ConfigProperty(name = "quarkus.application.name") String source,
      @ConfigProperty(name = "reseller.partitions") int partitions) {
    this.source = source;
    this.partitions = partitions;
  }

  /** The settings of every producer of the topic. */
  public static Map<String, Object> producerSettings(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.putAll(
        Map.of(
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            5_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            4_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            8_000));
    return settings;
  }

  /** A person, replacing any record with the same key. */
  public ProducerRecord<byte[], byte[]> person(DirectoryUser person) {
    return record(person.key(), EventJson.typeName(person), EventJson.write(person));
  }

  /** How a request was answered. */
  public ProducerRecord<byte[], byte[]> answer(DirectoryAnswer answer) {
    return record(answer.key(), EventJson.typeName(answer), EventJson.write(answer));
  }

  /**
   * Erases the record with a key.
   *
   * @param key the key of a person's record, see {@link DirectoryRows#keys}
   */
  public ProducerRecord<byte[], byte[]> tombstone(String key) {
    return record(key, "DirectoryUser.v1", null);
  }

  /** The mark of an erased agent, in the partition of the agent's own record. */
  public ProducerRecord<byte[], byte[]> erased(DirectoryErased mark) {
    return record(
        partitionOf(DirectoryErased.personKey(mark.key())),
        mark.key(),
        EventJson.typeName(mark),
        EventJson.write(mark));
  }

  /** Removes the mark of a person. */
  public ProducerRecord<byte[], byte[]> addedAgain(DirectoryUser person) {
    return record(
        partitionOf(person.key()),
        DirectoryErased.markKey(person.key()),
        "DirectoryErased.v1",
        null);
  }

  /**
   * One record per partition that erases nothing. The broker rolls a segment when the next record
   * arrives, and compacts only closed segments: without these records, a name could stay in a quiet
   * partition indefinitely.
   */
  public List<ProducerRecord<byte[], byte[]>> nudges() {
    return IntStream.range(0, partitions)
        .mapToObj(partition -> record(partition, NUDGE, "DirectoryUser.v1", null))
        .toList();
  }

  private int partitionOf(String key) {
    return KeyPartitioner.partition(key.getBytes(UTF_8), partitions);
  }

  private ProducerRecord<byte[], byte[]> record(String key, String type, byte[] body) {
    return record(partitionOf(key), key, type, body);
  }

  private ProducerRecord<byte[], byte[]> record(
      int partition, String key, String type, byte[] body) {
    var record = new ProducerRecord<>(Topics.DIRECTORY, partition, key.getBytes(UTF_8), body);
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", key);
    header(record, "ce_source", source);
    header(record, "ce_type", type);
    header(record, "content-type", "application/json");
    return record;
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }
}
