package cloud.reseller.reservations.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.EventJson;
import cloud.reseller.reservations.catalogue.Sheet.Published;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes sheets: all lines and then the publication in one Kafka transaction. A sheet's id comes
 * from its bytes, and the same bytes are published once.
 *
 * <p>Every import of every instance uses one transactional id. Beginning to use it ends whatever an
 * earlier import left open and fences that import off, so what is read from the topic afterwards is
 * all there is, and two imports of the same sheet cannot both be published.
 */
final class CatalogueImport {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int ID_BYTES = 16;
  private static final Set<String> PUBLICATIONS =
      Set.of("PriceSheetPublished.v1", "FlexibilityRatiosPublished.v1");

  private final Map<String, Object> kafka;
  private final String topic;
  private final String source;
  private final Clock clock;

  /**
   * An import that does not hold any connection between its calls.
   *
   * @param kafka how to reach the cluster
   * @param topic the catalogue's topic, of one partition
   * @param source {@code ce_source} of what is published; also names the transactional id
   */
  CatalogueImport(Map<String, Object> kafka, String topic, String source, Clock clock) {
    this.kafka = Map.copyOf(kafka);
    this.topic = topic;
    this.source = source;
    this.clock = clock;
  }

  /**
   * What became of a sheet.
   *
   * @param sheet its id: the first 16 bytes of the SHA-256 of its bytes, lower-case hex
   * @param isNew false if the same bytes were published before
   */
  record Imported(String sheet, Published published, boolean isNew) {}

  /**
   * Publishes a sheet, or nothing of it.
   *
   * @throws SheetRefused naming line and column of the first one that is wrong
   * @throws org.apache.kafka.common.KafkaException if the log cannot be written, or another import
   *     came in between; nothing is published then
   */
  synchronized Imported publish(Sheet kind, InputStream csv) throws IOException, SheetRefused {
    Path copy = Files.createTempFile("sheet", ".csv");
    try {
      String sheet;
      try (OutputStream out = Files.newOutputStream(copy)) {
        sheet = copy(csv, out);
      }
      Published published = read(kind, sheet, copy, line -> {});
      return new Imported(sheet, published, publishOnce(kind, sheet, copy, published));
    } finally {
      Files.delete(copy);
    }
  }

  /** The id a sheet of these bytes has. */
  static String id(InputStream csv) throws IOException {
    return copy(csv, OutputStream.nullOutputStream());
  }

  private boolean publishOnce(Sheet kind, String sheet, Path csv, Published published)
      throws IOException, SheetRefused {
    try (Producer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      if (publishedSheets().contains(sheet)) {
        return false;
      }
      producer.beginTransaction();
      int[] count = {0};
      read(kind, sheet, csv, line -> producer.send(record(sheet, ++count[0], line)));
      producer.send(record(sheet, count[0] + 1, published.publication()));
      producer.commitTransaction();
      return true;
    }
  }

  private static String copy(InputStream csv, OutputStream to) throws IOException {
    MessageDigest sha256 = sha256();
    try (InputStream in = new DigestInputStream(csv, sha256)) {
      in.transferTo(to);
    }
    return HexFormat.of().formatHex(sha256.digest(), 0, ID_BYTES);
  }

  private static Published read(Sheet kind, String sheet, Path csv, Consumer<CatalogueEvent> lines)
      throws IOException, SheetRefused {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(csv))) {
      return kind.read(sheet, in, lines);
    }
  }

  private ProducerRecord<byte[], byte[]> record(String sheet, int number, CatalogueEvent event) {
    long now = clock.millis();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, 0, now, sheet.getBytes(UTF_8), EventJson.write(event));
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", sheet + '/' + number);
    header(record, "ce_source", source);
    header(record, "ce_type", EventJson.typeName(event));
    header(record, "ce_subject", sheet);
    header(record, "ce_time", Instant.ofEpochMilli(now).toString());
    header(record, "content-type", "application/json");
    return record;
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }

  /** The ids of all sheets whose publication stands in the log. */
  Set<String> publishedSheets() {
    TopicPartition partition = new TopicPartition(topic, 0);
    Set<String> sheets = new HashSet<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (isPublication(record)) {
            sheets.add(new String(record.key(), UTF_8));
          }
        }
      }
    }
    return sheets;
  }

  private static boolean isPublication(ConsumerRecord<byte[], byte[]> record) {
    Header type = record.headers().lastHeader("ce_type");
    return type != null && PUBLICATIONS.contains(new String(type.value(), UTF_8));
  }

  private Producer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, source + "-catalogue");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 60_000);
    return new KafkaProducer<>(settings);
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    return new KafkaConsumer<>(settings);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
