package cloud.reseller.log.decide.loop;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer group that nobody has joined. */
final class GroupWithoutMembers {

  private GroupWithoutMembers() {}

  /** What its offsets are committed with. */
  static ConsumerGroupMetadata metadata(Map<String, Object> kafka, String group) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("group.id", group);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return consumer.groupMetadata();
    }
  }
}
