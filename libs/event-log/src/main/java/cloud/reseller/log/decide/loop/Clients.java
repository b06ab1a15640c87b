package cloud.reseller.log.decide.loop;

import cloud.reseller.log.StrictReading;
import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.DeciderSpec;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The Kafka clients of a decider, with the settings on which its guarantees depend. */
final class Clients {

  private final DeciderSpec spec;
  private final DeciderSettings settings;

  Clients(DeciderSpec spec, DeciderSettings settings) {
    this.spec = spec;
    this.settings = settings;
  }

  /** Reads the inputs as a member of the group. */
  Consumer<byte[], byte[]> inputs() {
    Map<String, Object> config = reading();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, spec.group());
    config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    // A member that returns within its session timeout keeps its partitions, without a rebalance.
    config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, spec.group() + "-" + settings.ordinal());
    config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    // Remaining members learn of joins and leaves with their next heartbeat.
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.maxBatch());
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Reads facts and, while restoring, the decider's own outcomes. */
  Consumer<byte[], byte[]> facts() {
    Map<String, Object> config = reading();
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
    // Use the operating system's buffer, which grows with the throughput.
    config.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Reads single facts and ranges of the log again. */
  Consumer<byte[], byte[]> ranges() {
    return new KafkaConsumer<>(reading(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The transactional producer, whose first call fences any earlier producer with the same id. */
  Producer<byte[], byte[]> producer() {
    Map<String, Object> config = common();
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, spec.group() + "-" + settings.ordinal());
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    // Outcomes are sent in full batches while the next are decided; the final flush ignores the
    // linger time.
    config.put(ProducerConfig.LINGER_MS_CONFIG, 50);
    // A transaction starts right after another, whose markers may still be in flight.
    config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 128L << 20);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Asks for offsets and watermarks. */
  Admin admin() {
    Map<String, Object> config = common();
    config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
    config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
    return Admin.create(config);
  }

  private Map<String, Object> reading() {
    return StrictReading.settings(common());
  }

  private Map<String, Object> common() {
    Map<String, Object> config = new HashMap<>(settings.clients());
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    return config;
  }
}
