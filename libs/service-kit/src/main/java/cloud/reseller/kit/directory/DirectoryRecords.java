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

/** How people and answers stand in the topic. */
@Singleton
public class DirectoryRecords {

  /** Key of nobody: ids of tenants and people are GUIDs. */
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

  /** What every producer of the topic has. */
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

  /** A person, in place of who stands under the same key. */
  public ProducerRecord<byte[], byte[]> person(DirectoryUser person) {
    return record(person.key(), EventJson.typeName(person), EventJson.write(person));
  }

  /** How a request was answered. */
  public ProducerRecord<byte[], byte[]> answer(DirectoryAnswer answer) {
    return record(answer.key(), EventJson.typeName(answer), EventJson.write(answer));
  }

  /**
   * Erases what stands under a key.
   *
   * @param key of a person's record, see {@link DirectoryRows#keys}
   */
  public ProducerRecord<byte[], byte[]> tombstone(String key) {
    return record(key, "DirectoryUser.v1", null);
  }

  /** The mark of an agent who was erased, where the agent's own record stands. */
  public ProducerRecord<byte[], byte[]> erased(DirectoryErased mark) {
    return record(
        partitionOf(DirectoryErased.personKey(mark.key())),
        mark.key(),
        EventJson.typeName(mark),
        EventJson.write(mark));
  }

  /** Takes the mark of a person away. */
  public ProducerRecord<byte[], byte[]> addedAgain(DirectoryUser person) {
    return record(
        partitionOf(person.key()),
        DirectoryErased.markKey(person.key()),
        "DirectoryErased.v1",
        null);
  }

  /**
   * One record for each partition that erases nothing. The broker closes a segment when the next
   * record comes, and compacts closed ones alone: without it a name may stand in a quiet partition
   * for ever.
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
