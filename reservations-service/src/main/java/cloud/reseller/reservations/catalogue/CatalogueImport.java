package cloud.reseller.reservations.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.StrictReading;
import cloud.reseller.reservations.catalogue.Sheet.Published;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes sheets: all lines and then the publication in one Kafka transaction. A sheet's id is
 * derived from its bytes, and the same bytes are published only once.
 *
 * <p>A sheet is first parsed, validated and turned into records on disk, without holding any lock;
 * the transaction only sends them, and is aborted if that takes too long, which bounds how long a
 * read_committed reader can wait for an import. A sheet counts as published once a read_committed
 * reader has passed its publication: from then on every decision knows it.
 *
 * <p>All imports of all instances use the same transactional id. Initializing it aborts any
 * transaction left open and fences off its producer, so what is read from the topic afterwards is
 * complete, and two imports of the same sheet cannot both be published.
 */
final class CatalogueImport {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int ID_BYTES = 16;
  private static final Set<String> PUBLICATIONS =
      Set.of("PriceSheetPublished.v1", "FlexibilityRatiosPublished.v1");

  /** Time limit after which the broker aborts a transaction. */
  private static final Duration TRANSACTION_MOST = Duration.ofSeconds(10);

  /** How long reading up to the end may make no progress. */
  private static final Duration READ_ON_WITHIN = Duration.ofSeconds(10);

  /** Time reserved for the commit. */
  private static final Duration COMMIT = Duration.ofSeconds(1);

  private final Map<String, Object> kafka;
  private final String topic;
  private final String source;
  private final int maxLines;
  private final Clock clock;
  private final Lock transaction = new ReentrantLock(true);

  /** The ids of the sheets published before {@link #next}; guarded by {@link #transaction}. */
  private final Set<String> known = new HashSet<>();

  private long next;

  /**
   * An import that holds no connections between calls.
   *
   * @param kafka how to reach the cluster
   * @param topic the catalogue's topic, of one partition
   * @param source the {@code ce_source} of the records; also determines the transactional id
   * @param maxLines maximum number of lines in a file
   */
  CatalogueImport(
      Map<String, Object> kafka, String topic, String source, int maxLines, Clock clock) {
    this.kafka = Map.copyOf(kafka);
    this.topic = topic;
    this.source = source;
    this.maxLines = maxLines;
    this.clock = clock;
  }

  /**
   * The result of an import.
   *
   * @param sheet its id: the first 16 bytes of the SHA-256 of its bytes, lower-case hex
   * @param isNew false if the same bytes were published before
   */
  record Imported(String sheet, Published published, boolean isNew) {}

  /**
   * Publishes a sheet completely, or not at all.
   *
   * @throws SheetRefusedException naming the line and column of the first error, or if the file has
   *     too many lines
   * @throws org.apache.kafka.common.KafkaException if the log cannot be written in time, another
   *     import interfered, or the publication did not become visible in time; the next attempt
   *     shows whether it was published
   */
  Imported publish(Sheet kind, InputStream csv) throws IOException, SheetRefusedException {
    Path copy = Files.createTempFile("sheet", ".csv");
    Path records = Files.createTempFile("sheet", ".records");
    try {
      String sheet;
      try (OutputStream out = new LimitedLines(Files.newOutputStream(copy), maxLines)) {
        sheet = copy(csv, out);
      } catch (LimitedLines.TooManyException tooMany) {
        throw tooMany.refused();
      }
      Published published = prepare(kind, sheet, copy, records);
      return new Imported(sheet, published, publishOnce(sheet, records));
    } finally {
      Files.delete(copy);
      Files.delete(records);
    }
  }

  /** The id of a sheet with these bytes. */
  static String id(InputStream csv) throws IOException {
    return copy(csv, OutputStream.nullOutputStream());
  }

  /** Reads a sheet and writes the records to be sent, in order. */
  private static Published prepare(Sheet kind, String sheet, Path csv, Path records)
      throws IOException, SheetRefusedException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(csv));
        PreparedRecords.Writer prepared = PreparedRecords.to(records)) {
      Published published = kind.read(sheet, in, prepared::add);
      prepared.add(published.publication());
      return published;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private boolean publishOnce(String sheet, Path records) throws IOException {
    transaction.lock();
    try (Producer<byte[], byte[]> producer = producer()) {
      // Most new records are read before others are fenced off.
      readPublications();
      producer.initTransactions();
      readPublications();
      if (known.contains(sheet)) {
        return false;
      }
      producer.beginTransaction();
      Future<RecordMetadata> publication = send(producer, sheet, records);
      producer.commitTransaction();
      readUpTo(publication.resultNow().offset() + 1);
      return true;
    } finally {
      transaction.unlock();
    }
  }

  /**
   * Sends the prepared records and returns the future position of the last one, the publication.
   */
  private Future<RecordMetadata> send(Producer<byte[], byte[]> producer, String sheet, Path records)
      throws IOException {
    long begun = System.nanoTime();
    Future<RecordMetadata> last = new CompletableFuture<>();
    try (PreparedRecords.Reader prepared = PreparedRecords.from(records)) {
      int number = 0;
      while (prepared.next()) {
        if (System.nanoTime() - begun > TRANSACTION_MOST.minus(COMMIT).toNanos()) {
          producer.abortTransaction();
          throw new TimeoutException(
              "the lines could not be sent within " + TRANSACTION_MOST.toSeconds() + " s");
        }
        last = producer.send(record(sheet, ++number, prepared.type(), prepared.body()));
      }
    }
    return last;
  }

  private static String copy(InputStream csv, OutputStream to) throws IOException {
    MessageDigest sha256 = sha256();
    try (InputStream in = new DigestInputStream(csv, sha256)) {
      in.transferTo(to);
    }
    return HexFormat.of().formatHex(sha256.digest(), 0, ID_BYTES);
  }

  private ProducerRecord<byte[], byte[]> record(
      String sheet, int number, String type, byte[] body) {
    long now = clock.millis();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, 0, now, sheet.getBytes(UTF_8), body);
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", sheet + '/' + number);
    header(record, "ce_source", source);
    header(record, "ce_type", type);
    header(record, "ce_subject", sheet);
    header(record, "ce_time", Instant.ofEpochMilli(now).toString());
    header(record, "content-type", "application/json");
    return record;
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }

  /** The ids of all published sheets. */
  Set<String> publishedSheets() {
    transaction.lock();
    try {
      readPublications();
      return Set.copyOf(known);
    } finally {
      transaction.unlock();
    }
  }

  /** Reads the publications added since the last read, up to the last committed one. */
  private void readPublications() {
    readUpTo(0);
  }

  /** The same, waiting until this offset has been reached. */
  private void readUpTo(long atLeast) {
    long movedNanos = System.nanoTime();
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      if (end < next) {
        // The topic was recreated.
        known.clear();
        next = 0;
      }
      consumer.seek(partition, next);
      while (consumer.position(partition) < Math.max(end, atLeast)) {
        if (System.nanoTime() - movedNanos > READ_ON_WITHIN.toNanos()) {
          throw new TimeoutException(
              "the catalogue could not be read beyond " + next + " within " + READ_ON_WITHIN);
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (isPublication(record)) {
            known.add(new String(record.key(), UTF_8));
          }
        }
        if (consumer.position(partition) > next) {
          next = consumer.position(partition);
          movedNanos = System.nanoTime();
        }
      }
    }
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
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_MOST.toMillis());
    return new KafkaProducer<>(settings);
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = StrictReading.settings(kafka);
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
